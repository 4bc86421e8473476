"""What is known of the items before one is measured: the prior of JCGM 106:2012, 7.2 and 9.4.

Anything with `pdf`, `cdf` and `ppf` serves as well, a frozen distribution of scipy.stats for one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol


class Process(Protocol):
    """Distribution of a property over the items of a production or of a stock of instruments."""

    def pdf(self, x: float, /) -> float:
        """Density at x."""
        ...

    def cdf(self, x: float, /) -> float:
        """Probability of a value up to x."""
        ...

    def ppf(self, q: float, /) -> float:
        """The value below which lies probability q."""
        ...


@dataclass(frozen=True)
class NormalProcess:
    """Normally distributed property.

    Attributes:
        mean: y₀, in the unit of the property.
        standard_deviation: u₀, same unit.

    Raises:
        ValueError: The standard deviation is not positive.
    """

    mean: float
    standard_deviation: float

    def __post_init__(self) -> None:
        """Refuse a process that does not vary."""
        if not self.standard_deviation > 0:
            raise ValueError(f"a standard deviation is positive, not {self.standard_deviation}")

    @classmethod
    def from_in_tolerance(cls, probability: float, lower: float, upper: float) -> NormalProcess:
        """The centred process of which a known share is in tolerance (NCSLI RP-19): σ = a/z((1 + p)/2).

        Args:
            probability: Share of items within the tolerance.
            lower: Lower tolerance limit.
            upper: Upper tolerance limit.

        Returns:
            The process, its mean midway between the limits.

        Raises:
            ValueError: The share is not between 0 and 1, or the limits do not enclose an interval.
        """
        from scipy.special import ndtri

        if not 0 < probability < 1:
            raise ValueError(f"a share in tolerance lies between 0 and 1, not {probability}")
        if not lower < upper:
            raise ValueError(f"the lower limit {lower} is not below the upper limit {upper}")
        return cls((lower + upper) / 2, (upper - lower) / 2 / float(ndtri((1 + probability) / 2)))

    def pdf(self, x: float, /) -> float:
        """Density at x."""
        z = (x - self.mean) / self.standard_deviation
        return math.exp(-z * z / 2) / (self.standard_deviation * math.sqrt(2 * math.pi))

    def cdf(self, x: float, /) -> float:
        """Probability of a value up to x."""
        return normal_probability((x - self.mean) / self.standard_deviation)

    def ppf(self, q: float, /) -> float:
        """The value below which lies probability q."""
        from scipy.special import ndtri

        return self.mean + self.standard_deviation * float(ndtri(q))


@dataclass(frozen=True)
class GammaProcess:
    """Gamma-distributed property, never negative (JCGM 106 9.5.4, runout of ball bearings).

    Attributes:
        shape: α.
        rate: λ, in the reciprocal unit of the property; mean α/λ.

    Raises:
        ValueError: A parameter is not positive.
    """

    shape: float
    rate: float

    def __post_init__(self) -> None:
        """Refuse parameters without a density."""
        if not (self.shape > 0 and self.rate > 0):
            raise ValueError(f"shape and rate are positive, not {self.shape} and {self.rate}")

    def pdf(self, x: float, /) -> float:
        """Density at x."""
        if x <= 0:
            return 0.0
        t = self.rate * x
        return self.rate * math.exp((self.shape - 1) * math.log(t) - t - math.lgamma(self.shape))

    def cdf(self, x: float, /) -> float:
        """Probability of a value up to x."""
        from scipy.special import gammainc

        return float(gammainc(self.shape, max(0.0, self.rate * x)))

    def ppf(self, q: float, /) -> float:
        """The value below which lies probability q."""
        from scipy.special import gammaincinv

        return float(gammaincinv(self.shape, q)) / self.rate


def normal_probability(z: float) -> float:
    """Φ(z), the standard normal probability up to z, exact to the last digits in both tails.

    Args:
        z: Standard normal quantile, ±∞ allowed.

    Returns:
        The probability.
    """
    return 0.5 * math.erfc(-z / math.sqrt(2))
