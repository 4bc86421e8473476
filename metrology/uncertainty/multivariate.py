"""Several measurands of one measurement, with the correlation between them (JCGM 102:2011; GUM H.2)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from metrology.uncertainty.budget import Budget
from metrology.uncertainty.multivariate_monte_carlo import MultivariateMonteCarlo
from metrology.uncertainty.trials import Trials

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from metrology.uncertainty.correlation import Correlations, Matrix
    from metrology.uncertainty.first_order import FirstOrder
    from metrology.uncertainty.input import Input


class MultivariateBudget:
    """Measurands Y = f(X) with a model of several outputs.

    Attributes:
        outputs: Names of the measurands.
        budgets: One ordinary budget for each, of the same inputs.
    """

    __slots__ = ("_model", "budgets", "outputs")

    def __init__(
        self,
        model: Callable[..., Sequence[Any]],
        inputs: Mapping[str, Input] | Sequence[Input],
        correlations: Correlations | None = None,
        *,
        outputs: Sequence[str],
        units: Sequence[str] | None = None,
    ) -> None:
        """State the problem.

        Args:
            model: f, giving a tuple of as many values as there are outputs.
            inputs: By parameter name, or in the order of the parameters.
            correlations: r(x_i, x_j) by pair of names, or the whole matrix.
            outputs: Names of the measurands, in the model's order.
            units: Their units.

        Raises:
            ValueError: Inputs, parameters, correlations, outputs or units do not match.
        """
        if units is not None and len(units) != len(outputs):
            raise ValueError(f"{len(outputs)} outputs need {len(outputs)} units, not {len(units)}")
        first = Budget(model, inputs, correlations)
        self._model = first.model
        self.outputs = tuple(outputs)
        ordered = dict(zip(first.names, first.inputs, strict=True))
        self.budgets = tuple(
            Budget(_output(first.model, i), ordered, first.correlation, name=name, unit=units[i] if units else "")
            for i, name in enumerate(self.outputs)
        )
        count = len(first.model(*[one.estimate for one in first.inputs]))
        if count != len(self.outputs):
            raise ValueError(f"the model gives {count} values; {len(self.outputs)} outputs are named")

    def first_order(self) -> MultivariateFirstOrder:
        """Law of propagation for several measurands (JCGM 102 6.2, formula 3: U_y = C U_x Cᵀ).

        Returns:
            Estimates, covariance and, for each measurand, its own first-order result.

        Raises:
            ValueError: The model gives no finite numbers at the estimates.
            NotDifferentiable: The model has no derivative there.
        """
        return MultivariateFirstOrder(self.outputs, tuple(budget.first_order() for budget in self.budgets))

    def monte_carlo(self, trials: int = 1_000_000, seed: int = 0, p: float = 0.95) -> MultivariateMonteCarlo:
        """Propagation of distributions for several measurands (JCGM 102, clause 7).

        Args:
            trials: M.
            seed: Seed of the generator (PCG64).
            p: Coverage probability.

        Returns:
            The joint sample with its moments and coverage regions.

        Raises:
            ValueError: Fewer than two trials, or the model gives no finite number for a trial.
        """
        if trials < 2:
            raise ValueError(f"a Monte Carlo evaluation needs at least two trials, not {trials}")
        first = self.budgets[0]
        stream = Trials(self._model, first.names, first.inputs, first.correlation, seed)
        return MultivariateMonteCarlo(stream.next(trials), self.outputs, seed, p, first)


class MultivariateFirstOrder:
    """Estimates of several measurands with their covariance.

    Attributes:
        outputs: Names of the measurands.
        results: One first-order result for each.
        covariance: U_y, m × m.
    """

    __slots__ = ("covariance", "outputs", "results")

    def __init__(self, outputs: tuple[str, ...], results: tuple[FirstOrder, ...]) -> None:
        """Combine the contributions of every pair of measurands (GUM H.2.3, formula H.9).

        Args:
            outputs: Names.
            results: First-order results of the same inputs.
        """
        self.outputs = outputs
        self.results = results
        correlation = results[0].budget.correlation
        parts = [result.contributions for result in results]
        self.covariance: Matrix = [[_covariance(a, b, correlation) for b in parts] for a in parts]

    @property
    def estimates(self) -> tuple[float, ...]:
        """Estimates of the measurands."""
        return tuple(result.estimate for result in self.results)

    @property
    def standard_uncertainties(self) -> tuple[float, ...]:
        """Their standard uncertainties."""
        return tuple(result.combined_standard_uncertainty for result in self.results)

    def __getitem__(self, output: str) -> FirstOrder:
        """The first-order result of one measurand."""
        return self.results[self.outputs.index(output)]

    def correlation(self, first: str, second: str) -> float:
        """Correlation coefficient of two measurands (GUM H.2, formula H.9).

        Args:
            first: Name of one.
            second: Name of the other.

        Returns:
            r, between −1 and 1; 0 where one of them has no uncertainty.

        Raises:
            ValueError: No measurand bears the name.
        """
        i, j = self.outputs.index(first), self.outputs.index(second)
        product = math.sqrt(self.covariance[i][i] * self.covariance[j][j])
        return self.covariance[i][j] / product if product else 0.0

    def coverage_factor(self, p: float = 0.95) -> float:
        """Factor k_p of the ellipsoid (η − y)ᵀ U_y⁻¹ (η − y) = k_p² (JCGM 102 6.5.2.2), normal measurands.

        Args:
            p: Coverage probability.

        Returns:
            k_p, √χ²_p(m).
        """
        from scipy.special import chdtri

        return math.sqrt(float(chdtri(len(self.outputs), 1 - p)))


def _output(model: Callable[..., Sequence[Any]], i: int) -> Callable[..., Any]:
    """The model of one measurand."""
    return lambda *values: model(*values)[i]


def _covariance(first: Sequence[float], second: Sequence[float], correlation: Matrix | None) -> float:
    """Covariance of two results from their contributions."""
    if correlation is None:
        return math.fsum(a * b for a, b in zip(first, second, strict=True))
    rows = zip(first, correlation, strict=True)
    return math.fsum(a * b * r for a, row in rows for b, r in zip(second, row, strict=True))
