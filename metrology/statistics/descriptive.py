"""Location, spread and the standard uncertainty of repeated readings (GUM 4.2; JJF 1059.1-2012, 4.3.2)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from metrology.statistics.exact_sums import Number, moments, root

Divisor = Literal["n-1", "n"]

# JJF 1059.1-2012, 4.3.2: range coefficients C and their degrees of freedom for a near-normal quantity.


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
