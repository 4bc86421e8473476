"""Location, spread and the standard uncertainty of repeated readings (GUM 4.2; JJF 1059.1-2012, 4.3.2)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from metrology.statistics.exact_sums import Number, exact_all, moments, root

Divisor = Literal["n-1", "n"]

# JJF 1059.1-2012, 4.3.2: range coefficients C and their degrees of freedom for a near-normal quantity.
RANGE_COEFFICIENTS: dict[int, tuple[Decimal, Decimal]] = {
    2: (Decimal("1.13"), Decimal("0.9")),
    3: (Decimal("1.69"), Decimal("1.8")),
    4: (Decimal("2.06"), Decimal("2.7")),
    5: (Decimal("2.33"), Decimal("3.6")),
    6: (Decimal("2.53"), Decimal("4.5")),
    7: (Decimal("2.70"), Decimal("5.3")),
    8: (Decimal("2.85"), Decimal("6.0")),
    9: (Decimal("2.97"), Decimal("6.8")),
    10: (Decimal("3.08"), Decimal("7.5")),
}


@dataclass(frozen=True, slots=True)
class Repeatability:
    """Repeated readings of one quantity under repeatability conditions, in the unit of the readings.

    Attributes:
        n: Number of readings from which the spread was estimated.
        mean: Arithmetic mean.
        standard_deviation: Experimental standard deviation of a single reading.
        degrees_of_freedom: n - 1.
        averaged: Number of readings whose mean is reported in routine work.
        standard_uncertainty: standard_deviation / sqrt(averaged).
    """

    n: int
    mean: float
    standard_deviation: float
    degrees_of_freedom: int
    averaged: int
    standard_uncertainty: float


@dataclass(frozen=True, slots=True)
class RangeEstimate:
    """Spread estimated from the range: s = range / C with the degrees of freedom of the table."""

    range: Decimal
    coefficient: Decimal
    standard_deviation: float
    degrees_of_freedom: Decimal


def mean(values: Sequence[Number]) -> float:
    """Return the arithmetic mean, correctly rounded to a float."""
    return float(moments(values).mean)


def _variance(values: Sequence[Number], divisor: Divisor) -> Fraction:
    sample = moments(values)
    degrees = sample.n - 1 if divisor == "n-1" else sample.n
    if sample.n < 2:
        raise ValueError("a spread needs at least 2 readings; the sample has 1")
    return sample.squares / degrees


def standard_deviation(values: Sequence[Number], divisor: Divisor = "n-1") -> float:
    """Return the standard deviation; the divisor belongs to the procedure.

    Args:
        values: At least two readings in one unit.
        divisor: "n-1" is Bessel's formula (GUM 4.2.2); "n" is the population form that OIML R 49-2:2024, 7.4.5 uses.

    Raises:
        ValueError: Fewer than two readings.
    """
    return root(_variance(values, divisor))


def repeatability(values: Sequence[Number], averaged: int = 1) -> Repeatability:
    """Return the type A evaluation of repeated readings by Bessel's formula (GUM 4.2; JJF 1059.1-2012, 4.3.2).

    Args:
        values: At least two independent readings in one unit.
        averaged: Number of readings whose mean is the reported result; it need not be the number used to estimate s.

    Raises:
        ValueError: Fewer than two readings, or averaged is not positive.
    """
    if averaged < 1:
        raise ValueError(f"the number of readings averaged must be at least 1, not {averaged}")
    spread = standard_deviation(values)
    n = len(values)
    return Repeatability(n, mean(values), spread, n - 1, averaged, spread / math.sqrt(averaged))


def range_coefficient(n: int) -> tuple[Decimal, Decimal]:
    """Return C and its degrees of freedom for n readings (JJF 1059.1-2012, table of 4.3.2).

    Raises:
        ValueError: The table holds n = 2 to 10 only; it is not extrapolated.
    """
    if n not in RANGE_COEFFICIENTS:
        raise ValueError(f"the range method is tabulated for 2 to 10 readings, not {n}; use repeatability()")
    return RANGE_COEFFICIENTS[n]


def range_method(values: Sequence[Decimal | int | float]) -> RangeEstimate:
    """Return the spread estimated from the range of 2 to 10 near-normal readings (JJF 1059.1-2012, 4.3.2).

    Raises:
        ValueError: n outside the table.
    """
    coefficient, degrees = range_coefficient(len(values))
    readings = exact_all(values)
    width = max(readings) - min(readings)
    spread = float(width / Fraction(coefficient))
    return RangeEstimate(Decimal(width.numerator) / Decimal(width.denominator), coefficient, spread, degrees)


def pooled_standard_deviation(
    standard_deviations: Sequence[Number], degrees_of_freedom: Sequence[int] | None = None
) -> float:
    """Return s_p = sqrt(sum(nu_i s_i^2) / sum(nu_i)) (GUM 4.2.4; JJF 1059.1-2012, 4.3.2).

    Args:
        standard_deviations: One s per group, one unit.
        degrees_of_freedom: nu_i = n_i - 1 per group; None when all groups have the same number of readings.

    Raises:
        ValueError: No group, lengths differ, or a group has no degree of freedom.
    """
    nu = [1] * len(standard_deviations) if degrees_of_freedom is None else list(degrees_of_freedom)
    if not nu or len(nu) != len(standard_deviations):
        raise ValueError(f"{len(standard_deviations)} standard deviations and {len(nu)} degrees of freedom do not pair")
    if min(nu) < 1:
        raise ValueError("each group needs at least one degree of freedom (two readings)")
    squares = [s * s for s in exact_all(standard_deviations)]
    return root(sum((n * square for n, square in zip(nu, squares, strict=True)), Fraction(0)) / sum(nu))


def autocorrelation(values: Sequence[Number], lag: int = 1) -> float:
    """Return the lag-k autocorrelation coefficient sum((x_i - m)(x_{i+k} - m)) / sum((x_i - m)^2).

    It tells whether successive readings are independent, as s/sqrt(n) supposes (GUM 4.2.7).

    Raises:
        ValueError: The lag leaves fewer than one pair, or all values are equal.
    """
    sample = moments(values)
    if not 1 <= lag < sample.n:
        raise ValueError(f"a lag of {lag} needs more than {lag} values and must be positive; there are {sample.n}")
    if sample.squares == 0:
        raise ValueError("all values are equal: their autocorrelation is not defined")
    deviations = [value - sample.mean for value in exact_all(values)]
    products = [a * b for a, b in zip(deviations, deviations[lag:], strict=False)]
    return float(sum(products, Fraction(0)) / sample.squares)
