"""Which runs a corrected certificate may decide otherwise: all conclusions of a store at once, exactly.

A conclusion says which values of the standard its error was computed from, so that the corrected error is

    E' = E + Σ factor · (Δc + Δr · value)

and is judged again against its own limits in columns of whole numbers (`metrology.decision_vector`). Of an expanded
uncertainty only bounds are known here: U of the error changes by no more than Σ |factor| · ΔU, since a root of a sum
of squares grows no faster than its terms (JCGM 100:2008 5.1.2), and by up to a tenth where it is rounded up.
A run is named when one of its conclusions changes, or when its journal does not suffice to tell; the rest certainly
stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from metrology.decimal_array import DecimalArray
from metrology.decision import BY_SEVERITY, JJF1094, SIMPLE
from metrology.decision_vector import decide_vector
from metrology.exact import add, integer_at, multiply, plain, subtract
from metrology.limits import Asymmetric
from metrology.limits.base import places_of
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sequencer.certificate_change import Shift

RULES = {rule.name: rule for rule in (SIMPLE, JJF1094)}
LEAST, MOST = Decimal("0.9"), Decimal("1.1")
"""A number rounded up to two significant digits grows by less than a tenth, so that it was more than 0.9 of that."""
NO_DEPENDENCE = '"reference":[]'
"""Stands in the canonical body of every conclusion that no standard enters."""
_CODE = {str(outcome): code for code, outcome in enumerate(BY_SEVERITY)}


_Values: TypeAlias = tuple[tuple[str, str], ...]
"""Values of a standard that enter an error, each with its factor; as text, since many conclusions share them."""


class _Sum(NamedTuple):
    """What values of a standard amount to: Σ factor, Σ |factor|, and Σ factor · value as text."""

    factor: int
    weight: int
    value: str


@dataclass
class _Columns:
    """Conclusions that are judged alike: one rule, one change of one standard, one unit; numbers are text."""

    runs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    limits: list[tuple[str, str]] = field(default_factory=list)
    U: list[str] = field(default_factory=list)
    values: list[_Values] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


def suspects(
    conclusions: Iterable[tuple[str, Mapping[str, Any]]], shifts: Mapping[str, Mapping[str, Shift]]
) -> set[str]:
    """Name the runs that must be decided again.

    Args:
        conclusions: Run and body of every conclusion; those with `NO_DEPENDENCE` may be left out.
        shifts: For each run concerned, what changes in each role.
    """
    columns: defaultdict[tuple[str, str, Shift], _Columns] = defaultdict(_Columns)
    named: set[str] = set()
    for run, body in conclusions:
        of_run = shifts.get(run)
        if of_run is None or run in named:
            continue
        references = body.get("reference")
        if references is None:
            named.add(run)
            continue
        touched = [r for r in references if r["role"] in of_run]
        if touched and not _sorted(columns, run, body, touched, of_run):
            named.add(run)
    for (rule, unit, shift), column in columns.items():
        named.update(_changed(column, rule, unit, shift))
    return named


def _sorted(
    columns: defaultdict[tuple[str, str, Shift], _Columns],
    run: str,
    body: Mapping[str, Any],
    touched: list[Mapping[str, str]],
    shifts: Mapping[str, Shift],
) -> bool:
    """Put a conclusion into its columns; false where it cannot be judged by columns."""
    decision, first = body.get("decision"), touched[0]
    alike = all(r["role"] == first["role"] and r["unit"] == first["unit"] for r in touched)
    if not decision or not alike or decision["rounded"] or decision["rule"] not in RULES:
        return False
    if "Infinity" in decision["limit"][0] + decision["limit"][1] or first["unit"] != decision["unit"]:
        return False
    column = columns[decision["rule"], first["unit"], shifts[first["role"]]]
    lower, upper = decision["limit"]
    column.runs.append(run)
    column.errors.append(decision["unrounded"])
    column.limits.append((lower, upper))
    column.U.append(decision["U"] or "0")
    column.values.append(tuple((r["at"], r["factor"]) for r in touched))
    column.codes.append(_CODE[decision["outcome"]])
    return True


def _changed(column: _Columns, rule_name: str, unit: str, shift: Shift) -> set[str]:
    """Runs of a column of which a conclusion is another, or may be, with the corrected certificate."""
    import numpy as np

    rule, scale = RULES[rule_name], _scale(shift.unit, unit)
    if scale is None:
        return set(column.runs)
    errors = _shifted(column, multiply(shift.constant, scale), shift.relative)
    distinct = {pair: index for index, pair in enumerate(dict.fromkeys(column.limits))}
    limits = [Asymmetric(lower, upper) for lower, upper in distinct]
    which = np.fromiter((distinct[pair] for pair in column.limits), np.int64, len(column.limits))
    was = np.array(column.codes, np.int8)
    other = np.zeros(len(was), np.bool_)
    for U in _uncertainties(column, multiply(shift.U, scale)) if rule.needs_uncertainty else (None,):
        other |= decide_vector(errors, limits, U, rule, which=which) != was
    return {column.runs[index] for index in np.flatnonzero(other).tolist()}


def _scale(of_standard: str, of_result: str) -> Decimal | None:
    """Factor between proportional units; None where one has another zero, or the factor does not terminate."""
    if of_standard == of_result:
        return Decimal(1)
    if convert(Decimal(0), of_standard, of_result) != 0:
        return None
    scale = convert(Decimal(1), of_standard, of_result)
    return scale if convert(scale, of_result, of_standard) == 1 else None


def _shifted(column: _Columns, constant: Decimal, relative: Decimal) -> DecimalArray:
    """The errors with the corrected reference values, in whole numbers of one last place."""
    import numpy as np

    sums = {values: _weighted(values) for values in dict.fromkeys(column.values)}
    errors = DecimalArray.of_texts(column.errors)
    values = DecimalArray.of_texts([sums[v].value for v in column.values])
    places = max(errors.places, places_of(constant), places_of(relative) + values.places)
    whole = errors.to_places(places)
    of_constant, of_relative = integer_at(constant, -places), integer_at(relative, values.places - places)
    most = max(s.weight for s in sums.values())
    reach = whole.largest_integer() + most * abs(of_constant) + values.largest_integer() * abs(of_relative)
    integers, at = whole.roomy(Decimal(reach)).integers, values.roomy(Decimal(reach)).integers
    factors = np.fromiter((sums[v].factor for v in column.values), np.int64, len(column.values)).astype(integers.dtype)
    return DecimalArray(integers + factors * of_constant + at * of_relative, places)


def _weighted(values: _Values) -> _Sum:
    factors = [int(factor) for _, factor in values]
    value = add(*(multiply(Decimal(factor), Decimal(at)) for at, factor in values))
    return _Sum(sum(factors), sum(map(abs, factors)), plain(value))


def _uncertainties(column: _Columns, change: Decimal) -> Iterable[DecimalArray]:
    """The least and the greatest U that every error may have with the corrected certificate."""
    if change == 0:
        return (DecimalArray.of_texts(column.U),)
    pairs = list(zip(column.U, column.values, strict=True))
    bounds = {
        pair: _bounds(Decimal(pair[0]), multiply(Decimal(_weighted(pair[1]).weight), change))
        for pair in dict.fromkeys(pairs)
    }
    return tuple(DecimalArray.of_texts([bounds[pair][end] for pair in pairs]) for end in (0, 1))


def _bounds(U: Decimal, more: Decimal) -> tuple[str, str]:
    return plain(max(subtract(multiply(LEAST, U), more), Decimal(0))), plain(multiply(MOST, add(U, more)))
