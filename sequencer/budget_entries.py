"""An evaluated uncertainty budget as the journal keeps it."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from records.entries import BudgetComponent, Correlated, Uncertainty

if TYPE_CHECKING:
    from metrology.uncertainty import Input
    from procedures.uncertainty import Component, EvaluatedBudget

DIGITS = 6
"""Significant digits of a number on record: more than an uncertainty has, and fewer than those in which processors
differ."""


def budget_entry(found: EvaluatedBudget) -> Uncertainty:
    """The numbers of a budget at one point."""
    result, expanded = found.result, found.expanded
    rows = zip(found.components, result.budget.inputs, result.contributions, strict=True)
    stated, U = found.stated
    return Uncertainty(
        budget=found.key,
        unit=found.unit,
        components=tuple(_component(c, one, part) for c, one, part in rows),
        correlations=_correlations(found),
        combined=_numeral(result.combined_standard_uncertainty),
        degrees_of_freedom=_degrees(expanded.degrees_of_freedom),
        p=_numeral(expanded.p or 0.0),
        k=_numeral(expanded.k),
        stated=plain(stated),
        U=plain(U),
    )


def _component(c: Component, one: Input, contribution: float) -> BudgetComponent:
    return BudgetComponent(
        key=c.key,
        unit=c.unit,
        standard_uncertainty=_numeral(one.standard_uncertainty),
        distribution=one.shape.en,
        degrees_of_freedom=_degrees(one.degrees_of_freedom),
        sensitivity=_numeral(c.sensitivity),
        contribution=_numeral(contribution),
    )


def _correlations(found: EvaluatedBudget) -> tuple[Correlated, ...]:
    matrix, keys = found.result.budget.correlation, [c.key for c in found.components]
    if matrix is None:
        return ()
    pairs = [(i, j) for i in range(len(keys)) for j in range(i + 1, len(keys)) if matrix[i][j]]
    return tuple(Correlated(first=keys[i], second=keys[j], coefficient=_numeral(matrix[i][j])) for i, j in pairs)


def _degrees(number: float) -> str:
    return "" if number == math.inf else _numeral(number)


def _numeral(number: float) -> str:
    return plain(Decimal(f"{number:.{DIGITS}g}"))
