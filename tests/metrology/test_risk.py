"""Laws of conformity assessment."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrology.risk import (
    GammaProcess,
    NormalProcess,
    acceptance_limit,
    global_risk,
    guard_band_factor,
    guard_band_for_consumer_risk,
    specific_risk,
)


def conforming(y: float, u: float, lower: float | None = None, upper: float | None = None) -> float:
    """Probability that a normal value lies within the tolerance."""
    return specific_risk(NormalProcess(y, u), lower, upper).conformance


@given(st.floats(-3, 3), st.floats(0.01, 5), st.floats(1.0, 4.0))
def test_a_wider_tolerance_never_conforms_less(y: float, u: float, wider: float) -> None:
    assert conforming(y, u, -1, 1) <= conforming(y, u, -wider, wider) + 1e-15


@given(st.floats(0.01, 0.99), st.floats(1.01, 3))
def test_inside_the_limit_a_larger_u_conforms_less(share: float, grown: float) -> None:
    assert conforming(1 - share, 0.5, upper=1) >= conforming(1 - share, 0.5 * grown, upper=1)


@settings(max_examples=25)
@given(st.floats(0.2, 2), st.floats(0.05, 1), st.floats(0, 0.4), st.floats(0.01, 0.4))
def test_a_wider_guard_band_shifts_risk_from_consumer_to_producer(s: float, u: float, w: float, more: float) -> None:
    process = NormalProcess(0, s)
    narrow, wide = (global_risk(process, u, (-1, 1), guard_band=band) for band in (w, w + more))
    assert wide.consumer <= narrow.consumer + 1e-12
    assert wide.producer >= narrow.producer - 1e-12
    assert wide.accepted <= narrow.accepted + 1e-12


@settings(max_examples=25)
@given(st.floats(-0.5, 0.5), st.floats(0.2, 2), st.floats(0.02, 1))
def test_outcomes_add_up(mean: float, s: float, u: float) -> None:
    risk = global_risk(NormalProcess(mean, s), u, (-1, 1))
    total = math.hypot(s, u)
    accepted = conforming(mean, total, -1, 1)  # a measured value is normal with both variances
    assert risk.accepted == pytest.approx(accepted, abs=1e-9)
    assert risk.accepted == pytest.approx(risk.conforming - risk.producer + risk.consumer, abs=1e-9)


def test_quadrature_agrees_with_simulated_items() -> None:
    process = GammaProcess(3, 2)
    generator = np.random.default_rng(4)
    true = generator.gamma(3, 1 / 2, 1_000_000)
    shown = true + 0.3 * generator.standard_normal(1_000_000)
    risk = global_risk(process, 0.3, (0.5, 3), (0.6, 2.8))
    accepted, good = (shown >= 0.6) & (shown <= 2.8), (true >= 0.5) & (true <= 3)
    assert risk.consumer == pytest.approx((accepted & ~good).mean(), abs=6e-4)
    assert risk.producer == pytest.approx((~accepted & good).mean(), abs=1.5e-3)
    assert risk.conforming == pytest.approx(good.mean(), abs=2e-3)


def test_sharp_measurement_decides_right() -> None:
    risk = global_risk(NormalProcess(0, 1), 1e-7, (-1, 1))
    assert risk.consumer == pytest.approx(0, abs=1e-7)
    assert risk.accepted == pytest.approx(0.6826894921, abs=1e-7)


@settings(max_examples=15)
@given(st.floats(0.0005, 0.01), st.booleans())
def test_guard_band_attains_its_target(target: float, given_accepted: bool) -> None:
    process = NormalProcess.from_in_tolerance(0.9, -1, 1)
    w = guard_band_for_consumer_risk(target, process, 0.15, (-1, 1), given_accepted=given_accepted)
    risk = global_risk(process, 0.15, (-1, 1), guard_band=w)
    assert (risk.consumer_given_accepted if given_accepted else risk.consumer) == pytest.approx(target, rel=1e-5)


def test_targets_that_no_guard_band_attains() -> None:
    process = NormalProcess(0, 0.25)
    with pytest.raises(ValueError, match="too few items"):
        guard_band_for_consumer_risk(0.1, process, 0.1, (-1, 1))
    with pytest.raises(ValueError, match="better measurement"):
        guard_band_for_consumer_risk(0.3, NormalProcess(3, 1), 1, (-1, 1), given_accepted=True)


@given(st.floats(1.2, 10))
def test_factors_leave_an_acceptance_interval(tur: float) -> None:
    assume(tur > 1.2)
    for method in ("dobbert", "rss", "test95", "rp10"):
        assert 0 < guard_band_factor(method, tur) <= 1.11  # RP-10 and Method 6 may pass 1 at good ratios


def test_method_6_keeps_false_acceptance_below_two_percent() -> None:
    for tur in (1.5, 2.0, 3.0, 4.0):
        factor = guard_band_factor("dobbert", tur)
        for share in (0.5, 0.7, 0.8, 0.9, 0.95):
            process = NormalProcess.from_in_tolerance(share, -1, 1)
            assert global_risk(process, 1 / (2 * tur), (-1, 1), (-factor, factor)).consumer <= 0.0205


def test_guarded_limits_on_either_side() -> None:
    upper = acceptance_limit(10, 0.95, standard_uncertainty=0.2)
    lower = acceptance_limit(10, 0.95, standard_uncertainty=0.2, side="lower")
    assert upper.value == pytest.approx(10 - 1.6448536 * 0.2)
    assert lower.value == pytest.approx(10 + 1.6448536 * 0.2)
    assert conforming(upper.value, 0.2, upper=10) == pytest.approx(0.95)
    relative = acceptance_limit(10, 0.95, relative_uncertainty=0.02)
    assert conforming(relative.value, 0.02 * relative.value, upper=10) == pytest.approx(0.95)
    assert relative.guard_band == pytest.approx(10 - relative.value)


def test_distributions_of_scipy_serve_too() -> None:
    from scipy.stats import norm

    ours, theirs = specific_risk(NormalProcess(51, 0.5), 50, 55), specific_risk(norm(51, 0.5), 50, 55)
    assert theirs.capability_index == pytest.approx(ours.capability_index, rel=1e-9)
    assert theirs.nonconformance == pytest.approx(ours.nonconformance, rel=1e-9)
    risks = [global_risk(process, 0.3, (50, 52)) for process in (norm(51, 0.5), NormalProcess(51, 0.5))]
    assert risks[0].consumer == pytest.approx(risks[1].consumer, rel=1e-8)


WRONG = [
    lambda: specific_risk(NormalProcess(1, 0.1)),
    lambda: specific_risk(NormalProcess(1, 0.1), 3, 2),
    lambda: global_risk(NormalProcess(0, 1), 0, (-1, 1)),
    lambda: global_risk(NormalProcess(0, 1), 1, (-1, 1), (-1, 1), guard_band=0.1),
    lambda: global_risk(NormalProcess(0, 1), 1, (-1, 1), guard_band=1),
    lambda: NormalProcess(0, 0),
    lambda: GammaProcess(0, 1),
    lambda: NormalProcess.from_in_tolerance(1, -1, 1),
    lambda: NormalProcess.from_in_tolerance(0.9, 1, 1),
    lambda: guard_band_factor("rss", 0.5),
    lambda: guard_band_factor("guess", 2),  # type: ignore[arg-type]
    lambda: guard_band_factor("rss", 0),
    lambda: guard_band_for_consumer_risk(0, NormalProcess(0, 1), 1, (-1, 1)),
    lambda: acceptance_limit(1, 0.95),
    lambda: acceptance_limit(1, 0.3, standard_uncertainty=1),
    lambda: acceptance_limit(1, 0.95, standard_uncertainty=0),
]


@pytest.mark.parametrize("ask", WRONG)
def test_questions_without_an_answer_are_refused(ask: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ask()  # type: ignore[operator]
