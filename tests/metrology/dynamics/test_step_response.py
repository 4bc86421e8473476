"""Step responses: parameters against what was put in, textbook formulas and a second calculation; what is refused."""

import math
from decimal import Decimal

import numpy as np
import pytest

from metrology.dynamics import (
    DELAYED_FIRST_ORDER,
    FIRST_ORDER,
    SECOND_ORDER,
    Recording,
    StepModel,
    UnusableRecording,
    fit_step,
)
from tests.metrology.dynamics.recorded import Signal, first_order, points, recorded, second_order

TAU = 0.8


@pytest.mark.parametrize("seed", range(6))
def test_a_time_constant_is_recovered_within_two_per_cent(seed: int) -> None:
    """1 % of noise, 50 points a second; the interval k = 3 covers the true value."""
    found = fit_step(recorded(first_order(TAU), 6, 0.02, begin=-0.5, noise=0.3, seed=seed), FIRST_ORDER).estimate("tau")
    assert abs(float(found.value) - TAU) < 0.02 * TAU
    assert abs(float(found.value) - TAU) < 3 * float(found.standard_uncertainty)


def test_the_uncertainty_is_that_of_the_closed_form() -> None:
    """The inverse of the normal matrix, made with derivatives written by hand."""
    signal, noise = first_order(TAU), 0.3
    recording = recorded(signal, 6, 0.01, begin=-1, noise=noise)
    t = np.array(recording.times)
    since = np.maximum(t, 0)
    decay = np.exp(-since / TAU)
    by_hand = np.column_stack([np.ones_like(t), 1 - decay, -30 * since / TAU**2 * decay])
    expected = noise * math.sqrt(np.linalg.inv(by_hand.T @ by_hand)[2, 2])
    found = fit_step(recording, FIRST_ORDER)
    assert float(found.estimate("tau").standard_uncertainty) == pytest.approx(expected, rel=0.12)
    assert found.residual == pytest.approx(noise, rel=0.1)


def test_scipys_curve_fit_finds_the_same() -> None:
    """Another program, another parametrisation, another start."""
    from scipy.optimize import curve_fit

    recording = recorded(first_order(TAU, delay=0.15), 6, 0.02, begin=-0.5, noise=0.2)

    def model(t: object, start: float, change: float, tau: float, delay: float) -> object:
        since = np.maximum(np.asarray(t) - delay, 0.0)
        return start + change * (1 - np.exp(-since / tau))

    values, covariance = curve_fit(model, recording.times, recording.values, [20, 25, 1, 0.3])
    found = fit_step(recording, DELAYED_FIRST_ORDER)
    factor = (1 + found.correlation) / (1 - found.correlation) if found.correlation > 0 else 1
    assert found.values == pytest.approx(values, rel=2e-3)
    assert np.array(found.covariance) / factor == pytest.approx(covariance, rel=0.08, abs=1e-9)


def test_response_times_of_first_order() -> None:
    """θ + τ·ln 2, θ + τ·ln 10, and t90 − t10 = τ·ln 9; u² = c·V·cᵀ."""
    found = fit_step(recorded(first_order(TAU, delay=0.1), 8, 0.01, begin=-0.2, noise=0.05), DELAYED_FIRST_ORDER)
    assert float(found.time_to(0.5).value) == pytest.approx(0.1 + TAU * math.log(2), abs=3e-3)
    assert float(found.time_to(0.9).value) == pytest.approx(0.1 + TAU * math.log(10), abs=6e-3)
    assert float(found.rise_time().value) == pytest.approx(TAU * math.log(9), abs=6e-3)
    V = np.array(found.covariance)
    c = np.array([0, 0, math.log(2), 1])
    assert float(found.time_to(0.5).standard_uncertainty) == pytest.approx(math.sqrt(c @ V @ c), rel=1e-3)


def test_without_the_covariance_of_delay_and_time_constant_t50_is_less_certain() -> None:
    found = fit_step(recorded(first_order(TAU, delay=0.1), 8, 0.01, begin=-0.2, noise=0.2), DELAYED_FIRST_ORDER)
    u = [float(found.estimate(name).standard_uncertainty) for name in ("tau", "delay")]
    apart = math.hypot(math.log(2) * u[0], u[1])
    assert float(found.time_to(0.5).standard_uncertainty) < 0.9 * apart


@pytest.mark.parametrize(("omega", "zeta"), [(12.0, 0.3), (5.0, 0.7), (30.0, 0.1)])
def test_second_order_by_overshoot_and_time_of_the_peak(omega: float, zeta: float) -> None:
    """Overshoot exp(−πζ/√(1 − ζ²)) at t = π/(ω₀√(1 − ζ²)), the textbook values of a signal made by arccos ζ."""
    signal = second_order(omega, zeta)
    found = fit_step(recorded(signal, 40 / omega, 0.05 / omega, begin=-4 / omega, noise=0.01), SECOND_ORDER)
    assert float(found.estimate("omega").value) == pytest.approx(omega, rel=4e-3)
    assert float(found.estimate("zeta").value) == pytest.approx(zeta, abs=4e-3)
    root = math.sqrt(1 - zeta**2)
    peak = math.pi / (omega * root)
    shown = found.model.part(np.array([peak]), found.values[2:])[0]
    assert shown - 1 == pytest.approx(math.exp(-math.pi * zeta / root), rel=2e-2)


def test_second_order_is_continuous_through_critical_damping_and_does_not_overflow() -> None:
    t = np.array([0.01, 0.5, 3.0, 20.0])
    below, at, above = (SECOND_ORDER.part(t, (2.0, zeta)) for zeta in (1 - 1e-9, 1.0, 1 + 1e-9))
    critical = 1 - (1 + 2.0 * t) * np.exp(-2.0 * t)
    for found in (below, at, above):
        assert found == pytest.approx(critical, abs=1e-7)
    slow = SECOND_ORDER.part(np.array([1e6]), (1.0, 50.0))
    assert float(slow[0]) == pytest.approx(1.0)


def test_two_time_constants_are_a_second_order_above_critical_damping() -> None:
    """τ₁ = 0.5 s and τ₂ = 0.1 s: ω₀² = 1/(τ₁τ₂), 2ζ/ω₀ = τ₁ + τ₂."""

    def signal(t: float) -> float:
        return 0.0 if t <= 0 else 10 * (1 - (0.5 * math.exp(-t / 0.5) - 0.1 * math.exp(-t / 0.1)) / 0.4)

    found = fit_step(recorded(signal, 4, 0.01, begin=-0.3, noise=0.005), SECOND_ORDER)
    omega = 1 / math.sqrt(0.05)
    assert float(found.estimate("omega").value) == pytest.approx(omega, rel=5e-3)
    assert float(found.estimate("zeta").value) == pytest.approx(omega * 0.3, rel=5e-3)


def test_a_falling_step_and_its_gain() -> None:
    found = fit_step(recorded(first_order(TAU, change=-12.0), 6, 0.02, begin=-0.5, noise=0.05), FIRST_ORDER)
    gain = found.gain(-10.0, 0.01)
    assert float(gain.value) == pytest.approx(1.2, abs=0.01)
    of_change = float(found.estimate("change").standard_uncertainty)
    assert float(gain.standard_uncertainty) == pytest.approx(math.hypot(of_change / 10, 1.2 * 0.001), rel=1e-2)


def test_correlated_noise_makes_the_uncertainty_larger() -> None:
    """The same signal with noise that keeps its value for four points: the interval still holds."""
    white = points(first_order(TAU), 6, 0.02, begin=-0.5, noise=0.3)
    slow = [(t, y + white[n // 4 * 4][1] - y) for n, (t, y) in enumerate(white)]
    clean = points(first_order(TAU), 6, 0.02, begin=-0.5)
    kept = [(t, y + slow[n // 4 * 4][1] - clean[n // 4 * 4][1]) for n, (t, y) in enumerate(clean)]
    alone, together = (fit_step(Recording.of(p), FIRST_ORDER) for p in (white, kept))
    assert together.correlation > 0.5 > alone.correlation
    assert together.estimate("tau").standard_uncertainty > Decimal("1.5") * alone.estimate("tau").standard_uncertainty


def two_steps(t: float) -> float:
    return first_order(0.3)(t) + first_order(0.3, start=0.0)(t - 3.0)


def overshooting(t: float) -> float:
    return second_order(6.0, 0.4)(t)


REFUSED: list[tuple[Signal, float, float, float, StepModel, str]] = [
    (lambda _: 20.0, 6, 0.02, 0.3, FIRST_ORDER, "no_step"),
    (lambda _: 20.0, 6, 0.02, 0.0, FIRST_ORDER, "no_step"),
    (first_order(TAU, change=1.0), 6, 0.02, 0.8, FIRST_ORDER, "noise"),
    (two_steps, 6, 0.02, 0.1, FIRST_ORDER, "two_steps"),
    (overshooting, 6, 0.02, 0.02, FIRST_ORDER, "model"),
    (first_order(0.01), 6, 0.02, 0.1, FIRST_ORDER, "sampling"),
    (first_order(TAU), 1.5, 0.02, 0.1, FIRST_ORDER, "short"),
]


@pytest.mark.parametrize(("signal", "seconds", "interval", "noise", "model", "code"), REFUSED)
def test_what_shows_nothing_is_refused(
    signal: Signal, seconds: float, interval: float, noise: float, model: StepModel, code: str
) -> None:
    with pytest.raises(UnusableRecording) as refused:
        fit_step(recorded(signal, seconds, interval, begin=-0.5, noise=noise), model)
    assert refused.value.code == code
    assert refused.value.text.zh
    assert str(refused.value) == refused.value.text.en


def test_a_display_that_stands_still_at_its_resolution_shows_no_step() -> None:
    coarse = [(Decimal(n), Decimal(20 if n < 50 else 21)) for n in range(100)]
    with pytest.raises(UnusableRecording, match="no step"):
        fit_step(Recording.of(coarse, step=Decimal(1)), FIRST_ORDER)


def test_the_same_digits_on_every_computer() -> None:
    """What leaves is rounded to a thousandth of its uncertainty."""
    found = fit_step(recorded(first_order(TAU), 6, 0.02, begin=-0.5, noise=0.3), FIRST_ORDER).estimate("tau")
    u = found.standard_uncertainty
    assert Decimal(1).scaleb(int(found.value.as_tuple().exponent)) >= u / 10000
    assert len(u.normalize().as_tuple().digits) <= 4
