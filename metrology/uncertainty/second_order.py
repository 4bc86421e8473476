"""Terms of second order of the Taylor series (JCGM 100:2008, 5.1.2 note, and H.1.7).

The note's formula is stated for independent inputs. Correlated ones are first turned into independent variables z of
unit variance, x = x₀ + L·z with L·Lᵀ the covariance; the formula is then applied in z and needs no further case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrology.uncertainty.sensitivity import contributions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.correlation import Matrix
    from metrology.uncertainty.sensitivity import Model

STEP = 0.02  # of one standard uncertainty: differences of derivatives far above rounding, far below the next order


@dataclass(frozen=True)
class SecondOrder:
    """What the second-order terms add to a first-order result.

    Attributes:
        bias: ½·Σ f_ii u_i², the shift of the expectation from f(x); in the unit of the result.
        variance: Σ_ij (½·f_ij² + f_i·f_ijj)·u_i²u_j², to be added to u_c²; may be negative.
    """

    bias: float
    variance: float


def second_order(
    model: Model, x: Sequence[float], u: Sequence[float], correlation: Matrix | None = None
) -> SecondOrder:
    """Second-order terms of a model, for inputs close to normal.

    Args:
        model: f.
        x: Estimates.
        u: Standard uncertainties.
        correlation: Their correlation coefficients, None for independent inputs.

    Returns:
        The bias and the added variance.

    Raises:
        ValueError: The model gives no finite number within one standard uncertainty of the estimates.
        NotDifferentiable: The model has no derivative there.
    """
    columns = _columns(u, correlation)
    size = len(columns)

    def in_z(*z: complex) -> Any:
        moved: list[complex] = list(x)
        for amount, column in zip(z, columns, strict=True):
            moved = [value + amount * part for value, part in zip(moved, column, strict=True)]
        return model(*moved)

    def gradient(axis: int, step: float) -> list[float]:
        return contributions(in_z, [step if i == axis else 0.0 for i in range(size)], [1.0] * size)[1]

    centre = gradient(0, 0.0)
    bias = 0.0
    variance = 0.0
    for axis in range(size):
        above, below = gradient(axis, STEP), gradient(axis, -STEP)
        for first, high, low in zip(centre, above, below, strict=True):
            mixed = (high - low) / (2 * STEP)
            third = (high - 2 * first + low) / STEP**2
            variance += 0.5 * mixed**2 + first * third
        bias += 0.5 * (above[axis] - below[axis]) / (2 * STEP)
    return SecondOrder(bias, variance)


def _columns(u: Sequence[float], correlation: Matrix | None) -> list[list[float]]:
    """Columns of L with L·Lᵀ = covariance, those of no length left out."""
    if correlation is None:
        return [
            [uncertainty if i == j else 0.0 for i in range(len(u))] for j, uncertainty in enumerate(u) if uncertainty
        ]
    import numpy as np

    values, vectors = np.linalg.eigh(np.array(correlation))
    root = np.array(u)[:, None] * vectors * np.sqrt(np.clip(values, 0.0, None))
    return [[float(part) for part in column] for column in root.T if np.any(column)]
