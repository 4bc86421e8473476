"""Correlation of the inputs: stated coefficients, and those found in paired readings (JCGM 100:2008, 5.2)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metrology.uncertainty.input import Input

Matrix = list[list[float]]
Correlations = Mapping[tuple[str, str], float] | Sequence[Sequence[float]]
"""Coefficients r(x_i, x_j) by pair of names, or the whole matrix in the order of the inputs."""


def correlation_matrix(names: Sequence[str], inputs: Sequence[Input], stated: Correlations | None) -> Matrix | None:
    """The matrix of correlation coefficients.

    Args:
        names: Names of the inputs, in the model's order.
        inputs: The inputs, same order.
        stated: Coefficients stated for this budget; they prevail over those of paired readings.

    Returns:
        The symmetric n × n matrix, or None when all inputs are independent.

    Raises:
        ValueError: A name is unknown, a coefficient is outside −1…1 or contradicts another, the matrix is not positive
            semi-definite, or inputs of one group have neither paired readings nor a stated coefficient.
    """
    grouped = any([one.correlation_group for one in inputs])  # noqa: C419  # a list is faster here
    if stated is None and not grouped:
        return None
    pairs = _stated_pairs(names, stated)
    if grouped:
        pairs = _group_pairs(names, inputs, pairs) | pairs
    if not any(pairs.values()):
        return None
    matrix = [
        [1.0 if i == j else pairs.get((min(i, j), max(i, j)), 0.0) for j in range(len(names))]
        for i in range(len(names))
    ]
    _require_possible(matrix)
    return matrix


def correlation_of_readings(first: Sequence[float], second: Sequence[float]) -> float:
    """Correlation coefficient of the means of paired readings (GUM 5.2.3, formulas 17 and 14).

    Args:
        first: Readings of one quantity, in order of time.
        second: Readings of the other, taken together with the first.

    Returns:
        r between −1 and 1; 0 when one of them never varied.

    Raises:
        ValueError: The numbers of readings differ.
    """
    if len(first) != len(second):
        raise ValueError(f"paired readings need equal numbers, not {len(first)} and {len(second)}")
    mean_1, mean_2 = math.fsum(first) / len(first), math.fsum(second) / len(second)
    covariance = math.fsum((a - mean_1) * (b - mean_2) for a, b in zip(first, second, strict=True))
    squares_1 = math.fsum((a - mean_1) ** 2 for a in first)
    squares_2 = math.fsum((b - mean_2) ** 2 for b in second)
    if squares_1 == 0 or squares_2 == 0:
        return 0.0
    return max(-1.0, min(1.0, covariance / math.sqrt(squares_1 * squares_2)))


def _stated_pairs(names: Sequence[str], stated: Correlations | None) -> dict[tuple[int, int], float]:
    """Stated coefficients by pair of positions."""
    if stated is None:
        return {}
    pairs: dict[tuple[int, int], float] = {}
    for (i, j), r in _entries(names, stated):
        if i == j:
            if r != 1:
                raise ValueError(f"the correlation of {names[i]} with itself is 1, not {r}")
            continue
        if not -1 <= r <= 1:
            raise ValueError(f"the correlation of {names[i]} and {names[j]} lies between -1 and 1, not {r}")
        if pairs.setdefault((min(i, j), max(i, j)), r) != r:
            raise ValueError(f"two different correlations of {names[i]} and {names[j]} are stated")
    return pairs


def _entries(names: Sequence[str], stated: Correlations) -> list[tuple[tuple[int, int], float]]:
    """Every stated coefficient with its positions."""
    if not isinstance(stated, Mapping):
        if len(stated) != len(names) or any(len(row) != len(names) for row in stated):
            raise ValueError(f"a correlation matrix of {len(names)} inputs has {len(names)} rows and columns")
        return [((i, j), float(r)) for i, row in enumerate(stated) for j, r in enumerate(row)]
    for name in (name for pair in stated for name in pair):
        if name not in names:
            raise ValueError(f"no input is named {name!r}; inputs: {', '.join(names)}")
    return [((names.index(a), names.index(b)), float(r)) for (a, b), r in stated.items()]


def _group_pairs(
    names: Sequence[str], inputs: Sequence[Input], stated: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Coefficients inside the groups, from paired readings where none is stated."""
    pairs: dict[tuple[int, int], float] = {}
    for j, second in enumerate(inputs):
        for i, first in enumerate(inputs[:j]):
            if first.correlation_group is None or first.correlation_group != second.correlation_group:
                continue
            if (i, j) in stated:
                continue
            if not first.readings or len(first.readings) != len(second.readings):
                raise ValueError(
                    f"{names[i]} and {names[j]} share the group {first.correlation_group!r} but have no paired "
                    "readings; state their correlation (0 if there is none)"
                )
            pairs[i, j] = correlation_of_readings(first.readings, second.readings)
    return pairs


def _require_possible(matrix: Matrix) -> None:
    """Refuse coefficients that no set of quantities can have together (JCGM 102 5.3)."""
    import numpy as np

    least = float(np.linalg.eigvalsh(np.array(matrix))[0])
    if least < -1e-9 * len(matrix):  # a rank-deficient matrix (r = 1) comes out a rounding below 0
        raise ValueError(f"the correlations contradict each other: smallest eigenvalue {least:.3g} is negative")
