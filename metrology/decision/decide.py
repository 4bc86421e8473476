"""From an error and a limit to a decision."""

from decimal import Decimal

from metrology.decision.decision import Decision
from metrology.decision.rule import Rule
from metrology.decision.rules import SIMPLE
from metrology.decision.wording import comparison
from metrology.exact import Number, negated, plain, to_decimal
from metrology.limits import Limit
from metrology.limits.text import side_of
from metrology.rounding import Rounding
from metrology.status import Source, both

Side = Number | None
"""One side of a limit; None where there is none, as in "at least 20 MΩ"."""
AnyLimit = Number | tuple[Side, Side] | Limit
"""A limit as decisions take it: ±value, a pair with at least one side, or a `Limit`."""


def decide(
    error: Number,
    limit: AnyLimit,
    expanded_uncertainty: Number | None = None,
    rule: Rule = SIMPLE,
    *,
    point: Number | None = None,
    rounding: Rounding | Number | None = None,
    unit: str = "",
    formula: str = "",
    substitution: str = "",
    source: Source | None = None,
) -> Decision:
    """Decide whether an error lies within its limit.

    Args:
        error: the error as obtained, in the unit of the limit; never rounded before.
        limit: the magnitude of a symmetric limit, a pair of lower and upper limit (None for a side that is free), or a
            `Limit`, which is asked for its value at `point`.
        expanded_uncertainty: U of the error, in its unit.
        rule: the decision rule.
        point: where the limit applies: the load, the reading or the set point, as the table says.
        rounding: the interval to which the error is rounded, once, before it is compared (修约值比较法 of GB/T 8170);
            None to compare the full value (全数值比较法), which is the stricter and the rule where nothing is said.
        unit: unit, for the trace.
        formula: formula of the error, for the trace.
        substitution: the formula with its numbers, for the trace.
        source: clause and status of what asks for the decision; those of the `Limit` are added, and the weakest
            status counts.

    Raises:
        TypeError: a binary float was given.
        ValueError: a limit is reversed or negative or has no side at all, the point or the uncertainty is missing.
        OutOfTable: the table states no limit at the point.
    """
    unrounded = to_decimal(error)
    lower, upper = _sides(limit, point)
    rounded = None if rounding is None else _rounding(rounding).round(unrounded)
    compared = unrounded if rounded is None else rounded
    U = None if expanded_uncertainty is None else to_decimal(expanded_uncertainty)
    judgement = rule.judge(compared, lower, upper, U)
    return Decision(
        outcome=judgement.outcome,
        error=compared,
        unrounded=unrounded,
        rounded=rounded,
        limit=(lower, upper),
        acceptance=judgement.acceptance,
        expanded_uncertainty=U,
        rule=rule.name,
        zone=judgement.zone,
        compared=comparison(compared, judgement),
        unit=unit,
        formula=formula,
        substitution=substitution,
        source=both(source, _pedigree(limit, point)),
    )


def _rounding(rounding: Rounding | Number) -> Rounding:
    return rounding if isinstance(rounding, Rounding) else Rounding(rounding)


def _sides(limit: AnyLimit, point: Number | None) -> tuple[Decimal, Decimal]:
    if isinstance(limit, Limit):
        if point is None and limit.varies:
            raise ValueError(f"the limit depends on the point at which it applies, and none was given: {limit!r}")
        return limit.at(0 if point is None else point)
    if not isinstance(limit, tuple):
        magnitude = to_decimal(limit)
        if magnitude < 0:
            raise ValueError(f"the magnitude of a limit cannot be negative, as {plain(magnitude)} is")
        return negated(magnitude), magnitude
    if limit[0] is None and limit[1] is None:
        raise ValueError("a limit needs at least one side: with none, every value would conform")
    lower, upper = (None if side is None else to_decimal(side) for side in limit)
    lower, upper = side_of(lower, below=True), side_of(upper, below=False)
    if lower > upper:
        raise ValueError(f"the lower limit {plain(lower)} is above the upper limit {plain(upper)}")
    return lower, upper


def _pedigree(limit: AnyLimit, point: Number | None) -> Source | None:
    return limit.source_at(0 if point is None else point) if isinstance(limit, Limit) else None
