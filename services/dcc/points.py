"""The points of a calibration: what the instrument shows, its correction, and U, from the tables of a certificate.

A table is used if it says which of its columns is the indication, the reference value and the error, by the names of
PTB's good practice (`basic_measuredValue` and so on), and states an expanded or a standard uncertainty. What cannot be
used is named with the reason; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from metrology.exact import add, divide, exponent_of, multiply, negated, subtract
from metrology.units import MixedUnits, UnknownUnit, convert, convert_difference, unit
from metrology.units.dsi import unit_of
from reports.dcc.model import one
from reports.dcc.names import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from metrology.text import Text
    from reports.dcc.model import Dcc, Numbers, Quantity, Result, Table

SHOWN, REFERENCE, NOMINAL = "basic_measuredValue", "basic_referenceValue", "basic_nominalValue"
ERROR, CORRECTION = "basic_measurementError", "steelyard_correction"
K = Decimal(2)
_GUARD = 2
"""Digits that a U has beyond those stated, where it was converted."""
_BEFORE = ("beforeadjustment", "beforerepair", "asfound")
_WORDS = {"correction": CORRECTION, "修正值": CORRECTION, "korrektion": CORRECTION}


@dataclass(frozen=True, slots=True)
class Point:
    """One point.

    Attributes:
        shown: The indication, or the nominal value.
        correction: What is added to it.
        U: Expanded uncertainty, k = 2.
    """

    shown: Decimal
    correction: Decimal
    U: Decimal


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one table, ascending.

    Attributes:
        name: The result that they belong to.
        unit: Unit of every value.
        points: The points; where a value was calibrated several times, one for all of them.
    """

    name: Text
    unit: str
    points: tuple[Point, ...]


class NotUsable(ValueError):
    """Why a table states no points."""


def points_of(dcc: Dcc, prefer: str = "") -> tuple[list[Points], list[tuple[Text, str]]]:
    """The points of a certificate.

    Args:
        dcc: The certificate.
        prefer: The unit that is wanted, where a table can be had in it.

    Returns:
        The tables with points, and the name of every other with the reason.
    """
    found, left = [], []
    for result, table in dcc.tables():
        name = said(result.name)
        try:
            found.append(_points(name, result, table, prefer))
        except NotUsable as error:
            left.append((name, str(error)))
        except (UnknownUnit, MixedUnits) as error:
            left.append((name, str(error)))
    return found, left


def _points(name: Text, result: Result, table: Table, prefer: str) -> Points:
    kinds = " ".join((*result.kinds, *table.kinds)).lower()
    if any(word in kinds for word in _BEFORE):
        raise NotUsable("it was measured before an adjustment or a repair")
    columns = {kind: q for q in reversed(table.quantities) for kind in _kinds(q) if q.numbers}
    error = columns.get(CORRECTION) or columns.get(ERROR)
    shown = columns.get(SHOWN) or columns.get(NOMINAL) or columns.get(REFERENCE)
    if shown is None or error is None:
        raise NotUsable("it does not say which column is the indication and which its error or correction")
    symbol = _unit(shown, prefer)
    values, stated = _in(shown, symbol), error.numbers[0]
    errors = [_difference(v, stated.unit(n), symbol) for n, v in enumerate(_decimals(stated))]
    if len(errors) != len(values):
        raise NotUsable("it has not one error for each indication")
    if CORRECTION not in _kinds(error):
        _agree(columns, symbol, values, errors)
        errors = [negated(e) for e in errors]
    expanded = list(_expanded(columns, error, symbol, len(values)))
    made = [Point(*p) for p in zip(values, errors, expanded, strict=True) if all(d.is_finite() for d in p)]
    if not made:
        raise NotUsable("it states no point with an uncertainty")
    return Points(name, symbol, tuple(_together(made)))


def _kinds(quantity: Quantity) -> tuple[str, ...]:
    words = [_WORDS[w] for w in (text.strip().lower() for _, text in quantity.name) if w in _WORDS]
    return (*quantity.kinds, *words)


def _unit(quantity: Quantity, prefer: str) -> str:
    """The unit that is wanted, where the quantity can be had in it; else °C where there is one; else its first."""
    own = [unit_of(numbers.unit()) for numbers in quantity.numbers]
    if prefer and unit(_ratio(prefer)).dimension == own[0].dimension:
        return prefer
    return next((u.symbol for u in own if u.symbol == "°C"), own[0].symbol)


def _in(quantity: Quantity, symbol: str) -> list[Decimal]:
    """The values of a quantity in a unit, as they stand there if they do."""
    stated = {unit_of(numbers.unit()).symbol: numbers for numbers in reversed(quantity.numbers)}
    if symbol in stated:
        return _decimals(stated[symbol])
    numbers = quantity.numbers[0]
    values = enumerate(_decimals(numbers))
    return [convert(v, unit_of(numbers.unit(n)).symbol, _ratio(symbol)) if v.is_finite() else v for n, v in values]


def _difference(value: Decimal, stated: str, symbol: str) -> Decimal:
    return convert_difference(value, unit_of(stated).symbol, _ratio(symbol)) if value.is_finite() else value


def _ratio(symbol: str) -> str:
    """The unit that certificates state relative humidity in: a ratio, since D-SI has no unit of its own for it."""
    return "%" if symbol == "%RH" else symbol


def _decimals(numbers: Numbers) -> list[Decimal]:
    return [Decimal(text) for text in numbers.values]


def _agree(columns: dict[str, Quantity], symbol: str, values: list[Decimal], errors: list[Decimal]) -> None:
    """Hold the errors against indication less reference: one of the other sign would be taken over as a correction."""
    if not {SHOWN, REFERENCE} <= columns.keys():
        return
    for shown, reference, error in zip(values, _in(columns[REFERENCE], symbol), errors, strict=True):
        if not all(d.is_finite() for d in (shown, reference, error)):
            continue
        digits = sum((Decimal(1).scaleb(exponent_of(d)) for d in (shown, reference, error)), Decimal(0))
        if abs(subtract(subtract(shown, reference), error)) > digits:
            raise NotUsable(f"the error {error} at {shown} {symbol} is not the indication less the reference value")


def _expanded(columns: dict[str, Quantity], error: Quantity, symbol: str, count: int) -> Iterator[Decimal]:
    """U (k = 2) of each point: of the error, or of the value that it was computed from."""
    found = (q.numbers[0] for q in (error, *columns.values()) if q.numbers[0].spread is not None)
    numbers = next(found, None)
    spread = numbers.spread if numbers is not None else None
    if numbers is None or spread is None or spread.form == "interval":
        raise NotUsable("it states no expanded uncertainty")
    for n in range(count):
        stated, k = Decimal(one(spread.values, n) or "NaN"), Decimal(one(spread.k, n) or "NaN")
        if spread.form == "standard":
            stated = multiply(stated, K) if stated.is_finite() else stated
        elif stated.is_finite() and k != K:
            stated = _up(divide(multiply(stated, K), k), stated) if k.is_finite() else k
        yield _difference(stated, numbers.unit(n), symbol)


def _up(value: Decimal, stated: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(exponent_of(stated) - _GUARD), ROUND_CEILING)


def _together(points: list[Point]) -> Iterator[Point]:
    """The points ascending; of several at one value the middle of their corrections, with a U that covers them all."""
    by_value: dict[Decimal, list[Point]] = {}
    for point in points:
        by_value.setdefault(point.shown, []).append(point)
    for value in sorted(by_value):
        same = by_value[value]
        lowest, highest = min(p.correction for p in same), max(p.correction for p in same)
        if lowest == highest:
            yield Point(value, same[0].correction, max(p.U for p in same))
        else:
            half = divide(subtract(highest, lowest), Decimal(2))
            yield Point(value, divide(add(lowest, highest), Decimal(2)), add(max(p.U for p in same), half))
