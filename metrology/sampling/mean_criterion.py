"""The mean of a sample, raised by what chance allows, which is held against a nominal quantity (76/211/EEC; OIML R 87).

``raised_by_deviation`` is x̄ + λ·s, ``raised_by_range`` x̄ + a·R. Sums are exact. Where s is a rational number the result
is rounded once, to 50 digits, and where it ends within them it is exact, so that equality with a nominal quantity is
seen as equality.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from metrology.exact import add, divide
from metrology.statistics.exact_sums import decimal_root, moments

_DIGITS = 50


def sample_variance(contents: Sequence[Decimal]) -> Fraction:
    """Return s² (divisor n - 1); zero for a single value, which has no spread.

    Raises:
        ValueError: No content at all.
    """
    sample = moments(contents)
    return sample.squares / (sample.n - 1) if sample.n > 1 else Fraction(0)


def raised_by_deviation(contents: Sequence[Decimal], factor: Decimal) -> Decimal:
    """Return x̄ + λ·s.

    Args:
        contents: Contents of the sample, as Decimals.
        factor: λ (k in Germany), not negative.

    Raises:
        ValueError: No content at all, or a negative factor.
    """
    if factor < 0:
        raise ValueError(f"a factor cannot be negative, as {factor} is")
    mean, variance = moments(contents).mean, Fraction(factor) ** 2 * sample_variance(contents)
    root = _rational_root(variance)
    if root is not None:
        return _quotient(mean + root)
    return add(_quotient(mean), decimal_root(variance, _DIGITS))


def raised_by_range(contents: Sequence[Decimal], factor: Decimal) -> Decimal:
    """Return x̄ + a·R; arguments and errors as for `raised_by_deviation`."""
    if factor < 0:
        raise ValueError(f"a factor cannot be negative, as {factor} is")
    spread = Fraction(max(contents, default=Decimal(0))) - Fraction(min(contents, default=Decimal(0)))
    return _quotient(moments(contents).mean + Fraction(factor) * spread)


def _rational_root(value: Fraction) -> Fraction | None:
    above, below = math.isqrt(value.numerator), math.isqrt(value.denominator)
    exact = above * above == value.numerator and below * below == value.denominator
    return Fraction(above, below) if exact else None


def _quotient(value: Fraction) -> Decimal:
    return divide(value.numerator, value.denominator)
