"""The two evaluations of a budget and what their comparison says (JCGM 100:2008; JCGM 101:2008, clauses 7 and 8)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrology.uncertainty import NotDifferentiable

if TYPE_CHECKING:
    from metrology.uncertainty import Budget, Expanded, FirstOrder, Validation
    from metrology.uncertainty.monte_carlo import MonteCarlo
    from services.uncertainty.budget_file import BudgetFile


@dataclass(frozen=True)
class Evaluation:
    """A budget, evaluated.

    Attributes:
        stated: What the file says.
        budget: The problem.
        first_order: By the law of propagation; None where the model has no derivative at the estimates.
        expanded: Its expanded uncertainty at the coverage probability, by ν_eff; None where ν_eff is not defined.
        second_order: u with the terms of second order (GUM 5.1.2 note); None where they do not describe the model.
        sample: By Monte Carlo.
        validation: Whether the first-order interval may stand for the measurand; None where there is none.
        remarks: What a reader must know, in Chinese and English.
    """

    stated: BudgetFile
    budget: Budget
    first_order: FirstOrder | None
    expanded: Expanded | None
    second_order: float | None
    sample: MonteCarlo
    validation: Validation | None
    remarks: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the evaluation as JSON-able data; what is infinite or not defined is null."""
        return {
            "title": self.stated.title,
            "measurand": {"name": self.budget.name, "unit": self.budget.unit, "model": self.stated.model},
            "coverage_probability": self.stated.coverage_probability,
            "inputs": _inputs(self.budget, self.first_order),
            "first_order": self._first_order(),
            "monte_carlo": self._monte_carlo(),
            "validation": None
            if self.validation is None
            else {
                "valid": self.validation.valid,
                "digits": self.stated.digits,
                "tolerance": self.validation.tolerance,
                "difference_low": self.validation.difference_low,
                "difference_high": self.validation.difference_high,
            },
            "remarks": [{"zh": zh, "en": en} for zh, en in self.remarks],
        }

    def _first_order(self) -> dict[str, Any] | None:
        first, expanded = self.first_order, self.expanded
        if first is None:
            return None
        found: dict[str, Any] = {
            "estimate": first.estimate,
            "standard_uncertainty": first.combined_standard_uncertainty,
            "standard_uncertainty_with_second_order_terms": self.second_order,
        }
        if expanded is not None:
            found |= {
                "effective_degrees_of_freedom": _finite(first.effective_degrees_of_freedom),
                "coverage_factor": expanded.k,
                "expanded_uncertainty": expanded.value,
                "interval": list(expanded.interval),
            }
        return found

    def _monte_carlo(self) -> dict[str, Any]:
        sample = self.sample
        return {
            "trials": sample.trials,
            "seed": sample.seed,
            "estimate": sample.estimate,
            "standard_uncertainty": None if sample.without_variance else sample.standard_uncertainty,
            "symmetric_interval": [sample.symmetric.lower, sample.symmetric.upper],
            "shortest_interval": [sample.shortest.lower, sample.shortest.upper],
        }


def evaluate(stated: BudgetFile, budget: Budget) -> Evaluation:
    """Evaluate a budget by the GUM and by Monte Carlo, and compare the two.

    Raises:
        ValueError: The model gives no finite number at the estimates or in a trial, or the trials do not settle.
    """
    remarks: list[tuple[str, str]] = []
    first, expanded, second = _by_propagation(stated, budget, remarks)
    trials = None if stated.trials == "adaptive" else stated.trials
    sample = budget.monte_carlo(trials, stated.seed, stated.coverage_probability, digits=stated.digits)
    validation = None
    if expanded is not None and first is not None and first.combined_standard_uncertainty > 0:
        validation = sample.validates(first, stated.digits)
        if not validation:
            remarks.append(
                (
                    "不确定度传播律的区间未通过验证（JCGM 101 第 8 章）：应采用蒙特卡洛法的结果。",
                    "The interval of the law of propagation is not validated (JCGM 101 clause 8): use the Monte Carlo result.",
                )
            )
    return Evaluation(stated, budget, first, expanded, second, sample, validation, tuple(remarks))


def _by_propagation(
    stated: BudgetFile, budget: Budget, remarks: list[tuple[str, str]]
) -> tuple[FirstOrder | None, Expanded | None, float | None]:
    """The law of propagation as far as it goes; what it cannot say becomes a remark."""
    try:
        first = budget.first_order()
    except NotDifferentiable as error:
        remarks.append((f"传播律不适用: {error}", f"The law of propagation does not apply: {error}"))
        return None, None, None
    try:
        expanded: Expanded | None = first.expanded(stated.coverage_probability)
    except ValueError as error:
        remarks.append((f"有效自由度无定义: {error}", f"No effective degrees of freedom: {error}"))
        expanded = None
    try:
        second: float | None = first.second_order_standard_uncertainty
    except ValueError:
        second = None
    return first, expanded, second


def _inputs(budget: Budget, first: FirstOrder | None) -> list[dict[str, Any]]:
    rows = first.rows if first is not None else [None] * len(budget.inputs)
    return [
        {
            "name": name,
            "estimate": one.estimate,
            "unit": one.unit,
            "standard_uncertainty": one.standard_uncertainty,
            "degrees_of_freedom": _finite(one.degrees_of_freedom),
            "distribution": {"zh": one.shape.zh, "en": one.shape.en},
            "sensitivity": None if row is None else _finite(row.sensitivity),
            "contribution": None if row is None else row.contribution,
            "share_percent": None if row is None else row.index,
            "source": one.source,
        }
        for name, one, row in zip(budget.names, budget.inputs, rows, strict=True)
    ]


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
