"""The uncertainty budget: a measurement model with what is known of its inputs (JCGM 100:2008, clause 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.uncertainty.correlation import correlation_matrix
from metrology.uncertainty.first_order import FirstOrder
from metrology.uncertainty.parameters import bound
from metrology.uncertainty.sensitivity import contributions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metrology.uncertainty.correlation import Correlations
    from metrology.uncertainty.input import Input
    from metrology.uncertainty.monte_carlo import MonteCarlo
    from metrology.uncertainty.sensitivity import Model


class Budget:
    """A measurand, its model and its inputs.

    Attributes:
        model: f, an ordinary function of as many numbers as there are inputs; it should also take numpy arrays, and
            complex numbers where it can (`numpy.log`, not `math.log`): both are faster, neither is needed.
        names: Names of the inputs, in the model's order.
        inputs: The inputs, in the model's order.
        correlation: Their correlation coefficients, None when independent.
        name: Symbol of the measurand.
        unit: Its unit.
    """

    __slots__ = ("correlation", "inputs", "model", "name", "names", "unit")

    def __init__(
        self,
        model: Model,
        inputs: Mapping[str, Input] | Sequence[Input],
        correlations: Correlations | None = None,
        *,
        name: str = "y",
        unit: str = "",
    ) -> None:
        """State the problem.

        Args:
            model: f; see above.
            inputs: By parameter name, or in the order of the parameters.
            correlations: r(x_i, x_j) by pair of names, or the whole matrix in the order of the parameters.
            name: Symbol of the measurand.
            unit: Its unit.

        Raises:
            ValueError: Inputs and parameters do not match, or the correlations are impossible.
        """
        self.model, self.names, self.inputs = bound(model, inputs)
        self.correlation = correlation_matrix(self.names, self.inputs, correlations)
        self.name = name
        self.unit = unit

    def first_order(self) -> FirstOrder:
        """Law of propagation of uncertainty (GUM 5.1.2 and 5.2.2).

        Returns:
            The estimate with its combined standard uncertainty, contributions, degrees of freedom.

        Raises:
            ValueError: The model gives no finite number at the estimates.
            NotDifferentiable: The model has no derivative there.
        """
        x = [one.estimate for one in self.inputs]
        u = [one.standard_uncertainty for one in self.inputs]
        value, parts = contributions(self.model, x, u)
        return FirstOrder(value, parts, self)

    def monte_carlo(
        self, trials: int | None = 1_000_000, seed: int = 0, p: float = 0.95, *, digits: int = 2
    ) -> MonteCarlo:
        """Propagation of distributions by a Monte Carlo method (JCGM 101:2008, clause 7).

        Args:
            trials: M; None lets the adaptive procedure of 7.9 choose it.
            seed: Seed of the generator (PCG64); the same seed gives the same result, bit for bit.
            p: Coverage probability of the interval.
            digits: Significant digits of u to be stable, for the adaptive procedure.

        Returns:
            The result, with both coverage intervals and the check of clause 8.

        Raises:
            ValueError: Fewer than two trials, or the model gives no finite number for a trial.
        """
        from metrology.uncertainty.monte_carlo import simulate

        return simulate(self, trials, seed, p, digits)
