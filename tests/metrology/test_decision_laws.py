"""Laws of deciding: monotone in the error and in its uncertainty, and the same over arrays as for one row."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.decision import (
    BY_SEVERITY,
    ILAC_G8_BINARY,
    ILAC_G8_NON_BINARY,
    ISO14253_1,
    ISO14253_1_CONFORMITY,
    ISO14253_1_NONCONFORMITY,
    JJF1094,
    SIMPLE,
    Guarded,
    Outcome,
    Rule,
    combine,
    decide,
)
from metrology.decision_vector import decide_vector, outcomes_of, worst_of_runs
from metrology.limits import Asymmetric, Band, Bands, Constant, Greatest, InIntervals, Limit, Linear, OfReading, Scaled

CAUTIOUS = [SIMPLE, JJF1094, Guarded("1.5"), ILAC_G8_BINARY, ILAC_G8_NON_BINARY, ISO14253_1, ISO14253_1_CONFORMITY]
RULES = st.sampled_from([*CAUTIOUS, ISO14253_1_NONCONFORMITY])
ERRORS = st.decimals(-5, 5, allow_nan=False, places=2)
SIZES = st.decimals(0, 5, allow_nan=False, places=2)
POINTS = st.decimals(0, 30, allow_nan=False, places=1)
LIMITS: list[Limit] = [
    Constant("0.5"),
    Asymmetric(-4, 1),
    Bands([Band(10, Constant("0.6"), closed=False), Band(30, Constant("1.0"))]),
    InIntervals(Bands([Band(2, Constant("0.5")), Band(6, Asymmetric("-1.5", "1.0"))]), 5),
    Scaled(Bands([Band(15, Constant("0.333")), Band(30, Constant("1.2"))]), "1.5"),
    Linear("0.2", "0.051"),
    Greatest(Constant("0.3"), OfReading(5)),
]
STEPS = ["0.1", "0.05", "0.2", "0.5", "1", "0.03", "0.001"]


@given(ERRORS, ERRORS, SIZES, SIZES, RULES)
def test_a_larger_error_is_never_judged_better(
    one: Decimal, other: Decimal, limit: Decimal, U: Decimal, rule: Rule
) -> None:
    near, far = sorted([abs(one), abs(other)])
    better, worse = (BY_SEVERITY.index(decide(error, limit, U, rule).outcome) for error in (near, far))
    assert better <= worse


@given(ERRORS, SIZES, SIZES, SIZES, st.sampled_from(CAUTIOUS))
def test_a_wider_uncertainty_never_turns_a_refusal_into_an_acceptance(
    error: Decimal, limit: Decimal, one: Decimal, other: Decimal, rule: Rule
) -> None:
    narrow, wide = sorted([one, other])
    if decide(error, limit, narrow, rule).outcome is not Outcome.CONFORM:
        assert decide(error, limit, wide, rule).outcome is not Outcome.CONFORM


@given(ERRORS, SIZES, SIZES, RULES, st.sampled_from(STEPS))
def test_decision_survives_as_data(error: Decimal, limit: Decimal, U: Decimal, rule: Rule, step: str) -> None:
    decision = decide(error, limit, U, rule, rounding=step)
    assert type(decision).from_dict(decision.to_dict()) == decision


ROWS = st.lists(st.tuples(ERRORS, POINTS, SIZES, st.integers(0, len(LIMITS) - 1)), min_size=1, max_size=25)


@settings(max_examples=300)
@given(ROWS, RULES, st.none() | st.sampled_from(STEPS), st.data())
def test_array_decides_as_single_rows_do(
    rows: list[tuple[Decimal, Decimal, Decimal, int]], rule: Rule, step: str | None, data: st.DataObject
) -> None:
    used = data.draw(st.sampled_from([LIMITS, LIMITS[:5], LIMITS[2:3]]))
    errors, points, U, kinds = (list(column) for column in zip(*rows, strict=True))
    which = [kind % len(used) for kind in kinds]
    codes = decide_vector(errors, used, U, rule, points=points, which=np.array(which), rounding=step)
    expected = [
        decide(error, used[kind], u, rule, point=point, rounding=step).outcome
        for error, point, u, kind in zip(errors, points, U, which, strict=True)
    ]
    assert outcomes_of(codes) == expected


@settings(max_examples=200)
@given(ROWS)
def test_rounding_by_class_agrees_with_single_rows(rows: list[tuple[Decimal, Decimal, Decimal, int]]) -> None:
    errors, points, _, which = (list(column) for column in zip(*rows, strict=True))
    codes = decide_vector(errors, LIMITS[:5], points=points, which=np.array(which) % 5, rounding=STEPS[:5])
    expected = [
        decide(error, LIMITS[kind % 5], point=point, rounding=STEPS[kind % 5]).outcome
        for error, point, kind in zip(errors, points, which, strict=True)
    ]
    assert outcomes_of(codes) == expected


@given(st.lists(st.lists(st.sampled_from(BY_SEVERITY), max_size=4), min_size=1, max_size=6))
def test_runs_combine_as_their_rows_do(runs: list[list[Outcome]]) -> None:
    codes = np.array([BY_SEVERITY.index(outcome) for run in runs for outcome in run], np.int8)
    worst = worst_of_runs(codes, np.array([len(run) for run in runs]))
    assert outcomes_of(worst) == [combine(run) for run in runs]


def test_numbers_too_long_for_64_bits_are_decided_exactly() -> None:
    just_above = "1000000000000000000000000000000.1"
    for errors in ([just_above, "5"], [just_above.replace(".1", ".0"), "-5"]):
        codes = decide_vector(errors, Constant("1E+30"), ["0", "1"], JJF1094)
        assert outcomes_of(codes) == [decide(e, "1E+30", u, JJF1094).outcome for e, u in zip(errors, "01", strict=True)]


def test_columns_must_fit_together() -> None:
    zone = LIMITS[2]
    for call, why in [
        (lambda: decide_vector([1, 2], zone, points=[1]), "2 errors, but 1 values"),
        (lambda: decide_vector([1], zone), "no points were given"),
        (lambda: decide_vector([1], [zone, zone], points=[1]), "not which class"),
        (lambda: decide_vector([1], [zone, zone], points=[1], which=np.array([2])), "outside 0 to 1"),
        (lambda: decide_vector([1], [zone] * 3, points=[1], which=np.array([0]), rounding=[1, 2]), "for 3 classes"),
        (lambda: decide_vector([1], zone, points=[1], rule=JJF1094), "rule 'JJF 1094' needs"),
        (lambda: decide_vector([1], zone, [-1], JJF1094, points=[1]), "cannot be negative"),
        (lambda: decide_vector([1], zone, points=[31]), "31 is outside the table"),
        (lambda: worst_of_runs(np.zeros(3, np.int8), np.array([2])), "2 rows in all"),
    ]:
        with pytest.raises(ValueError, match=why):
            call()
