"""The uncertainty of one result, evaluated from the budget of its regulation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.rounding import round_to_uncertainty

if TYPE_CHECKING:
    from decimal import Decimal

    from metrology.uncertainty import Expanded, FirstOrder
    from procedures.text import Text


@dataclass(frozen=True, slots=True)
class Component:
    """What a component of a budget is called.

    Attributes:
        key, name: Key and name.
        unit: Unit of its standard uncertainty.
        sensitivity: Change of the result for a change of the input.
    """

    key: str
    name: Text
    unit: str
    sensitivity: float


@dataclass(frozen=True, slots=True)
class EvaluatedBudget:
    """A budget at one point.

    Attributes:
        key: Its key among the facts of the edition.
        formula, substitution: Of the result, in symbols and with numbers.
        value: The result, exact.
        components: In the order of the inputs of `result`.
        result: The evaluation by the law of propagation; its `budget` can be evaluated by Monte Carlo as well.
        expanded: U with its k.
    """

    key: str
    formula: str
    substitution: str
    value: Decimal
    components: tuple[Component, ...]
    result: FirstOrder
    expanded: Expanded

    @property
    def unit(self) -> str:
        """Unit of the result."""
        return self.result.budget.unit

    @property
    def stated(self) -> tuple[Decimal, Decimal]:
        """The result rounded to the place of U, and U to two significant digits (JJF 1059.1-2012 5.3.8)."""
        _, U = self.expanded.rounded()
        return round_to_uncertainty(self.value, U), U
