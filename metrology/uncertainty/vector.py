"""Several results of common inputs, with their covariance (JCGM 102:2011, 6.2): V_y = C·V_x·Cᵀ."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.first_order import FirstOrder

Rows = tuple[tuple[float, ...], ...]


def propagated(sensitivities: Sequence[Sequence[float]], covariance: Sequence[Sequence[float]]) -> Rows:
    """C·V·Cᵀ.

    Args:
        sensitivities: One row of ∂y/∂x for each result.
        covariance: Of the inputs.

    Raises:
        ValueError: The sizes do not fit.
    """
    size = len(covariance)
    if any(len(row) != size for row in (*covariance, *sensitivities)):
        raise ValueError(f"a covariance of {size} inputs has {size} columns, and so has each row of sensitivities")
    half = [
        [math.fsum(c * v for c, v in zip(row, column, strict=True)) for column in covariance] for row in sensitivities
    ]
    return tuple(
        tuple(math.fsum(h * c for h, c in zip(part, row, strict=True)) for row in sensitivities) for part in half
    )


@dataclass(frozen=True)
class VectorResult:
    """Results that belong together.

    Attributes:
        names, units: Of each.
        estimates: Of each.
        covariance: Of all of them.
    """

    names: tuple[str, ...]
    units: tuple[str, ...]
    estimates: tuple[float, ...]
    covariance: Rows

    @property
    def standard_uncertainties(self) -> tuple[float, ...]:
        """Standard uncertainty of each."""
        return tuple(math.sqrt(max(self.covariance[n][n], 0.0)) for n in range(len(self.names)))

    @property
    def correlation(self) -> Rows:
        """Coefficients; 0 beside a result without uncertainty."""
        u = self.standard_uncertainties
        return tuple(
            tuple(1.0 if i == j else _ratio(v, u[i] * u[j]) for j, v in enumerate(row))
            for i, row in enumerate(self.covariance)
        )

    def combined(self, sensitivities: Sequence[float]) -> float:
        """Standard uncertainty of a result that is computed from these: √(c·V·cᵀ)."""
        return math.sqrt(max(propagated([sensitivities], self.covariance)[0][0], 0.0))

    def ellipsoid_factor(self, p: float = 0.95) -> float:
        """k_p of the smallest coverage region, an ellipsoid: k_p² = χ²_p(m) (JCGM 102:2011, 6.5.2.3)."""
        from scipy.stats import chi2

        return math.sqrt(float(chi2.ppf(p, len(self.names))))

    def box_factor(self, p: float = 0.95) -> float:
        """Factor of intervals that contain all results at once with p at least (Bonferroni; JCGM 102:2011, 6.5.2.4)."""
        from scipy.stats import norm

        return float(norm.ppf(1.0 - (1.0 - p) / (2.0 * len(self.names))))


def joint_result(results: Sequence[FirstOrder]) -> VectorResult:
    """Results of budgets that have the same inputs, with the covariance that follows from those.

    Raises:
        ValueError: The budgets have not the same inputs.
    """
    first = results[0].budget
    if any(tuple(r.budget.names) != tuple(first.names) for r in results):
        raise ValueError("results of one vector have the same inputs")
    size = len(first.names)
    matrix = first.correlation or [[float(i == j) for j in range(size)] for i in range(size)]
    rows = propagated([r.contributions for r in results], matrix)
    return VectorResult(
        tuple(r.budget.name for r in results), tuple(r.budget.unit for r in results),
        tuple(r.estimate for r in results), rows,
    )  # fmt: skip


def _ratio(value: float, product: float) -> float:
    return max(-1.0, min(1.0, value / product)) if product else 0.0
