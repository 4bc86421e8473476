"""Rounding of values and uncertainties (数值修约), half-even on multiples of any interval.

Sources: GB/T 8170-2008 clause 3 (intervals of 1, 0.5 and 0.2 of a place; a value is rounded once, from what was
obtained, and a negative one by its magnitude); JJF 1059.1-2012 5.3.8 (digits of an uncertainty and of its estimate).
"Even" concerns value/interval: with an interval of 0.2 ties go to multiples of 0.4, whatever the last digit.
"""

# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from metrology.exact import Number, exponent_of, from_integer, integer_at, plain, to_decimal
from metrology.exact_field import ExactField

__all__ = [
    "Number",
    "Rounding",
    "plain",
    "round_significant",
    "round_to_interval",
    "round_to_uncertainty",
    "round_uncertainty",
    "to_decimal",
]

Ties = Literal["even", "away"]
"""Where a value exactly between two multiples goes: to the even one (GB/T 8170) or away from zero (DIN 1333)."""


def round_to_interval(value: Number, interval: Number, *, ties: Ties = "even") -> Decimal:
    """Round a value to the nearest multiple of an interval (修约间隔).

    Args:
        value: the value as obtained, never one that has been rounded before.
        interval: any positive interval: 1, 0.5, 0.2, 5, 0.02 …
        ties: ``"even"`` for GB/T 8170 (the default), ``"away"`` for DIN 1333.

    Returns:
        The multiple, with the exponent of the interval (trailing zeros kept) and no sign on a zero.

    Raises:
        TypeError: a binary float was given.
        ValueError: the interval is not positive, or an argument is not a number.
    """
    step = _positive(interval, "rounding interval")
    number = to_decimal(value)
    place = exponent_of(step)
    exponent = min(exponent_of(number), place)
    count, left = divmod(abs(integer_at(number, exponent)), unit := integer_at(step, exponent))
    if 2 * left > unit or (2 * left == unit and (ties == "away" or count % 2 == 1)):
        count += 1
    magnitude = from_integer(count * integer_at(step, place), place)
    return magnitude.copy_negate() if number < 0 and count else magnitude


def round_significant(value: Number, digits: int) -> Decimal:
    """Round a value half-even to a number of significant digits.

    A carry does not add a digit: 9.96 to two digits is 10. A value with fewer digits is padded with zeros; zero has no
    significant digit and is returned as it is.

    Raises:
        ValueError: `digits` is below 1.
    """
    if digits < 1:
        raise ValueError(f"a value cannot be rounded to {digits} significant digits; at least 1 is needed")
    number = to_decimal(value)
    if number == 0:
        return number.copy_abs()
    return _settled(number, digits, up=False)


def round_uncertainty(U: Number, digits: int = 2, up: bool = False) -> Decimal:  # noqa: FBT001, FBT002  # public contract
    """Round a standard or expanded uncertainty to one or two significant digits.

    Source: JJF 1059.1-2012 5.3.8.1 (one or two digits; two where the first is 1 or 2, see `significant_digits`) and
    5.3.8.2 (the tail may be rounded up).

    Args:
        U: the uncertainty, zero or positive.
        digits: significant digits kept.
        up: round any non-zero tail up instead of half-even.

    Raises:
        ValueError: the uncertainty is negative or `digits` is below 1.
    """
    if digits < 1:
        raise ValueError(f"an uncertainty cannot be rounded to {digits} significant digits; at least 1 is needed")
    number = _not_negative(U)
    return number.copy_abs() if number == 0 else _settled(number, digits, up=up)


def round_to_uncertainty(value: Number, U: Number) -> Decimal:
    """Round an estimate to the last place of its uncertainty, both in the same unit.

    An uncertainty written with more than two significant digits is not yet in the form in which it is reported, and
    counts as rounded to two. Zeros are added where the estimate has too few digits: 6.3 with U = 0.25 is 6.30.

    Source: JJF 1059.1-2012 5.3.8.

    Raises:
        ValueError: the uncertainty is zero or negative.
    """
    reported = _positive(U, "uncertainty")
    if len(reported.as_tuple().digits) > 2:
        reported = round_uncertainty(reported)
    return round_to_interval(value, from_integer(1, exponent_of(reported)))


@dataclass(frozen=True)
class Rounding:
    """A rounding rule as a regulation states it: the interval, and how a rounded zero is printed.

    Attributes:
        interval: the rounding interval (修约间隔、化整间距), in the unit of the value.
        keeps_sign_of_zero: print + or − before every value, also before a zero, as the errors of electricity meters
            are printed (JJG 596): a mean of −0.04 % at 0.1 % is "-0.0".
    """

    interval: ExactField = ExactField()
    keeps_sign_of_zero: bool = False

    def __post_init__(self) -> None:
        """Refuse an interval that is not positive."""
        _positive(self.interval, "rounding interval")

    def round(self, value: Number) -> Decimal:
        """Return the rounded value; a zero keeps the sign of the value only where this rule states it."""
        number = to_decimal(value)
        rounded = round_to_interval(number, self.interval)
        return rounded.copy_sign(number) if self.keeps_sign_of_zero else rounded

    def text(self, value: Number) -> str:
        """Return the rounded value as it is printed."""
        rounded = self.round(value)
        sign = "+" if self.keeps_sign_of_zero and not rounded.is_signed() else ""
        return sign + plain(rounded)


def _settled(number: Decimal, digits: int, *, up: bool) -> Decimal:
    """Round to significant digits; when a carry lengthens the number, give the extra digit back."""
    place = number.adjusted() - digits + 1
    step = from_integer(1, place)
    rounded = round_to_interval(number, step)
    if up and rounded < number:
        rounded = from_integer(integer_at(rounded, place) + 1, place)
    if rounded.adjusted() > number.adjusted():
        return from_integer(integer_at(rounded, place + 1), place + 1)
    return rounded


def _positive(value: Number, what: str) -> Decimal:
    number = to_decimal(value)
    if number <= 0:
        raise ValueError(f"the {what} must be positive, not {plain(number)}")
    return number


def _not_negative(value: Number) -> Decimal:
    number = to_decimal(value)
    if number < 0:
        raise ValueError(f"an uncertainty cannot be negative, as {plain(number)} is")
    return number
