"""Items that stand in the data file alone: a person reads, the regulation decides.

An item of ``[items]`` with a `law` needs no method. Its row says what is read and what is permitted, see
`procedures.kit.read_rows.ReadRow`; a module is then its nameplate and a few lines. Other items have methods as usual.

Whatever sets a value is the role `source`, whatever shows one is the role `readout`: an X-ray source under test and the
meter in its beam, or a simulator of signals and the monitor under test. Both can be a person with a form.
"""

from __future__ import annotations

from contextlib import nullcontext
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from drivers.roles import MultiDisplay, MultiSource
from metrology.decision import Outcome
from metrology.exact import plain
from metrology.units import Quantity
from procedures.errors import AuthorError
from procedures.kit.columns import Curve
from procedures.kit.kept import Kept
from procedures.kit.limits import printed, sides
from procedures.kit.procedure import KitProcedure
from procedures.kit.read_laws import LAWS
from procedures.kit.read_rows import FIXED, OF_THE_READING, OF_THE_SETTING, PERMITS, ReadRow, named_unit
from procedures.kit.value import spread, standard_deviation
from procedures.subject import Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from procedures.kit.facts import Facts
    from procedures.kit.query import Query
    from procedures.kit.value import Value

S = TypeVar("S", bound=Subject)
ONE = Decimal(1)
UNCLEAR = Text(
    "所见规程文本在此范围内含义不明，须核对原文",
    "the text that was read can be understood in two ways here; read the print",
)

NOT_CLEAR = Text(
    "重复性以极差还是标准偏差计，须核对规程原文",
    "whether repeatability is the range or the standard deviation must be read in print",
)


class ReadItems(KitProcedure[S]):
    """A regulation whose items are read by a person."""

    source: MultiSource
    readout: MultiDisplay
    _series = "error"
    """Line of the error curve on which points are drawn: the case, where there are several."""

    @property
    def _falling(self) -> bool:
        return self._series == "down"

    def __init_subclass__(cls) -> None:
        """Make a method of each item that has a law."""
        if hasattr(cls, "facts"):
            for row in ReadRow.of(cls.facts):
                setattr(cls, row.key, _method(row, cls.facts))
        super().__init_subclass__()

    def unit_of_column(self, unit: str) -> str:
        """Unit of a column, that of the nameplate where it names a field."""
        return named_unit(self.subject, super().unit_of_column(unit))

    def keys(self, row: ReadRow, *, falling: bool = False) -> tuple[Any, ...]:
        """What tells the places of an item apart: values that are set, cases, or nothing."""
        settings = row.settings(self)
        return settings[:: -1 if falling else 1] or row.cases_of(self) or ("",)

    def each(self, row: ReadRow, measure: Callable[[Any], None]) -> None:
        """Measure at the places of an item one after the other, each set before; off at the end."""
        for key in self.keys(row, falling=self._falling):
            with self._place_of(row, key):
                if row.at:
                    self.source.apply_to(row.sets or row.quantity, key, row.setting_unit(self))
                measure(key)
        if row.at:
            self.source.off()

    def shown(self, symbol: str, row: ReadRow, *, expect: Decimal = ONE, bounded: bool = True) -> Value:
        """What the readout shows of the quantity of an item."""
        query = (self.readout.indication_of, row.quantity)
        return self.read(symbol, query, expect=expect, bounded=bounded, hint=self._hint(row))

    def pair(self, row: ReadRow, key: Any) -> tuple[Value, Value]:
        """Indication and reference value, read together."""
        shown = (self.source.value_of, row.quantity), (self.readout.indication_of, row.quantity)
        x, ref = shown if self.under_test == "source" else shown[::-1]
        expect, bounded = row.expected(self, key) or ONE, isinstance(key, Decimal)

        def read(symbol: str, query: Query) -> Value:
            return self.read(symbol, query, expect=expect, bounded=bounded)

        return self.run.together("readings", lambda: (read("x", x), read("ref", ref)))

    def repeated(self, row: ReadRow) -> list[Value]:
        """Readings of one quantity under the same conditions."""
        kept, many = Kept(), range(1, int(self.facts.number(row.reads)) + 1)
        for n in many:
            with self.at(str(n), words=f"第 {n} 次 | No. {n}"):
                kept[n] = self.shown("y", row, bounded=False)
                self.report(final=False, y=kept[n])
        return [kept[n] for n in many]

    def judge(self, row: ReadRow, *, at: Any = None, x: Value | None = None, **named: Value) -> None:
        """Compare a value with what the row permits.

        Args:
            row: The item.
            at: Where the point is drawn on the error curve.
            x: The indication, of which the limit may be a part.
            **named: The value by its symbol.
        """
        (value,) = named.values()
        keyed: dict[str, Any] = dict(named)
        limit = row.limit_at(self, at if row.permits in OF_THE_SETTING else (x or value).number)
        if row.permits in CONCLUDED:
            outcome, permitted = CONCLUDED[row.permits](value.number, *row.figures(self))
            reason = UNCLEAR if outcome is Outcome.UNDECIDED else NO_TEXT
            self.conclude(outcome, reason=reason, permitted=permitted, **keyed)
            return
        drawn = Curve(self._series, x_unit=row.setting_unit(self)) if isinstance(at, Decimal) else None
        chosen = row.permits in OF_THE_READING
        self.compare(limit, point=at if drawn else None, curve=drawn, chosen=chosen, **keyed)

    def scattered(self, values: Sequence[Value], most: Decimal) -> None:
        """Judge repeatability where the text that was read does not say whether it is the range or the deviation.

        A range within the limit fulfils both; a standard deviation beyond it fulfils none.
        """
        R, s = spread(values).named("R"), standard_deviation(values).named("s")
        between = Outcome.UNDECIDED if s.number <= most else Outcome.NOT_CONFORM
        outcome = Outcome.CONFORM if R.number <= most else between
        reason = NOT_CLEAR if outcome is Outcome.UNDECIDED else NO_TEXT
        self.conclude(outcome, reason=reason, permitted=f"≤ {plain(most)}", R=R.alone(), s=s.alone())

    def _hint(self, row: ReadRow) -> str:
        """What is read, where no point says it, what is required where that is known, and what a person must know."""
        item, more = self._examined.name, self.facts.text(row.hint) if row.hint else NO_TEXT
        named = [] if row.at or row.reads else [item]
        if row.law == "value" and (required := self._required(row)):
            named.append(Text(f"要求 {required}", f"required: {required}"))
        zh, en = "，".join(part.zh for part in named), ", ".join(part.en for part in named)
        what = Text(f"（{zh}）", f"({en})") if named else NO_TEXT
        said = f"{what.en} {more.en}".strip()
        return f"{what.zh}{more.zh} | {said}".rstrip(" |")

    def _required(self, row: ReadRow) -> str:
        """What a reading must be, where that depends on no reading and on nothing that is set."""
        if row.permits in CONCLUDED:
            asked = CONCLUDED[row.permits](ONE, *row.figures(self))[1]
        elif row.permits in FIXED:
            asked = printed(sides(row.limit_at(self, ONE), None))
        else:
            return ""
        return f"{asked} {'' if row.unit == '1' else named_unit(self.subject, row.unit)}".rstrip()

    def _place_of(self, row: ReadRow, key: Any) -> AbstractContextManager[None]:
        if isinstance(key, Decimal):
            return self.at(Quantity(key, row.setting_unit(self)))
        return self._case(row, key) if key else nullcontext()

    def _case(self, row: ReadRow, key: str) -> AbstractContextManager[None]:
        """A case of the nameplate, such as lead I, is called as marked: no symbol of the catalogue is meant by it."""
        marked = isinstance(row.cases, str) and key not in self.facts.terms
        return self.at(key, words=key if marked else "")


def _above(found: Decimal, least: Decimal) -> tuple[Outcome, str]:
    return Outcome.CONFORM if found > least else Outcome.NOT_CONFORM, f"> {plain(least)}"


def _unclear(found: Decimal, certain: Decimal, most: Decimal) -> tuple[Outcome, str]:
    between = Outcome.UNDECIDED if found <= most else Outcome.NOT_CONFORM
    return Outcome.CONFORM if found <= certain else between, f"≤ {plain(certain)} (≤ {plain(most)})"


CONCLUDED: Final[Mapping[str, Callable[..., tuple[Outcome, str]]]] = {"above": _above, "unclear": _unclear}
"""What no limit of two sides says."""


def _method(row: ReadRow, facts: Facts) -> Callable[[Any], None]:
    """The examination of an item.

    Raises:
        AuthorError: Its law, or what it permits, is none.
    """
    if row.law not in LAWS or row.permits not in PERMITS:
        laws, permits = ", ".join(LAWS), ", ".join(PERMITS)
        said = f"{row.law!r}, {row.permits!r}"
        raise AuthorError(f"items.{row.key}: {said}: law is one of {laws}; permits one of {permits}", str(facts.file))
    law, columns = LAWS[row.law]

    def examine(self: ReadItems[Any]) -> None:
        if row.needs:
            self.condition(row.needs)
        if not (row.at and row.cases):
            law(self, row)
            return
        for case in row.cases_of(self):
            self._series = case
            with self._case(row, case):
                law(self, row)
        self._series = "error"

    examine.__name__ = row.key
    return facts.item(columns, unit=row.unit, key=row.key)(examine)
