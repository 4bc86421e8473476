"""Shapes of the probability density functions that JCGM 101:2008 assigns to input quantities (Table 1).

A shape holds no location and no scale: the input's estimate and standard uncertainty place it. Each shape knows how
to draw from itself and its names in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Distribution:
    """One shape of Table 1 of JCGM 101:2008, to be placed by an estimate and a standard uncertainty."""

    zh: ClassVar[str]
    en: ClassVar[str]

    def draw(self, generator: np.random.Generator, estimate: float, standard_uncertainty: float, size: int) -> Floats:
        """Draw independent values.

        Args:
            generator: The source of random numbers (JCGM 101 6.3).
            estimate: Expectation, in the unit of the quantity.
            standard_uncertainty: Standard deviation (for `Student`, its scale), in the unit of the quantity.
            size: How many values.

        Returns:
            The values, shape (size,).
        """
        values = self.standardized(generator, size)
        values *= standard_uncertainty
        values += estimate
        return values

    def standardized(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw values of expectation 0 and standard deviation 1 (for `Student`, scale 1).

        Args:
            generator: The source of random numbers.
            size: How many values.

        Returns:
            The values, shape (size,).
        """
        raise NotImplementedError  # each shape below answers; a laboratory's own shape must too

    def quantile(self, probability: Floats) -> Floats:
        """Quantile function for expectation 0 and scale 1, needed only where the input is correlated.

        Args:
            probability: Values between 0 and 1.

        Returns:
            The quantiles, same shape.

        Raises:
            ValueError: The shape has no quantile function in closed form.
        """
        raise ValueError(
            f"a {self.en} input cannot be correlated in Monte Carlo ({len(probability)} quantiles asked for); "
            "put the common cause into the model as an input of its own"
        )
