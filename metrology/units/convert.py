"""Exact conversion between units of one kind."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from metrology.exact import Number, divide, from_integer, shift, to_decimal
from metrology.units.electrical import ELECTRICAL
from metrology.units.mechanical import MECHANICAL
from metrology.units.other import OTHER
from metrology.units.unit import MixedUnits, Register, Unit


def _entered(row: tuple[str, str, str, str, str, str, str]) -> Unit:
    symbol, zh, en, dsi, dimension, factor, note = row
    above, _, below = factor.partition("/")
    return Unit(symbol, zh, en, dsi, dimension, Fraction(above) / Fraction(below or "1"), note=note)


_TEMPERATURE = (
    Unit("K", "开", "kelvin", r"\kelvin", "temperature", Fraction(1)),
    Unit("mK", "毫开", "millikelvin", r"\milli\kelvin", "temperature", Fraction("0.001")),
    Unit(
        "°C",
        "摄氏度",
        "degree Celsius",
        r"\degreecelsius",
        "temperature",
        Fraction(1),
        Fraction("273.15"),
        "a difference of temperatures is in K",
    ),
)

UNITS = Register((*map(_entered, (*MECHANICAL, *ELECTRICAL, *OTHER)), *_TEMPERATURE))
"""The units the regulations use."""


def unit(symbol: str) -> Unit:
    """Return the unit of a symbol.

    Raises:
        UnknownUnit: there is none; the message names near ones.
    """
    return UNITS.find(symbol)


def convert(value: Number, from_unit: str, to_unit: str) -> Decimal:
    """Convert a value; a temperature is a point on the scale (20 °C is 293.15 K).

    The result is exact where it has an end; a factor such as 1/3.6 or 1/133.322387415 has none, and the result is then
    the nearest decimal of 50 significant digits. Between decimal multiples digits are kept: 4.00 kPa is 0.00400 MPa.

    Raises:
        UnknownUnit: a unit is not in the register.
        MixedUnits: the units are of two kinds.
        TypeError: the value is a binary float.
    """
    way = _way(from_unit, to_unit)
    if way.source.offset == way.target.offset:
        return way.times(to_decimal(value))
    base = Fraction(to_decimal(value)) * way.source.factor + way.source.offset
    return _decimal((base - way.target.offset) / way.target.factor)


def convert_difference(value: Number, from_unit: str, to_unit: str) -> Decimal:
    """Convert a difference, an error or an uncertainty: 0.5 °C is then 0.5 K.

    Raises:
        UnknownUnit: a unit is not in the register.
        MixedUnits: the units are of two kinds.
        TypeError: the value is a binary float.
    """
    return _way(from_unit, to_unit).times(to_decimal(value))


class _Way(NamedTuple):
    """From one unit to another.

    Attributes:
        source, target: the units.
        ratio: what a value is multiplied by.
        places: the same as a power of ten, None where it is none.
    """

    source: Unit
    target: Unit
    ratio: Fraction
    places: int | None

    def times(self, value: Decimal) -> Decimal:
        """Return the value times the ratio, its digits kept between decimal multiples."""
        return _decimal(Fraction(value) * self.ratio) if self.places is None else shift(value, self.places)


@lru_cache(maxsize=1024)  # a run converts between a few pairs of units, thousands of times
def _way(from_unit: str, to_unit: str) -> _Way:
    source, target = unit(from_unit), unit(to_unit)
    if source.dimension != target.dimension:
        raise MixedUnits(
            f"{source.symbol} ({source.dimension}) cannot be converted to {target.symbol} ({target.dimension})"
        )
    ratio = source.factor / target.factor
    return _Way(source, target, ratio, _power_of_ten(ratio))


def _power_of_ten(ratio: Fraction) -> int | None:
    for number, sign in ((ratio.numerator, 1), (ratio.denominator, -1)):
        digits = str(number)
        if digits == "1" + "0" * (len(digits) - 1) and ratio in (number, Fraction(1, number)):
            return sign * (len(digits) - 1) if number != 1 or ratio == 1 else None
    return None


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal: exact where it ends, whatever its length, else of 50 significant digits."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return divide(Decimal(number.numerator), Decimal(number.denominator))
    places = max(twos, fives)
    return from_integer(number.numerator * 10**places // number.denominator, -places)
