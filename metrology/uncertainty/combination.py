"""Combining contributions that are correlated, and the components that Welch–Satterthwaite may count."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.correlation import Matrix
    from metrology.uncertainty.input import Input


def variance_of(contributions: Sequence[float], correlation: Matrix) -> float:
    """u_c² = Σ_ij c_i u_i · c_j u_j · r_ij (GUM 5.2.2, formula 16).

    Args:
        contributions: c_i·u_i with sign.
        correlation: r_ij.

    Returns:
        The variance; a rounding below zero is zero.
    """
    terms = (
        a * b * r
        for a, row in zip(contributions, correlation, strict=True)
        for b, r in zip(contributions, row, strict=True)
    )
    return max(0.0, math.fsum(terms))


def effective_components(
    contributions: Sequence[float], inputs: Sequence[Input], correlation: Matrix | None
) -> tuple[Sequence[float], Sequence[float]]:
    """Independent components with their degrees of freedom, for the Welch–Satterthwaite formula (GUM G.4.1).

    Inputs of one correlation group are one component: observed together n times, or fitted together, they share one
    ν (Willink, Metrologia 44 (2007) 340; GUM H.2 uses ν = 4 for three quantities read five times).

    Args:
        contributions: c_i·u_i with sign.
        inputs: The inputs, same order.
        correlation: r_ij, None for independent inputs.

    Returns:
        Their contributions and their ν.

    Raises:
        ValueError: Inputs of finite ν are correlated across groups, or a group's inputs differ in ν.
    """
    if correlation is None:
        return contributions, [one.degrees_of_freedom for one in inputs]
    groups = _groups(inputs)
    _require_independent(groups, inputs, correlation)
    parts: list[float] = []
    finite: list[float] = []
    for members in groups:
        degrees = inputs[members[0]].degrees_of_freedom
        if degrees != math.inf:
            inner = [[correlation[i][j] for j in members] for i in members]
            parts.append(math.sqrt(variance_of([contributions[i] for i in members], inner)))
            finite.append(degrees)
    # Whatever has infinite ν enters u_c only, correlated or not.
    rest = variance_of(contributions, correlation) - math.fsum(part * part for part in parts)
    return [*parts, math.sqrt(max(0.0, rest))], [*finite, math.inf]


def _groups(inputs: Sequence[Input]) -> list[list[int]]:
    """Positions of the inputs that share one ν; an input without a group is a group of its own."""
    found: dict[str, list[int]] = {}
    for i, one in enumerate(inputs):
        found.setdefault(one.correlation_group or f"\0{i}", []).append(i)
    return list(found.values())


def _require_independent(groups: Sequence[Sequence[int]], inputs: Sequence[Input], correlation: Matrix) -> None:
    """Refuse what the formula cannot count."""
    group_of = {i: number for number, members in enumerate(groups) for i in members}
    for i, one in enumerate(inputs):
        for j in range(i):
            if correlation[i][j] == 0 or one.degrees_of_freedom == inputs[j].degrees_of_freedom == math.inf:
                continue
            if group_of[i] != group_of[j]:
                raise ValueError(
                    "Welch–Satterthwaite needs independent components (GUM G.4.1): put correlated inputs of finite "
                    "degrees of freedom into one correlation_group, or state k, or use monte_carlo"
                )
    for members in groups:
        if len({inputs[i].degrees_of_freedom for i in members}) > 1:
            raise ValueError("inputs of one correlation_group share one number of degrees of freedom")
