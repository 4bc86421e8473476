"""Limits on one side, on two unequal sides, below zero: decided, printed and stored without an infinity."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.decision import JJF1094, JJF1094_DIRECT, SIMPLE, Outcome, Rule, decide, rule_for
from metrology.limits import Asymmetric, AtLeast, AtMost, Constant, InIntervals, Limit, OfReading, Scaled, limit_text
from tests.metrology.guarded import guarded

C, N, U = Outcome.CONFORM, Outcome.NOT_CONFORM, Outcome.UNDECIDED
NUMBERS = st.decimals(-50, 50, allow_nan=False, places=2)
WIDTHS = st.decimals(0, 20, allow_nan=False, places=2)


def test_a_limit_without_any_side_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one side"):
        decide("1e9", (None, None))


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Constant("0.5"), "±0.5 kPa"),
        (Asymmetric(-4, 1), "-4 kPa … +1 kPa"),
        (Asymmetric(-5, -2), "-5 kPa … -2 kPa"),
        (Asymmetric(0, "0.2"), "0 … +0.2 kPa"),
        (Asymmetric(95, 105), "95 kPa … 105 kPa"),
        (Asymmetric(5, 5), "= 5 kPa"),
        (AtLeast(20), "≥ 20 kPa"),
        (AtLeast(-1), "≥ -1 kPa"),
        (AtMost(0), "≤ 0"),
        (Scaled(AtMost("0.1"), 2), "≤ 0.2 kPa"),
        (InIntervals(AtLeast(10), "0.5"), "≥ 5.0 kPa"),
    ],
)
def test_every_limit_prints_in_one_language(limit: Limit, text: str) -> None:
    assert limit.text(unit="kPa") == text
    assert decide(0, limit, unit="kPa").limit_text == text
    if isinstance(limit, Asymmetric | AtLeast | AtMost | Constant):
        assert limit.formula("en", unit="kPa") == text


def test_a_limit_that_varies_prints_at_a_point() -> None:
    assert OfReading(5).text(10, unit="V") == "±0.50 V"
    with pytest.raises(ValueError, match="depends on the point"):
        OfReading(5).text()


@given(NUMBERS, NUMBERS)
def test_one_side_decides_as_the_comparison_says(error: Decimal, limit: Decimal) -> None:
    assert (decide(error, (limit, None)).outcome is C) == (error >= limit)
    assert (decide(error, (None, limit)).outcome is C) == (error <= limit)
    assert decide(error, AtLeast(limit)).outcome is decide(error, (limit, None)).outcome
    assert decide(error, AtMost(limit)).outcome is decide(error, (None, limit)).outcome


@given(NUMBERS, NUMBERS, NUMBERS, WIDTHS, st.sampled_from([SIMPLE, JJF1094, guarded("1.5")]))
def test_every_decision_mirrors_at_zero(
    error: Decimal, one: Decimal, other: Decimal, width: Decimal, rule: Rule
) -> None:
    low, high = sorted([one, other])
    for lower, upper in ((low, high), (low, None), (None, high)):
        mirrored = None if upper is None else -upper, None if lower is None else -lower
        here = decide(error, (lower, upper), width, rule)
        assert decide(-error, mirrored, width, rule).outcome is here.outcome


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from([None, Decimal("0.3")]))
def test_infinity_is_never_printed_nor_stored(
    error: Decimal, one: Decimal, other: Decimal, width: Decimal | None
) -> None:
    low, high = sorted([one, other])
    for sides in ((low, high), (low, None), (None, high)):
        decision = decide(error, sides, width, guarded("0.5") if width else SIMPLE)
        written = repr(decision.to_dict()) + decision.limit_text + " ".join(decision.trace)
        assert "Infinity" not in written


def test_limits_of_a_value_compare_directly_only_for_a_small_uncertainty() -> None:
    # JJF 1094: MPEV of a value between 95 V and 105 V is 5 V, not 95 V: with U = 4 V nothing near a limit is decided.
    assert decide("104.9", (95, 105), 4, JJF1094).outcome is U
    assert decide("104.9", (95, 105), "1.6", JJF1094).outcome is C
    assert decide("-104.9", (-105, -95), 4, JJF1094).outcome is U
    assert decide("100", (95, 105), 4, JJF1094).outcome is C
    assert decide("110", (95, 105), 4, JJF1094).outcome is N


def test_a_rule_that_needs_an_uncertainty_refuses_without_one() -> None:
    for rule in (JJF1094, guarded(1)):
        with pytest.raises(ValueError, match="needs the expanded uncertainty"):
            decide(0, 1, rule=rule)


def test_under_a_policy_of_jjf_1094_the_decision_names_the_rule_it_really_took() -> None:
    assert rule_for(JJF1094, Decimal("0.1")) is JJF1094
    assert rule_for(JJF1094, None) is JJF1094_DIRECT
    assert rule_for(SIMPLE, None) is SIMPLE
    assert rule_for(guarded(1), None) == guarded(1)
    assert decide(1, 1, rule=rule_for(JJF1094, None)).rule == "JJF 1094, direct comparison by the regulation"


def test_a_side_may_be_stored_or_absent() -> None:
    assert limit_text("", "0") == limit_text(None, Decimal(0)) == "≤ 0"
    assert limit_text("", "") == ""
