"""Whether a standard is accurate enough for the instrument under test (1/3 or 1/4 rule of the regulations)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from metrology.decision import Outcome
from metrology.exact import Number, divide, multiply, plain, to_decimal


@dataclass(frozen=True, slots=True)
class AccuracyRatio:
    """Comparison of the maximum permissible errors (or expanded uncertainty) of standard and instrument.

    Attributes:
        outcome: CONFORM when standard <= instrument / divisor, equality included.
        standard: Maximum permissible error of the standard, in the unit of the instrument's.
        instrument: Maximum permissible error of the instrument.
        allowed: instrument / divisor.
        ratio: instrument / standard.
        compared: What was compared with what.
    """

    outcome: Outcome
    standard: Decimal
    instrument: Decimal
    allowed: Decimal
    ratio: Decimal
    compared: str


def fiducial_error(span: Number, accuracy_class: Number) -> Decimal:
    """Return the maximum permissible error of an instrument whose class is a percentage of its span.

    Raises:
        TypeError: A binary float.
        ValueError: Span or class not positive.
    """
    width, percent = to_decimal(span), to_decimal(accuracy_class)
    if width <= 0 or percent <= 0:
        raise ValueError(f"span and class must be positive, not {plain(width)} and {plain(percent)}")
    return divide(multiply(width, percent), 100)


def accuracy_ratio(standard: Number, instrument: Number, divisor: int = 4) -> AccuracyRatio:
    """Judge whether the error of a standard is small enough: standard <= instrument / divisor.

    Args:
        standard: Magnitude of the maximum permissible error (or U) of the standard.
        instrument: Magnitude of the maximum permissible error of the instrument, same unit, at the same point.
        divisor: 4 for pressure gauges (JJG 52), 3 in most regulations, as the regulation says.

    Raises:
        TypeError: A binary float.
        ValueError: An error or the divisor is not positive.
    """
    small, large = to_decimal(standard), to_decimal(instrument)
    if small <= 0 or large <= 0 or divisor < 1:
        raise ValueError("both errors and the divisor must be positive")
    conform = divisor * Fraction(small) <= Fraction(large)
    allowed = divide(large, divisor)
    compared = f"{plain(small)} {'≤' if conform else '>'} {plain(large)}/{divisor} = {plain(allowed)}"
    outcome = Outcome.CONFORM if conform else Outcome.NOT_CONFORM
    return AccuracyRatio(outcome, small, large, allowed, divide(large, small), compared)
