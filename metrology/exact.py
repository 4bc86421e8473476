"""Exact decimal numbers: what comes in, arithmetic that loses nothing, and how they are written out.

Everything that is compared with a limit passes through `to_decimal`. The arithmetic here does not depend on the
caller's decimal context, so that a library that lowers the precision of its thread cannot change a verdict.
"""

import operator
import re
from collections.abc import Iterable
from decimal import (
    ROUND_HALF_EVEN,
    Clamped,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
)
from typing import Final

Number = Decimal | int | str
"""What a measured or tabulated value may be given as; a binary float is not among them."""

_TRAPS: Final = [InvalidOperation, DivisionByZero, Overflow, Subnormal]
# Readings and limits have a few dozen digits at most. The bounds keep every sum and product of them within the
# precision of the exact context, and keep a slip such as "1E+999999999" from filling the memory.
_MEASURED: Final = Context(prec=300, Emin=-300, Emax=300, traps=[*_TRAPS, Inexact, Clamped])
_EXACT: Final = Context(prec=4000, rounding=ROUND_HALF_EVEN, traps=[*_TRAPS, Inexact])
_QUOTIENT: Final = Context(prec=50, rounding=ROUND_HALF_EVEN, traps=_TRAPS)
_LONG_FRACTION: Final = re.compile(r"(\d+)\.(0*)(\d+)")
_LONGEST, _KEPT = 12, 6
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMERAL: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def to_decimal(value: Number) -> Decimal:
    """Return a number as an exact `Decimal`, trailing zeros kept.

    Args:
        value: a `Decimal`, an integer, or the text of a number ("4.0", "-0.05", "1.2e-3").

    Raises:
        TypeError: the value is a binary float (or any other type that is not a number's exact form).
        ValueError: the text is empty or not a number, or the value is NaN, infinite, or of absurd size.
    """
    number = value if isinstance(value, Decimal) else _parsed(value)
    if not number.is_finite():
        raise ValueError(f"{number} is not a measured value: a finite number is needed")
    try:
        _MEASURED.create_decimal(number)
    except DecimalException:
        raise ValueError(f"{number!s:.40} is no measured value: too large, too small or too long") from None
    return number


def _parsed(value: object) -> Decimal:
    if isinstance(value, str):
        text = value.strip()
        if not _NUMERAL.fullmatch(text):
            raise ValueError(f"{value!r} is not a number; write digits with a point, for example 4.05 or -1.2e-3")
        return Decimal(text)
    if isinstance(value, float):
        raise TypeError(
            f"{value!r} is a binary float, which cannot hold most decimal readings exactly (0.02 - 0.009 is not 0.011)"
            " and so may flip a verdict at the limit; give the text that the instrument sent, or a Decimal"
        )
    if isinstance(value, bool):
        raise TypeError(f"{value!r} is a truth value, not a number")
    try:
        return Decimal(operator.index(value))  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"{type(value).__name__} is not a Decimal, an integer or the text of a number") from None


def exponent_of(number: Decimal) -> int:
    """Return the exponent of a finite decimal: -2 for 0.50, 0 for 7, 3 for 4E+3."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise TypeError(f"{number} has no exponent")
    return exponent


def plain(number: Decimal) -> str:
    """Return the canonical text of a decimal: no exponent, trailing zeros and the sign of a zero kept.

    >>> plain(Decimal("4E+3")), plain(Decimal("1.50E-4"))
    ('4000', '0.000150')
    """
    return format(number, "f")


def add(*terms: Decimal) -> Decimal:
    """Return the exact sum; infinite terms (an absent side of a limit) are allowed."""
    total = Decimal(0)
    for term in terms:
        total = _EXACT.add(total, term)
    return total


def subtract(minuend: Decimal, subtrahend: Decimal) -> Decimal:
    """Return the exact difference."""
    return _EXACT.subtract(minuend, subtrahend)


def negated(number: Decimal) -> Decimal:
    """Return the number with the other sign; a zero stays without one."""
    return _EXACT.minus(number)


def multiply(first: Decimal, second: Decimal) -> Decimal:
    """Return the exact product."""
    return _EXACT.multiply(first, second)


def shift(number: Decimal, places: int) -> Decimal:
    """Return number · 10^places, exactly."""
    return _EXACT.scaleb(number, places)


def divide(dividend: Number, divisor: Number) -> Decimal:
    """Return a quotient: exact where it terminates within 50 significant digits, else the nearest of 50 digits.

    Fifty digits are far more than any reading has, so that a quotient of readings falls on the same side of a limit,
    and rounds to the same interval, as the true one.

    Raises:
        ZeroDivisionError: the divisor is zero.
    """
    below = to_decimal(divisor)
    if below == 0:
        raise ZeroDivisionError(f"{plain(to_decimal(dividend))} cannot be divided by zero")
    return _QUOTIENT.divide(to_decimal(dividend), below)


def mean(values: Iterable[Number]) -> Decimal:
    """Return the arithmetic mean: exact where it terminates, else the nearest of 50 significant digits.

    Average first, then round once: the mean of rounded readings is another number.

    Raises:
        ValueError: there is no value.
    """
    numbers = [to_decimal(value) for value in values]
    if not numbers:
        raise ValueError("the mean of no values is not defined; at least one reading is needed")
    return divide(add(*numbers), len(numbers))


def trimmed(number: Decimal) -> Decimal:
    """Return the same value without trailing zeros behind the point (2.50 is 2.5, 100 stays 100)."""
    shortest = _EXACT.normalize(number)
    return shortest if exponent_of(shortest) <= 0 else from_integer(int(shortest), 0)


def integer_at(number: Decimal, exponent: int) -> int:
    """Return the integer n with number = n · 10^exponent.

    Raises:
        ValueError: the number has digits below that exponent.
    """
    scaled = shift(number, -exponent)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{plain(number)} has digits below the place 1E{exponent}")
    return whole


def from_integer(whole: int, exponent: int) -> Decimal:
    """Return whole · 10^exponent with just that exponent, so that trailing zeros are kept."""
    return _EXACT.scaleb(Decimal(whole), exponent)


def shortened(text: str) -> str:
    """A text for a person: fractions of more than twelve digits are cut so that six digits are left.

    What is nearly zero is written with a power of ten. Programs get all digits.

    >>> shortened("0.00033333333333333333333333 V"), shortened("|-12.345679012345679| ≤ 20")
    ('0.000333333… V', '|-12.3456…| ≤ 20')
    >>> shortened("-0.00000000000000000000000037735 %")
    '-3.7735×10⁻²⁵ %'
    """
    return _LONG_FRACTION.sub(_cut, text)


def _cut(number: re.Match[str]) -> str:
    whole, zeros, digits = number.groups()
    if len(zeros) + len(digits) <= _LONGEST:
        return number[0]
    if whole == digits == "0":
        return "0"
    if whole == "0" and len(zeros) > _KEPT:
        first, rest = digits[0], digits[1:_KEPT].rstrip("0")
        cut = "…" if len(digits) > _KEPT else ""
        return f"{first}{'.' if rest else ''}{rest}{cut}×10{str(-len(zeros) - 1).translate(_RAISED)}"
    kept = _KEPT if whole == "0" else max(_KEPT - len(whole) - len(zeros), 1)
    return f"{whole}.{zeros}{digits[:kept]}…"
