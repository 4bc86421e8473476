"""What tests of an energy label have in common: three verdicts that are never made into one.

Whether the appliance is worse than the law permits at all; whether the grade that is printed is better than the one that
was found (能效虚标); whether each value that is printed is as far from the one that was found as is permitted. An edition
gives the scales of its quantities and, where anybody remembers them, ``tolerance_QUANTITY`` in %.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import Field

from drivers.roles import PowerAnalyser
from metrology.decision import Outcome
from metrology.exact import divide, trimmed
from procedures.energy.grades import Scale, grade_of
from procedures.kit import KitProcedure, Nameplate, Value, at_least, at_most, item
from procedures.kit.judging import NOT_REMEMBERED
from procedures.text import Text

if TYPE_CHECKING:
    from metrology.limits import Limit

GRADES = range(1, 6)
Printed = Annotated[Decimal, Field(gt=0)]
"""A value that is printed on a label."""


class Labelled(Nameplate):
    """An appliance with its energy label."""

    grade: Literal["1", "2", "3", "4", "5"] = Field(title="标识能效等级 | Grade printed on the label")


S = TypeVar("S", bound=Labelled)


class LabelTest(KitProcedure[S]):
    """Test of an energy label."""

    analyser: PowerAnalyser

    def scales(self) -> dict[str, Scale]:
        """The scale of each quantity that makes the grade, by its term."""
        raise NotImplementedError

    def found(self, symbol: str) -> Value:
        """The value of a quantity that was found.

        Raises:
            NotMeasured: A reading for it is missing.
        """
        return self.kept[symbol, "found"]

    def keep(self, **found: Value) -> None:
        """Keep values that were found, by their terms, for the verdicts."""
        for symbol, value in found.items():
            own = value.named(symbol)
            self.kept[symbol, "found"] = replace(own, columns={symbol: own.number})

    def printed_values(self) -> dict[str, Decimal | None]:
        """What the label prints beside the grade, by its term; None where it prints nothing."""
        return {}

    def least(self, symbol: str) -> bool:
        """Whether more of a quantity is better."""
        return symbol in self.scales() and self.scales()[symbol].least

    def table_scale(self, name: str, column: int = 0, *, least: bool = False) -> Scale:
        """The scale of a column of a table, whose rows are the grades."""
        table = self.facts.table(name)
        return Scale(tuple(table.numbers(row)[column] for row in table.rows), table.source, least)

    def number_scale(self, name: str, source: str, *, least: bool = False) -> Scale:
        """The scale of the numbers ``NAME_1`` to ``NAME_5``; without limits where one of them has no value."""
        keys = [f"{name}_{grade}" for grade in GRADES]
        known = all(self.facts.known(key) for key in keys)
        limits = tuple(self.facts.number(key) for key in keys) if known else None
        return Scale(limits, self.facts.source(source), least)

    @item()
    def label(self) -> None:
        """The label is there, and its grade is legible."""
        self.look("label_there")

    def judge_minimum(self) -> None:
        """Nothing is worse than the last grade."""
        for symbol, scale in self.scales().items():
            with self.at(symbol):
                value = self.found(symbol)
                if scale.limits is None:
                    self.conclude(Outcome.UNDECIDED, reason=NOT_REMEMBERED, permitted="?", **_named(symbol, value))
                else:
                    self.compare(_limit(scale, scale.limits[-1]), source=scale.source, **_named(symbol, value))

    def judge_grade(self) -> None:
        """The grade that is printed is not better than the one that was found for any quantity."""
        printed = int(self.subject.grade)
        for symbol, scale in self.scales().items():
            with self.at(symbol):
                self._grade(symbol, scale, self.found(symbol), printed)

    def judge_printed(self) -> None:
        """Every value that is printed, against its tolerance."""
        for symbol, stated in self.printed_values().items():
            if stated is not None:
                with self.at(symbol):
                    self._tolerance(symbol, stated, self.found(symbol))

    # --- inside ------------------------------------------------------------------------------------------------------

    def _grade(self, symbol: str, scale: Scale, value: Value, printed: int) -> None:
        shown = Value.constant(printed, "grade_printed")
        if scale.limits is None:
            self.conclude(
                Outcome.UNDECIDED, reason=NOT_REMEMBERED, permitted="?", grade_printed=shown, **_named(symbol, value)
            )
            return
        grade = grade_of(value.number, scale.limits, least=scale.least)
        if grade is None:
            last = len(scale.limits)
            below = Text(f"达不到 {last} 级", f"it does not reach grade {last}")
            self.conclude(
                Outcome.NOT_CONFORM, reason=below, source=scale.source, permitted=f"≤ {printed}", grade_printed=shown,
                **_named(symbol, value),
            )  # fmt: skip
            return
        found = Value.constant(grade, "grade_found")
        self.compare(at_most(printed), source=scale.source, also=[value, shown], chosen=True, grade_found=found)

    def _tolerance(self, symbol: str, stated: Decimal, value: Value) -> None:
        key, shown = f"tolerance_{symbol}", Value.constant(stated, "printed")
        if not self.facts.known(key):
            self.conclude(
                Outcome.UNDECIDED, reason=NOT_REMEMBERED, permitted="?", printed=shown, **_named(symbol, value)
            )
            return
        part = divide(self.facts.number(key), Decimal(100))
        least = self.least(symbol)
        limit = trimmed(stated * (1 - part if least else 1 + part))
        self.compare(at_least(limit) if least else at_most(limit), also=[shown], **_named(symbol, value))


def _named(symbol: str, value: Value) -> dict[str, Any]:
    return {symbol: value}


def _limit(scale: Scale, limit: Decimal) -> Limit:
    return at_least(limit) if scale.least else at_most(limit)
