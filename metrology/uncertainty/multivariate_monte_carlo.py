"""Joint sample of several measurands and its coverage regions (JCGM 102:2011, clause 7)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from metrology.uncertainty.monte_carlo import MonteCarlo, without_variance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.budget import Budget
    from metrology.uncertainty.distribution import Floats


class MultivariateMonteCarlo:
    """The joint distribution of several measurands, as a sample.

    Attributes:
        values: Shape (m, M), a column a trial.
        outputs: Names of the measurands.
        seed: Seed of the draws.
        p: Coverage probability asked for.
        without_variance: Names of t inputs with so few degrees of freedom that no variance exists.
    """

    __slots__ = ("outputs", "p", "seed", "values", "without_variance")

    def __init__(self, values: Floats, outputs: Sequence[str], seed: int, p: float, budget: Budget) -> None:
        """Keep the sample.

        Args:
            values: Shape (m, M).
            outputs: Names of the measurands.
            seed: Seed of the draws.
            p: Coverage probability.
            budget: A budget of the same inputs.
        """
        self.values = values
        self.outputs = tuple(outputs)
        self.seed = seed
        self.p = p
        self.without_variance = without_variance(budget.names, budget.inputs)

    def __getitem__(self, output: str) -> MonteCarlo:
        """The distribution of one measurand by itself."""
        row = self.values[self.outputs.index(output)].copy()
        return MonteCarlo(row, self.seed, self.p, self.without_variance)

    @property
    def estimates(self) -> tuple[float, ...]:
        """Averages of the values (JCGM 102 7.6)."""
        return tuple(float(mean) for mean in self.values.mean(axis=1))

    @property
    def covariance(self) -> Floats:
        """Covariance matrix of the values, shape (m, m) (JCGM 102 7.6).

        Raises:
            ValueError: An input has no variance.
        """
        import numpy as np

        if self.without_variance:
            raise ValueError(f"{', '.join(self.without_variance)}: no variance, so the results have no covariance")
        matrix: Floats = np.atleast_2d(np.cov(self.values))
        return matrix

    @property
    def standard_uncertainties(self) -> tuple[float, ...]:
        """Standard deviations of the values."""
        return tuple(math.sqrt(variance) for variance in self.covariance.diagonal())

    def correlation(self, first: str, second: str) -> float:
        """Correlation coefficient of two measurands.

        Args:
            first: Name of one.
            second: Name of the other.

        Returns:
            r of the sample.
        """
        i, j = self.outputs.index(first), self.outputs.index(second)
        matrix = self.covariance
        return float(matrix[i, j] / math.sqrt(matrix[i, i] * matrix[j, j]))

    def ellipsoid_factor(self, p: float | None = None) -> float:
        """Factor k_p of the hyper-ellipsoidal coverage region about the averages (JCGM 102 7.7.2).

        Args:
            p: Coverage probability; the one asked for when None.

        Returns:
            k_p: the fraction p of trials has (y − ȳ)ᵀ U⁻¹ (y − ȳ) ≤ k_p².
        """
        import numpy as np

        centred = self.values - self.values.mean(axis=1, keepdims=True)
        distances = np.sqrt((centred * np.linalg.solve(self.covariance, centred)).sum(axis=0))
        return float(np.quantile(distances, self.p if p is None else p))

    def box_factor(self, p: float | None = None) -> float:
        """Factor k_q of the hyper-rectangular coverage region ȳ_j ± k_q·u(y_j) (JCGM 102 7.7.3).

        Args:
            p: Coverage probability; the one asked for when None.

        Returns:
            k_q: the fraction p of trials lies in the box.
        """
        import numpy as np

        centred = self.values - self.values.mean(axis=1, keepdims=True)
        scaled = np.abs(centred) / np.sqrt(self.covariance.diagonal())[:, None]
        return float(np.quantile(scaled.max(axis=0), self.p if p is None else p))
