"""Shapes with tails: normal, Student t, exponential (JCGM 101:2008, 6.4.7 to 6.4.10)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.uncertainty.distribution import Distribution

if TYPE_CHECKING:
    import numpy as np

    from metrology.uncertainty.distribution import Floats


@dataclass(frozen=True)
class Normal(Distribution):
    """Gaussian: best estimate and standard uncertainty are all that is known (JCGM 101 6.4.7)."""

    zh = "正态"
    en = "normal"

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw by the generator's normal method."""
        return generator.standard_normal(size)

    def quantile(self, probability: Floats) -> Floats:
        """Probit function."""
        from scipy.special import ndtri

        quantiles: Floats = ndtri(probability)
        return quantiles


@dataclass(frozen=True)
class Student(Distribution):
    """Scaled and shifted t (JCGM 101 6.4.9): x + u·t_ν, whose standard deviation is u·√(ν/(ν − 2)), not u.

    Attributes:
        degrees_of_freedom: ν.
        matches_standard_deviation: Scale so that u is the standard deviation instead, as NIST TN 1900 and the NIST
            Uncertainty Machine do; needs ν > 2.
    """

    degrees_of_freedom: float
    matches_standard_deviation: bool = False
    zh = "t"
    en = "Student t"

    def __post_init__(self) -> None:
        """Refuse a t without degrees of freedom, or without the variance it is told to match."""
        least = 2 if self.matches_standard_deviation else 0
        if not self.degrees_of_freedom > least:
            raise ValueError(f"this t distribution needs more than {least} degrees of freedom")

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw t_ν, scaled to unit standard deviation only when told so."""
        values = generator.standard_t(self.degrees_of_freedom, size)
        if self.matches_standard_deviation:
            values *= math.sqrt((self.degrees_of_freedom - 2) / self.degrees_of_freedom)
        return values

    def quantile(self, probability: Floats) -> Floats:
        """Quantile of t_ν, scaled to unit standard deviation only when told so."""
        import numpy as np
        from scipy.special import stdtrit

        scale = math.sqrt(1 - 2 / self.degrees_of_freedom) if self.matches_standard_deviation else 1.0
        quantiles = np.asarray(stdtrit(self.degrees_of_freedom, probability), dtype=np.float64)
        return scale * quantiles


@dataclass(frozen=True)
class Exponential(Distribution):
    """A quantity that cannot be negative, of which only the expectation is known; u = x (JCGM 101 6.4.10)."""

    zh = "指数"
    en = "exponential"

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw an exponential deviate less its mean."""
        values = generator.standard_exponential(size)
        values -= 1.0
        return values

    def quantile(self, probability: Floats) -> Floats:
        """Logarithm of the survival probability, centred."""
        import numpy as np

        return -np.log1p(-probability) - 1.0
