"""Re-deciding a million rows, exactly: the scalar decision on whole numbers of the last decimal place.

The rows of a year are judged again when a standard is recalled or an edition changes. Everything here is integer
arithmetic in numpy (see `DecimalArray`), so that each row gets the outcome that `decide` gives it, equality included.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from metrology.array_rounding import ColumnRounding, Intervals, intervals_of
from metrology.decimal_array import DecimalArray, Values
from metrology.decision import BY_SEVERITY, SIMPLE, Outcome, Rule
from metrology.limits import Limit
from metrology.limits.step_table import StepTable
from metrology.limits.vector import LimitLookup
from metrology.rule_vector import RuleOnIntegers

if TYPE_CHECKING:
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

_CONFORM, _NOT_CONFORM = (BY_SEVERITY.index(outcome) for outcome in (Outcome.CONFORM, Outcome.NOT_CONFORM))
_BLOCK = 1 << 15  # rows judged at a time: their intermediate arrays then stay in the processor's cache
Classes = Any
"""An integer array, shape (n,): the class of every row."""


def decide_vector(
    errors: Values,
    limit: Limit | Sequence[Limit],
    expanded_uncertainty: Values | None = None,
    rule: Rule = SIMPLE,
    *,
    points: Values | None = None,
    which: Classes | None = None,
    rounding: Intervals | None = None,
) -> "NDArray[np.int8]":
    """Decide many rows as `decide` does one.

    Args:
        errors: shape (n,), the errors as obtained; anything `DecimalArray.of` takes.
        limit: one limit, or one for each class of rows.
        expanded_uncertainty: shape (n,), U of every error.
        rule: the decision rule.
        points: shape (n,), where the limits apply; may be absent for limits that do not depend on it.
        which: shape (n,), the class of every row: its place in `limit` and in `rounding` where they are sequences.
        rounding: interval to which each error is rounded once before it is compared, or one for each class.

    Returns:
        Shape (n,), int8: the place of each row's outcome in `BY_SEVERITY`; see `outcomes_of` and `worst_of_runs`.

    Raises:
        ValueError: the columns differ in length; `which`, the points or the uncertainties are missing; or a value
            cannot be read as a decimal.
        OutOfTable: a table states no limit at a point.
    """
    limits = [limit] if isinstance(limit, Limit) else list(limit)
    error = DecimalArray.of(errors)
    x = _points(limits, points, len(error))
    U = None if expanded_uncertainty is None or not rule.needs_uncertainty else DecimalArray.of(expanded_uncertainty)
    for column in (x, U, which):
        if column is not None and len(column) != len(error):
            raise ValueError(f"{len(error)} errors, but {len(column)} values beside them")
    which = _checked_classes(limits, rounding, which)
    table = None if rule.guard else _table(limits, rounding, error, x)
    if table is not None:
        return _looked_up(table, error, x, which)
    return _computed(error, x, U, which, LimitLookup(limits, x.places), rounding, rule)


def outcomes_of(codes: "NDArray[np.int8]") -> list[Outcome]:
    """Return the outcomes that codes stand for."""
    return [BY_SEVERITY[code] for code in codes.tolist()]


def worst_of_runs(codes: "NDArray[np.int8]", lengths: "NDArray[np.integer[Any]]") -> "NDArray[np.int8]":
    """Combine the rows of each run into its outcome, as `combine` does.

    Args:
        codes: shape (n,), outcomes as places in `BY_SEVERITY`, run after run.
        lengths: shape (m,), how many rows each run has; a run without rows is incomplete.

    Returns:
        Shape (m,): the outcomes of the runs, coded likewise.

    Raises:
        ValueError: the lengths do not add up to the number of rows.
    """
    import numpy as np

    if int(lengths.sum()) != len(codes) or (lengths < 0).any():
        raise ValueError(f"the runs have {int(lengths.sum())} rows in all, but {len(codes)} were given")
    worst = np.full(len(lengths), BY_SEVERITY.index(Outcome.INCOMPLETE), np.int8)
    filled = lengths > 0
    if filled.any():
        worst[filled] = np.maximum.reduceat(codes, (np.cumsum(lengths) - lengths)[filled])
    return worst


def _table(
    limits: Sequence[Limit], rounding: Intervals | None, error: DecimalArray, x: DecimalArray
) -> StepTable | None:
    """Return the tables of a rule without guard band, if every limit is a ladder and all numbers are short enough."""
    ladders = [ladder for ladder in (limit.ladder() for limit in limits) if ladder is not None]
    if len(ladders) < len(limits) or max(error.largest_integer(), x.largest_integer()) >= 2**62:
        return None
    intervals: list[Decimal | None] = [None] if rounding is None else [*intervals_of(rounding)]
    classes = max(len(ladders), len(intervals))
    table = StepTable(
        ladders * (classes // len(ladders)), intervals * (classes // len(intervals)), x.places, error.places
    )
    return table if table.fits and table.covers(*x.extent) else None


def _looked_up(table: StepTable, error: DecimalArray, x: DecimalArray, which: Classes | None) -> "NDArray[np.int8]":
    import numpy as np

    codes = np.empty(len(error), np.int8)
    for rows in _blocks(len(error)):
        accepted = table.accepted(error.integers[rows], x.integers[rows], None if which is None else which[rows])
        np.multiply(accepted, np.int8(_CONFORM - _NOT_CONFORM), out=codes[rows])
    codes += np.int8(_NOT_CONFORM)
    return codes


def _computed(
    error: DecimalArray,
    x: DecimalArray,
    U: DecimalArray | None,
    which: Classes | None,
    lookup: LimitLookup,
    rounding: Intervals | None,
    rule: Rule,
) -> "NDArray[np.int8]":
    import numpy as np

    codes = np.empty(len(error), np.int8)
    points = lookup.roomy(x)
    column = None if rounding is None else ColumnRounding(error, rounding, which)
    places, reach = (error.places, error.largest()) if column is None else (column.places, column.reach)
    judge = RuleOnIntegers(rule, lookup, x, places, reach, U)
    of_limits = which if len(lookup.limits) > 1 else None
    for rows in _blocks(len(error)):
        lower, upper = lookup.integers(points[rows], None if of_limits is None else of_limits[rows])
        compared = error.integers[rows] if column is None else column.rounded(rows)
        codes[rows] = judge.codes(compared, lower, upper, rows)
    return codes


def _blocks(rows: int) -> Iterator[slice]:
    for start in range(0, rows, _BLOCK):
        yield slice(start, min(start + _BLOCK, rows))


def _checked_classes(limits: list[Limit], rounding: Intervals | None, which: Classes | None) -> Classes | None:
    """Return the class of every row; None if there is but one class."""
    steps = 1 if rounding is None else len(intervals_of(rounding))
    classes = max(len(limits), steps)
    if classes == 1:
        return None
    if {len(limits), steps} - {1, classes}:
        raise ValueError(f"limits are given for {len(limits)} classes, roundings for {steps}")
    if which is None:
        raise ValueError("limits or roundings were given by class, but not which class each row has")
    if len(which) and not 0 <= int(which.min()) <= int(which.max()) < classes:
        raise ValueError(f"a row has a class outside 0 to {classes - 1}")
    return which


def _points(limits: list[Limit], points: Values | None, rows: int) -> DecimalArray:
    import numpy as np

    if points is not None:
        return DecimalArray.of(points)
    if any(one.varies for one in limits):
        raise ValueError("the limit depends on the point at which it applies, and no points were given")
    return DecimalArray(np.zeros(rows, np.int64), 0)
