"""Drawing all inputs of a budget together, independent or correlated (JCGM 101:2008, 6.4; JCGM 102:2011, 5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.uncertainty.copula import normal_correlation, through_copula
from metrology.uncertainty.unbounded import Normal, Student

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from metrology.uncertainty.correlation import Matrix
    from metrology.uncertainty.distribution import Floats
    from metrology.uncertainty.input import Input


class Joint:
    """The joint distribution of a budget's inputs.

    Attributes:
        inputs: The inputs, in the model's order.
        clusters: Positions of inputs correlated with one another, one list a cluster; singletons are independent.
        roots: For each cluster of several, L with L·Lᵀ the correlation of its normal deviates.
    """

    def __init__(self, names: Sequence[str], inputs: Sequence[Input], correlation: Matrix | None) -> None:
        """Find the clusters and prepare their roots.

        Args:
            names: Names of the inputs.
            inputs: The inputs.
            correlation: Their coefficients, None when independent.

        Raises:
            ValueError: Two shapes cannot have the correlation stated for them.
        """
        self.inputs = inputs
        self.clusters = [[i] for i in range(len(inputs))] if correlation is None else _clusters(correlation)
        self.roots: list[Floats | None] = [
            None if correlation is None or len(members) == 1 else _root(members, names, inputs, correlation)
            for members in self.clusters
        ]

    def draw(self, generator: np.random.Generator, size: int) -> list[Floats]:
        """Draw vectors of inputs.

        Args:
            generator: The source of random numbers.
            size: How many vectors.

        Returns:
            One array of shape (size,) for each input, in the model's order.
        """
        drawn: list[tuple[int, Floats]] = []
        for members, root in zip(self.clusters, self.roots, strict=True):
            if root is None:
                one = self.inputs[members[0]]
                values = one.shape.draw(generator, one.estimate, one.standard_uncertainty, size)
                drawn.append((members[0], values))
            else:
                drawn.extend(self._draw_cluster(generator, members, root, size))
        return [values for _, values in sorted(drawn, key=lambda pair: pair[0])]

    def _draw_cluster(
        self, generator: np.random.Generator, members: Sequence[int], root: Floats, size: int
    ) -> list[tuple[int, Floats]]:
        """Draw the inputs of one cluster."""
        import numpy as np

        inputs = [self.inputs[i] for i in members]
        deviates = root @ generator.standard_normal((len(members), size))
        degrees = _shared_degrees(inputs)
        if degrees is not None:
            # One χ² for the whole vector: the multivariate t of quantities observed together (JCGM 102 5.3.2).
            deviates *= np.sqrt(degrees / generator.chisquare(degrees, size))
        elif not _all_normal(inputs):
            deviates = np.array([through_copula(row, one.shape) for row, one in zip(deviates, inputs, strict=True)])
        return [
            (i, one.estimate + one.standard_uncertainty * row)
            for i, one, row in zip(members, inputs, deviates, strict=True)
        ]


def _all_normal(inputs: Sequence[Input]) -> bool:
    """Whether the Gaussian joint distribution of JCGM 101 6.4.8 applies."""
    return all(isinstance(one.shape, Normal) for one in inputs)


def _shared_degrees(inputs: Sequence[Input]) -> float | None:
    """ν where all inputs are t of one group, None elsewhere."""
    first = inputs[0].shape
    if not isinstance(first, Student) or first.matches_standard_deviation or inputs[0].correlation_group is None:
        return None
    same = all(one.shape == first and one.correlation_group == inputs[0].correlation_group for one in inputs)
    return first.degrees_of_freedom if same else None


def _clusters(correlation: Matrix) -> list[list[int]]:
    """Inputs joined by non-zero coefficients, in the order of their first members."""
    clusters: list[list[int]] = []
    for i, row in enumerate(correlation):
        linked = [cluster for cluster in clusters if any(row[j] for j in cluster)]
        merged = sorted([i, *(j for cluster in linked for j in cluster)])
        clusters = sorted([*(cluster for cluster in clusters if cluster not in linked), merged])
    return clusters


def _root(members: Sequence[int], names: Sequence[str], inputs: Sequence[Input], correlation: Matrix) -> Floats:
    """L with L·Lᵀ the correlation of the cluster's normal deviates, singular ones (r = 1) included."""
    import numpy as np

    chosen = [inputs[i] for i in members]
    matrix = np.array([[correlation[i][j] for j in members] for i in members])
    if not _all_normal(chosen) and _shared_degrees(chosen) is None:
        for i, first in enumerate(chosen):
            for j, second in enumerate(chosen[:i]):
                matrix[i, j] = matrix[j, i] = normal_correlation(second.shape, first.shape, float(matrix[i, j]))
    values, vectors = np.linalg.eigh(matrix)
    if values[0] < -1e-6 * len(members):
        stated = ", ".join(names[i] for i in members)
        raise ValueError(f"no Gaussian copula gives {stated} the correlations stated for them")
    root: Floats = vectors * np.sqrt(np.clip(values, 0.0, None))
    root /= np.sqrt((root**2).sum(axis=1, keepdims=True))
    return root
