"""Limits that are known only to ±d (JCGM 101 6.4.3): a distribution that its published examples need."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.uncertainty import Distribution, Input

if TYPE_CHECKING:
    import numpy as np

    from metrology.uncertainty.distribution import Floats


def curvilinear_trapezoid(estimate: float, a: float, d: float) -> Input:
    """An input within ±a, where a itself is known to ±d."""
    return Input(estimate, math.sqrt(a * a / 3 + d * d / 9), distribution=CurvilinearTrapezoid(d / a))


@dataclass(frozen=True)
class CurvilinearTrapezoid(Distribution):
    """Rectangle whose limits are known only to ±d (JCGM 101 6.4.3): u = √(a²/3 + d²/9) for mean half-width a.

    Attributes:
        inexactness: d/a, the half-width of the limits' own interval over the mean half-width.
    """

    inexactness: float
    zh = "曲边梯形"
    en = "curvilinear trapezoid"

    def __post_init__(self) -> None:
        """Refuse limits that could cross."""
        if not 0 <= self.inexactness <= 1:
            raise ValueError(
                f"limits inexact by d need 0 ≤ d ≤ half-width (JCGM 101 6.4.3), not d/a = {self.inexactness}"
            )

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw the half-width first, then a value inside it (JCGM 101 6.4.3.4)."""
        half_width = 1 / math.sqrt(1 / 3 + self.inexactness**2 / 9)
        width = generator.random(size)
        width *= 2 * self.inexactness * half_width
        width += (1 - self.inexactness) * half_width
        values = generator.random(size)
        values *= 2.0
        values -= 1.0
        values *= width
        return values
