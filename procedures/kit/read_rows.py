"""What the data file says of an item that a person reads and the regulation decides: its readings, its limit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from metrology.exact import divide, to_decimal, trimmed
from metrology.units import Quantity
from procedures.errors import AuthorError
from procedures.kit.limits import at_least, at_most, between, within
from procedures.regulation import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from metrology.limits import Limit
    from procedures.kit.facts import Facts
    from procedures.kit.read_items import ReadItems

HUNDRED: Final = Decimal(100)


def _percent(x: Decimal, part: Decimal, more: Decimal) -> Limit:
    return within(trimmed(part / HUNDRED * abs(x) + more))


def _greatest(x: Decimal, part: Decimal, least: Decimal) -> Limit:
    return within(trimmed(max(part / HUNDRED * abs(x), least)))


def _smallest(x: Decimal, part: Decimal, most: Decimal) -> Limit:
    return within(trimmed(min(part / HUNDRED * abs(x), most)))


def _level(setting: Decimal, part: Decimal, least: Decimal) -> Limit:
    return within(trimmed(part * (1 + divide(least, setting))))


def _certain(certain: Decimal, _most: Decimal) -> Limit:
    return at_most(certain)


FIXED: Final[Mapping[str, Callable[..., Limit]]] = {
    "within": within,
    "most": at_most,
    "least": at_least,
    "above": at_least,
    "between": between,
    "unclear": _certain,
}
"""How a limit is made of the figures of its row.

`above` leaves its end out. `unclear` stands for a clause whose text can be read in two ways: what fulfils both conforms,
what fulfils none does not, and between them nothing is decided.
"""
OF_THE_READING: Final[Mapping[str, Callable[..., Limit]]] = {
    "percent": _percent,
    "greatest": _greatest,
    "smallest": _smallest,
}
"""The same where it is a part of the indication too."""
OF_THE_SETTING: Final[Mapping[str, Callable[..., Limit]]] = {"level": _level}
"""The same where it depends on what is set: wider for small values."""
PERMITS: Final = (*FIXED, *OF_THE_READING, *OF_THE_SETTING)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An item of ``[items]`` with a `law`.

    Attributes:
        key: Its key.
        law: How the value that is judged follows from the readings, a key of `procedures.kit.read_laws.LAWS`.
        permits: A key of `FIXED` or `OF_THE_READING`.
        limit: A number or a table of the facts, or a field of the nameplate.
        by: What chooses the row of the table, several joined by `_`: fields of the nameplate, `stage` for `initial` and
            `used`.
        part_of: Field of the nameplate of which the limit is a percentage.
        unit: Unit of the readings; ``@display/s`` is per second of what the field `display` of the nameplate says.
        quantity: What is read, as the roles are asked for it.
        at: Values that are set: a field of the nameplate, a number, or a table of the facts with a row for the unit, or a
            row `at`.
        sets: What is set, where it is another quantity.
        sets_unit: Its unit.
        cases: Keys of points where nothing is set, such as places in an image, for which ``[terms]`` has words; or the
            field of the nameplate that lists them. With `at` too, everything is set in each case, falling in `down`.
        expects: Field of the nameplate: what is about to be read where nothing is set, for each case. The standards are
            asked for their errors there.
        reads: Number of the facts: how many readings.
        wait: Number of the facts: how many seconds lie between two readings.
        hint: Text of the facts that a person must know to read it.
        needs: Text of the facts: what must be so, or everything that is measured is void.
    """

    key: str
    law: str
    permits: str
    limit: str
    unit: str
    by: str = ""
    part_of: str = ""
    quantity: str = ""
    at: str = ""
    sets: str = ""
    sets_unit: str = ""
    cases: tuple[str, ...] | str = ()
    expects: str = ""
    reads: str = ""
    wait: str = ""
    hint: str = ""
    needs: str = ""

    @classmethod
    def of(cls, facts: Facts) -> list[ReadRow]:
        """Every item of the facts that has a law.

        Raises:
            AuthorError: One lacks a key, or has one that is none.
        """
        known = cls.__dataclass_fields__
        found = []
        for key in facts.item_keys:
            row = facts.content["items"][key]
            if "law" in row:
                said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in known}
                try:
                    found.append(cls(**{"key": key, "quantity": key, **said}))
                except TypeError as error:
                    raise AuthorError(f"items.{key}: {error}", str(facts.file)) from error
        return found

    def unit_of(self, procedure: ReadItems[Any]) -> str:
        """Unit of the readings."""
        return named_unit(procedure.subject, self.unit)

    def setting_unit(self, procedure: ReadItems[Any]) -> str:
        """Unit of what is set."""
        return named_unit(procedure.subject, self.sets_unit) or self.unit_of(procedure)

    def settings(self, procedure: ReadItems[Any]) -> tuple[Decimal, ...]:
        """Values that are set."""
        if not self.at:
            return ()
        unit, tables = self.setting_unit(procedure), procedure.facts.content.get("tables", {})
        return figures(procedure, self.at, unit if unit in tables.get(self.at, ()) else "at", unit)

    def expected(self, procedure: ReadItems[Any], key: Any) -> Decimal | None:
        """What is about to be read at a place; None where nothing says it."""
        if isinstance(key, Decimal):
            return None if self.sets else key
        if not self.expects:
            return None
        stated = figures(procedure, self.expects, "", self.unit_of(procedure))
        return stated[procedure.keys(self).index(key)]

    def cases_of(self, procedure: ReadItems[Any]) -> tuple[str, ...]:
        """Keys of its cases for this instrument."""
        if isinstance(self.cases, str):
            return tuple(getattr(procedure.subject, self.cases))
        return self.cases

    def limit_at(self, procedure: ReadItems[Any], x: Decimal) -> Limit:
        """What is permitted where the instrument shows x."""
        numbers = self.figures(procedure)
        if self.permits in FIXED:
            return FIXED[self.permits](*numbers)
        return {**OF_THE_READING, **OF_THE_SETTING}[self.permits](x, *numbers)

    def figures(self, procedure: ReadItems[Any]) -> tuple[Decimal, ...]:
        """The figures of the limit for this instrument."""
        unit = self.unit_of(procedure)
        numbers = figures(procedure, self.limit, self._row(procedure), unit)
        if not self.part_of:
            return numbers
        (whole,) = figures(procedure, self.part_of, "", unit)
        return tuple(trimmed(n / HUNDRED * whole) for n in numbers)

    def ideal(self, procedure: ReadItems[Any]) -> Decimal:
        """What an ideal instrument shows where the value itself is judged and nothing is set."""
        low, high = self.limit_at(procedure, Decimal(0)).at(Decimal(0))
        ends = [end for end in (low, high) if end.is_finite()]
        return sum(ends, Decimal(0)) / len(ends) + (self.permits == "above")

    def _row(self, procedure: ReadItems[Any]) -> str:
        stage = "initial" if procedure.run.stage is Stage.INITIAL else "used"
        chosen = (stage if name == "stage" else str(getattr(procedure.subject, name)) for name in self.by.split())
        return "_".join(chosen) or "all"


def named_unit(subject: object, unit: str) -> str:
    """The unit that ``@field`` or ``@field/s`` means for an instrument; any other stands for itself."""
    if not unit.startswith("@"):
        return unit
    field, per, time = unit[1:].partition("/")
    return f"{getattr(subject, field)}{per}{time}"


def figures(procedure: ReadItems[Any], name: str, row: str, unit: str) -> tuple[Decimal, ...]:
    """Figures of the facts, or of the nameplate in a unit."""
    facts = procedure.facts
    if name in facts.content.get("numbers", {}):
        return (facts.number(name),)
    if name in facts.content.get("tables", {}):
        return facts.table(name).numbers(row)
    said = getattr(procedure.subject, name)
    several = said if isinstance(said, tuple) else (said,)
    return tuple(s.to(unit).value if isinstance(s, Quantity) else to_decimal(s) for s in several)
