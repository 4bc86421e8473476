"""Assessment of standards: strict and inclusive edges, coverage factors, missing readings."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import standards as sd
from metrology.decision import Outcome

CONFORM, NOT_CONFORM = Outcome.CONFORM, Outcome.NOT_CONFORM
TEN = ["1.01", "1.03", "1.02", "1.00", "1.04", "1.01", "1.03", "1.02", "1.00", "1.04"]


def test_repeatability_at_and_above_the_budget() -> None:
    # The variance of these readings is exactly 0.0020 / 9.
    found = sd.assess_repeatability(TEN, "0.015")
    assert found.outcome is CONFORM
    assert found.error == pytest.approx(Decimal("0.0149071"), abs=Decimal("1e-7"))
    assert sd.assess_repeatability(TEN, "0.0149").outcome is NOT_CONFORM


def test_nine_readings_are_not_enough() -> None:
    assert sd.assess_repeatability(TEN[:9], "0.02").outcome is Outcome.INCOMPLETE
    with pytest.raises(TypeError):
        sd.assess_repeatability([1.0] * 10, "0.02")  # type: ignore[list-item]
    with pytest.raises(ValueError, match="at least 2"):
        sd.assess_repeatability(["1"], "0.02")


def test_stability_is_strictly_less_than_its_limit() -> None:
    means = ["10.0002", "10.0005", "10.0001", "10.0004"]
    assert sd.stability_of_new_standard(means, "0.0005").outcome is CONFORM
    at_limit = sd.stability_of_new_standard(means, "0.0004")
    assert at_limit.outcome is NOT_CONFORM
    assert at_limit.compared == "|0.0004| ≥ 0.0004"
    assert sd.stability_of_new_standard(means[:3], "0.0005").outcome is Outcome.INCOMPLETE


def test_stability_of_a_standard_in_use() -> None:
    found = sd.stability_of_existing_standard("10.0005", "10.0001", "0.0005", used_with_correction=True)
    assert (found.outcome, found.error, found.rule) == (CONFORM, Decimal("0.0004"), "s_m < U(k = 2)")
    assert sd.stability_of_existing_standard("10.0006", "10.0001", "0.0005").outcome is NOT_CONFORM
    with pytest.raises(ValueError, match="positive"):
        sd.stability_of_existing_standard("1", "1", "0")


def test_transfer_exactly_at_its_limit_conforms() -> None:
    # 3-4-5: the limit is exactly 0.5 and binary floats would not state it.
    assert sd.verify_by_transfer("10.5", "0.3", "10", "0.4").decision.outcome is CONFORM
    assert sd.verify_by_transfer("10.50000000000000000001", "0.3", "10", "0.4").decision.outcome is NOT_CONFORM


def test_a_small_reference_uncertainty_may_be_dropped() -> None:
    kept = sd.verify_by_transfer("10.0305", "0.03", "10", "0.01")
    dropped = sd.verify_by_transfer("10.0305", "0.03", "10", "0.01", neglect_small_reference=True)
    assert (kept.decision.outcome, dropped.decision.outcome) == (CONFORM, NOT_CONFORM)
    assert dropped.limit == Decimal("0.03")
    too_large = sd.verify_by_transfer("10.0305", "0.03", "10", "0.011", neglect_small_reference=True)
    assert too_large.decision.outcome is CONFORM


def test_the_trace_shows_formula_and_numbers() -> None:
    trace = sd.verify_by_transfer("10.012", "0.008", "10.004", "0.003").decision.trace
    assert trace[0] == "|y − y₀| ≤ √(U² + U₀²)"
    assert "10.012 − 10.004" in trace[1]
    assert trace[2].startswith("|0.008| ≤ 0.00854")


def test_comparison_among_equals() -> None:
    found = sd.verify_by_comparison("10.03", "0.04", ["10.00", "10.00"])
    assert found.difference == pytest.approx(Decimal("0.02"))
    assert found.limit == pytest.approx(Decimal("0.0326599"), abs=Decimal("1e-7"))
    assert found.decision.outcome is CONFORM
    assert sd.verify_by_comparison("10.06", "0.04", ["10.00", "10.00"]).decision.outcome is NOT_CONFORM
    with pytest.raises(ValueError, match="at least one other"):
        sd.verify_by_comparison("10", "0.1", [])


@given(some.decimals(0, 1, places=3), some.decimals("0.001", 1, places=3), some.decimals(0, 1, places=3))
@settings(max_examples=60)
def test_a_wider_uncertainty_never_turns_acceptance_into_refusal(error: Decimal, u: Decimal, more: Decimal) -> None:
    narrow = sd.verify_by_transfer(error, u, 0, "0.1").decision.outcome
    wide = sd.verify_by_transfer(error, u + more, 0, "0.1").decision.outcome
    assert not (narrow is CONFORM and wide is NOT_CONFORM)
