"""Result of the law of propagation of uncertainty (JCGM 100:2008, clauses 5 to 7)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from metrology.uncertainty.combination import effective_components, variance_of
from metrology.uncertainty.degrees_of_freedom import coverage_factor, truncated, welch_satterthwaite
from metrology.uncertainty.expanded import Expanded
from metrology.uncertainty.second_order import SecondOrder, second_order
from metrology.uncertainty.table import Row, table_text

if TYPE_CHECKING:
    from metrology.uncertainty.budget import Budget
    from metrology.uncertainty.table import Language


class FirstOrder:
    """Estimate of the measurand with its combined standard uncertainty and where it comes from.

    Attributes:
        estimate: y = f(x), in the unit of the measurand.
        combined_standard_uncertainty: u_c(y), same unit.
        contributions: c_i·u(x_i) with sign, in the order of the inputs, same unit.
        budget: The problem this answers.
    """

    __slots__ = ("budget", "combined_standard_uncertainty", "contributions", "estimate")

    def __init__(self, estimate: float, contributions: list[float], budget: Budget) -> None:
        """Combine the contributions (GUM 5.1.2, formula 10; 5.2.2, formula 16).

        Args:
            estimate: y.
            contributions: c_i·u(x_i) with sign.
            budget: The problem.
        """
        self.estimate = estimate
        self.contributions = contributions
        self.budget = budget
        self.combined_standard_uncertainty = (
            math.hypot(*contributions)
            if budget.correlation is None
            else math.sqrt(variance_of(contributions, budget.correlation))
        )

    @property
    def standard_uncertainty(self) -> float:
        """u_c(y), under the name that a Monte Carlo result uses too."""
        return self.combined_standard_uncertainty

    @property
    def sensitivities(self) -> tuple[float, ...]:
        """Sensitivity coefficients c_i = ∂f/∂x_i; NaN for an input without uncertainty, where none is evaluated."""
        return tuple(
            part / one.standard_uncertainty if one.standard_uncertainty else math.nan
            for part, one in zip(self.contributions, self.budget.inputs, strict=True)
        )

    @property
    def indices(self) -> tuple[float, ...]:
        """Share of each input in u_c², in percent; with correlated inputs they need not add up to 100."""
        variance = self.combined_standard_uncertainty**2
        return tuple(100 * part * part / variance if variance else 0.0 for part in self.contributions)

    @property
    def effective_degrees_of_freedom(self) -> float:
        """ν_eff by Welch–Satterthwaite (GUM G.4.1), not truncated.

        Raises:
            ValueError: Inputs of finite degrees of freedom are correlated outside a common group.
        """
        return welch_satterthwaite(
            *effective_components(self.contributions, self.budget.inputs, self.budget.correlation)
        )

    @property
    def truncated_degrees_of_freedom(self) -> float:
        """ν_eff truncated to the next lower integer, the one a t table is entered with (GUM G.4.1)."""
        return truncated(self.effective_degrees_of_freedom)

    def expanded(self, p: float | None = None, k: float | None = None, *, truncate: bool = True) -> Expanded:
        """Expanded uncertainty U = k·u_c (GUM 6.2.1), k either chosen or taken from t_p(ν_eff) (GUM G.4.1).

        Args:
            p: Coverage probability, for k = t_p(ν_eff).
            k: Coverage factor; 2 when neither is given.
            truncate: Enter t with ν_eff truncated down; False interpolates.

        Returns:
            U with the k, p and ν it was made with.

        Raises:
            ValueError: Both p and k are given, k is not positive, or ν_eff is not defined.
        """
        if p is not None and k is not None:
            raise ValueError("state the coverage probability or the coverage factor, not both")
        if p is None:
            return Expanded(self.estimate, self.combined_standard_uncertainty, 2.0 if k is None else k)
        degrees = self.truncated_degrees_of_freedom if truncate else self.effective_degrees_of_freedom
        factor = coverage_factor(p, degrees)
        return Expanded(self.estimate, self.combined_standard_uncertainty, factor, p, degrees)

    @property
    def second_order(self) -> SecondOrder:
        """What the terms of second order add (GUM 5.1.2 note), for inputs close to normal."""
        x = [one.estimate for one in self.budget.inputs]
        u = [one.standard_uncertainty for one in self.budget.inputs]
        return second_order(self.budget.model, x, u, self.budget.correlation)

    @property
    def second_order_standard_uncertainty(self) -> float:
        """u_c(y) with the terms of second order.

        Raises:
            ValueError: They make the variance negative: the series does not describe this model, use Monte Carlo.
        """
        variance = self.combined_standard_uncertainty**2 + self.second_order.variance
        if variance < 0:
            raise ValueError("terms of second order make the variance negative; use monte_carlo")
        return math.sqrt(variance)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The budget table, one row an input."""
        columns = zip(
            self.budget.names, self.budget.inputs, self.sensitivities, self.contributions, self.indices, strict=True
        )
        return tuple(Row(name, one, c, abs(part), index) for name, one, c, part, index in columns)

    def table(self, language: Language = "zh", p: float | None = None, k: float | None = None) -> str:
        """The budget table as text, with the result beneath (EA-4/02 M:2022, 4.12 and its examples).

        Args:
            language: "zh" or "en".
            p: Coverage probability of U.
            k: Coverage factor of U; 2 when neither is given.

        Returns:
            Lines of aligned columns.
        """
        return table_text(self, self.expanded(p, k), language)
