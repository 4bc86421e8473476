"""The least uncertainty that may be stated at a value, by the capabilities in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrology.calibration.capability import CapabilityError
from metrology.exact import plain, to_decimal
from metrology.rounding import round_significant
from metrology.text import Text
from metrology.units import convert, convert_difference, unit
from registers.capabilities import CAPABILITIES, as_capability
from registers.errors import RegistersError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from registers.book import Book
    from registers.capabilities import CapabilityRow

MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class LimitAt:
    """What one entry states at a value.

    Attributes:
        key, quantity, conditions: The entry.
        least: The least U that may be stated, two significant digits, in the unit asked for.
        exact: U of the entry there, unrounded.
    """

    key: str
    quantity: str
    conditions: str
    least: str
    exact: str

    def document(self) -> dict[str, Any]:
        """The limit as texts."""
        return {
            "key": self.key,
            "quantity": self.quantity,
            "conditions": self.conditions,
            "least": self.least,
            "exact": self.exact,
        }


def limits_at(
    book: Book, value: str, symbol: str, conditions: Iterable[str], on: date, quantity: str = ""
) -> list[LimitAt]:
    """What every entry that is in force and holds the value states there, the smallest first.

    Args:
        book: The registers.
        value: The value.
        symbol: Its unit.
        conditions: ``name=value`` each.
        on: The day.
        quantity: Words that the entry's quantity holds; empty for any.

    Raises:
        RegistersError: A condition is no number.
    """
    given = dict(map(_condition, conditions))
    rows = [(r.key, r.record) for r in book.rows(CAPABILITIES) if quantity in r.record.quantity]
    found = [
        (
            u,
            LimitAt(
                key,
                row.quantity,
                _said(row.conditions),
                plain(round_significant(u, 2)),
                plain(round_significant(u, MOST_DIGITS)),
            ),
        )
        for key, row, u in stated(rows, to_decimal(value), symbol, given, on)
    ]
    return [limit for _, limit in sorted(found, key=lambda pair: pair[0])]


def stated(
    rows: Iterable[tuple[str, CapabilityRow]], value: Decimal, symbol: str, given: Mapping[str, Decimal], on: date
) -> Iterator[tuple[str, CapabilityRow, Decimal]]:
    """The entries that hold a value under conditions, each with its U there in the unit of the value."""
    for key, row in rows:
        if (
            unit(row.unit).dimension != unit(symbol).dimension
            or not _in_force(row, on)
            or not _fits(row.conditions, given)
        ):
            continue
        try:
            u = as_capability(row).at(convert(value, symbol, row.unit), given)
        except CapabilityError:
            continue
        yield key, row, convert_difference(u, row.unit, symbol)


def _in_force(row: CapabilityRow, on: date) -> bool:
    return (row.since is None or row.since <= on) and (row.until is None or on <= row.until)


def _fits(of_row: Mapping[str, str], given: Mapping[str, Decimal]) -> bool:
    """Whether conditions meet those of an entry: a value, or two with ～ between them."""
    for name, text in of_row.items():
        ends = text.replace("~", "～").split("～")
        if name not in given or not to_decimal(ends[0].strip()) <= given[name] <= to_decimal(ends[-1].strip()):
            return False
    return True


def _said(conditions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {text}" for name, text in conditions.items())


def _condition(text: str) -> tuple[str, Decimal]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), to_decimal(value.strip())
    except (ValueError, TypeError, ArithmeticError):
        raise RegistersError(
            [Text(f"条件 {text} 应为 名称=数值", f"the condition {text} is not NAME=NUMBER")]
        ) from None
