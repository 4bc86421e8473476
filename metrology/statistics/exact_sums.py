"""Exact sums of readings.

A reading has a finite number of digits, so it is a fraction, and the standard library's mean and variance of fractions
round nothing. A float stands for the shortest decimal that names it, as it was typed: 1.05 is 105/100, so that
E_n = 1 at the edge is not 1.0000000000000009. Rounding happens once, when the result becomes a float. That is why the
statistics of this package keep all the digits that double precision can hold, also for data with many constant leading
digits.
"""

import math
import operator
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TypeAlias

from metrology.exact import to_decimal

Number: TypeAlias = float | int | Decimal | str
"""What a reading may be given as; a text is a numeral with a decimal point."""


def exact(value: Number) -> Fraction:
    """Return the exact rational value of a finite number, a float as the shortest decimal that names it.

    Raises:
        TypeError: The value is not a number (None, a list).
        ValueError: The value is infinite or not a number (NaN), or the text is no numeral.
    """
    if isinstance(value, str):
        return Fraction(to_decimal(value))
    if isinstance(value, float) and math.isfinite(value):
        return Fraction(repr(float(value)))  # float(): the repr of a numpy float names its type
    try:
        numerator, denominator = value.as_integer_ratio()
    except AttributeError:
        return _whole(value)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{value!r} is not a finite number and cannot enter a statistic") from error
    return Fraction(int(numerator), int(denominator))


def _whole(value: object) -> Fraction:
    """Return an integer of another type (a numpy integer) as a rational; refuse whatever else is no number."""
    try:
        return Fraction(operator.index(value))  # type: ignore[arg-type]
    except TypeError as error:
        raise TypeError(
            f"{value!r} is not a number; give an int, a Decimal, a float or the text of a number"
        ) from error


def exact_all(values: Iterable[Number]) -> list[Fraction]:
    """Return the exact rational values of the readings, in their order."""
    return [exact(value) for value in values]


@dataclass(frozen=True, slots=True)
class Moments:
    """Number of values, their exact mean and their exact sum of squared deviations from it."""

    n: int
    mean: Fraction
    squares: Fraction


def moments(values: Sequence[Number]) -> Moments:
    """Return the exact first two moments of a sample.

    Raises:
        ValueError: The sample is empty or holds a value that is not finite.
    """
    if len(values) == 0:
        raise ValueError("a statistic needs at least one value; the sample is empty")
    numbers = exact_all(values)
    mean = statistics.mean(numbers)
    return Moments(len(numbers), mean, len(numbers) * statistics.pvariance(numbers, mean))


def cross_squares(x: Sequence[Number], y: Sequence[Number]) -> Fraction:
    """Return the exact sum of (x - mean x)(y - mean y)."""
    xs, ys = exact_all(x), exact_all(y)
    x_mean, y_mean = statistics.mean(xs), statistics.mean(ys)
    return sum(((a - x_mean) * (b - y_mean) for a, b in zip(xs, ys, strict=True)), Fraction(0))


def root(value: Fraction) -> float:
    """Return the square root of a non-negative rational as the nearest float (within one unit in the last place).

    The quotient is scaled by a power of four first, so that neither tiny nor huge variances leave the range of a float.
    """
    if value == 0:
        return 0.0
    shift = (value.numerator.bit_length() - value.denominator.bit_length()) // 2
    return math.ldexp(math.sqrt(float(value / Fraction(4) ** shift)), shift)


def decimal_root(value: Fraction, digits: int = 28) -> Decimal:
    """Return the square root of a non-negative rational as a Decimal of the given number of significant digits."""
    with localcontext() as context:
        context.prec = digits + 10
        wide = (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
    with localcontext() as context:
        context.prec = digits
        return +wide


def legible(value: Decimal, digits: int = 12) -> Decimal:
    """Return a value for print: itself where it is short, else the nearest of so many significant digits."""
    if len(value.as_tuple().digits) <= digits:
        return value
    with localcontext() as context:
        context.prec = digits
        return +value
