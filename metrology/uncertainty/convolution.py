"""Several independent causes of one quantity's uncertainty, kept together as one input.

A volume read from a flask carries the flask's calibration (triangular), the filling (normal) and the temperature
(rectangular): one quantity in the model, three rows of evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.uncertainty.distribution import Distribution

if TYPE_CHECKING:
    import numpy as np

    from metrology.uncertainty.distribution import Floats


@dataclass(frozen=True)
class Convolution(Distribution):
    """The distribution of a sum of independent components.

    Attributes:
        parts: Each component's shape and its standard uncertainty, in one common unit.
    """

    parts: tuple[tuple[Distribution, float], ...]
    zh = "合成"
    en = "combined"

    def __post_init__(self) -> None:
        """Refuse a sum of nothing."""
        if not any(uncertainty > 0 for _, uncertainty in self.parts):
            raise ValueError("a combined distribution needs at least one component with an uncertainty")

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw every component and add them, scaled by the root sum of squares of their uncertainties."""
        total = math.sqrt(sum(uncertainty**2 for _, uncertainty in self.parts))
        first, *others = [(shape, uncertainty / total) for shape, uncertainty in self.parts if uncertainty > 0]
        values = first[0].draw(generator, 0.0, first[1], size)
        for shape, share in others:
            values += shape.draw(generator, 0.0, share, size)
        return values
