"""Shapes between two limits: rectangle, triangle, trapezoids, arcsine (JCGM 101:2008, 6.4.2 to 6.4.6)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.uncertainty.distribution import Distribution

if TYPE_CHECKING:
    import numpy as np

    from metrology.uncertainty.distribution import Floats


@dataclass(frozen=True)
class Rectangular(Distribution):
    """Uniform between limits, half-width √3·u (JCGM 101 6.4.2)."""

    zh = "均匀"
    en = "rectangular"

    def draw(self, generator: np.random.Generator, estimate: float, standard_uncertainty: float, size: int) -> Floats:
        """Draw a + (b − a)·r, in two passes."""
        half_width = standard_uncertainty * math.sqrt(3)
        values = generator.random(size)
        values *= 2 * half_width
        values += estimate - half_width
        return values

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw between −√3 and √3."""
        return self.draw(generator, 0.0, 1.0, size)

    def quantile(self, probability: Floats) -> Floats:
        """Straight line from −√3 to √3."""
        return math.sqrt(3) * (2 * probability - 1)


@dataclass(frozen=True)
class Triangular(Distribution):
    """Symmetric triangle, half-width √6·u (JCGM 101 6.4.5)."""

    zh = "三角"
    en = "triangular"

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw the sum of two rectangular deviates."""
        values = generator.random(size)
        values += generator.random(size)
        values -= 1.0
        values *= math.sqrt(6)
        return values

    def quantile(self, probability: Floats) -> Floats:
        """Two parabolas that meet in the middle."""
        import numpy as np

        tail = np.sqrt(2 * np.minimum(probability, 1 - probability))
        quantiles: Floats = math.sqrt(6) * np.where(probability < 0.5, tail - 1, 1 - tail)
        return quantiles


@dataclass(frozen=True)
class Trapezoidal(Distribution):
    """Symmetric trapezoid, u = a·√((1 + β²)/6) for half-width a (JCGM 101 6.4.4).

    Attributes:
        beta: Half-width of the top over half-width of the base; 0 is the triangle, 1 the rectangle.
    """

    beta: float
    zh = "梯形"
    en = "trapezoidal"

    def __post_init__(self) -> None:
        """Refuse a β that is no ratio."""
        if not 0 <= self.beta <= 1:
            raise ValueError(f"a trapezoid's beta lies between 0 and 1 (GUM 4.3.9), not {self.beta}")

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw a weighted sum of two rectangular deviates."""
        half_width = math.sqrt(6 / (1 + self.beta**2))
        values = generator.random(size)
        values *= 1 + self.beta
        values += (1 - self.beta) * generator.random(size)
        values -= 1.0
        values *= half_width
        return values

    def quantile(self, probability: Floats) -> Floats:
        """Parabola over the slope, straight line over the top."""
        import numpy as np

        beta = self.beta
        tail = np.minimum(probability, 1 - probability)
        corner = (1 - beta) / (2 * (1 + beta))
        sloped = np.sqrt(2 * tail * (1 - beta * beta)) - 1
        flat = tail * (1 + beta) - (1 + beta) / 2
        distance = math.sqrt(6 / (1 + beta * beta)) * np.where(tail < corner, sloped, flat)
        return np.where(probability < 0.5, distance, -distance)


@dataclass(frozen=True)
class Arcsine(Distribution):
    """U-shaped, as of a quantity cycling sinusoidally, half-width √2·u (JCGM 101 6.4.6)."""

    zh = "反正弦"
    en = "arcsine"

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw √2·cos(2π r)."""
        import numpy as np

        values = generator.random(size)
        values *= 2 * math.pi
        np.cos(values, out=values)
        values *= math.sqrt(2)
        return values

    def quantile(self, probability: Floats) -> Floats:
        """Half a cosine wave from −√2 to √2."""
        import numpy as np

        return -math.sqrt(2) * np.cos(math.pi * probability)
