"""Sines: against Fourier's sum over whole periods, the bound of Cramér and Rao, and a system of first order."""

import cmath
import math

import pytest

from metrology.dynamics import Response, UnusableRecording, fit_first_order, fit_sine, response_between
from tests.metrology.dynamics.recorded import Signal, recorded


def wave(f: float, amplitude: float = 3.0, phase: float = 0.7, offset: float = 1.0) -> Signal:
    return lambda t: amplitude * math.cos(2 * math.pi * f * t + phase) + offset


def test_three_parameters_are_fouriers_sum_over_whole_periods() -> None:
    recording = recorded(wave(5.0), 2 - 0.01, 0.01, noise=0.1)
    found = fit_sine(recording, 5.0)
    pairs = zip(recording.times, recording.values, strict=True)
    total = sum(y * cmath.exp(-2j * math.pi * 5 * t) for t, y in pairs) * 2 / len(recording.times)
    assert found.amplitude == pytest.approx(abs(total), rel=1e-9)
    assert found.phase == pytest.approx(cmath.phase(total), rel=1e-9)


def test_uncertainties_are_the_bound_of_cramer_and_rao() -> None:
    """u(a) = σ√(2/N), u(φ) = u(a)/a, u(C) = σ/√N over whole periods."""
    found = fit_sine(recorded(wave(5.0), 4 - 0.01, 0.01, noise=0.1), 5.0)
    n = found.n
    assert found.u_amplitude == pytest.approx(found.residual * math.sqrt(2 / n), rel=1e-6)
    assert found.u_phase == pytest.approx(found.u_amplitude / found.amplitude, rel=1e-6)
    assert math.sqrt(found.covariance[2][2]) == pytest.approx(found.residual / math.sqrt(n), rel=1e-6)
    assert found.residual == pytest.approx(0.1, rel=0.1)


def test_four_parameters_find_the_frequency() -> None:
    """u(f) = σ/a·√(6/N)/(π·T), the bound for a long recording."""
    found = fit_sine(recorded(wave(5.0), 4, 0.01, noise=0.1), 5.02, known=False)
    assert abs(found.frequency - 5.0) < 3 * found.u_frequency
    assert found.u_frequency == pytest.approx(found.residual / 3.0 * math.sqrt(6 / found.n) / (math.pi * 4), rel=0.03)
    assert abs(found.phase - 0.7) < 3 * found.u_phase
    assert found.u_phase > 1.5 * found.u_amplitude / found.amplitude


@pytest.mark.parametrize(("f", "seconds", "interval", "asked", "known", "code"), [
    (60.0, 2, 0.01, 60.0, True, "aliasing"),
    (0.3, 2, 0.01, 0.3, True, "short"),
    (5.0, 2, 0.01, 7.5, True, "no_sine"),
    (5.0, 2, 0.01, -1.0, True, "frequency"),
])  # fmt: skip
def test_what_shows_no_sine(f: float, seconds: float, interval: float, asked: float, known: bool, code: str) -> None:
    with pytest.raises(UnusableRecording) as refused:
        fit_sine(recorded(wave(f), seconds, interval, noise=0.01), asked, known=known)
    assert refused.value.code == code


def response(f: float, *, gain: float, tau: float, skew: float = 0.0, u_skew: float = 0.0, seed: int = 1) -> Response:
    """Input and output of a first-order sensor at one frequency, the output on a clock that is ahead."""
    h = gain / (1 + 2j * math.pi * f * tau)
    leaving = wave(f, 2.0 * abs(h), 0.4 + cmath.phase(h), 0.2)
    seconds, interval = 8 / f, 0.02 / f
    one = fit_sine(recorded(wave(f, 2.0, 0.4, 0.1), seconds, interval, noise=0.01, seed=seed), f)
    other = recorded(lambda t: leaving(t - skew), seconds, interval, noise=0.01, seed=seed + 1)
    return response_between(one, fit_sine(other, f), u_skew=u_skew)


@pytest.mark.parametrize("f", [0.05, 0.2, 1.0])
def test_gain_and_phase_of_a_first_order_sensor(f: float) -> None:
    """|H| = K/√(1 + (ωτ)²), φ = −arctan ωτ."""
    found, wt = response(f, gain=1.5, tau=0.8), 2 * math.pi * f * 0.8
    gain, phase = 1.5 / math.hypot(1, wt), -math.atan(wt)
    assert abs(float(found.gain.value) - gain) < 3 * float(found.gain.standard_uncertainty)
    assert abs(float(found.phase.value) - phase) < 3 * float(found.phase.standard_uncertainty)
    assert float(found.gain.standard_uncertainty) < 0.01 * gain


def test_a_skew_turns_the_phase_and_its_doubt_is_in_the_uncertainty() -> None:
    plain, skewed = response(5.0, gain=1.0, tau=0.02), response(5.0, gain=1.0, tau=0.02, skew=0.005)
    assert skewed.vector.estimates[1] - plain.vector.estimates[1] == pytest.approx(-2 * math.pi * 5 * 0.005, abs=1e-4)
    doubted = response(5.0, gain=1.0, tau=0.02, u_skew=0.001)
    expected = math.hypot(float(plain.phase.standard_uncertainty), 2 * math.pi * 5 * 0.001)
    assert float(doubted.phase.standard_uncertainty) == pytest.approx(expected, rel=1e-3)


def test_real_and_imaginary_part_are_correlated_by_the_doubt_of_the_phase() -> None:
    """A large u(φ) moves the point along the circle: r(Re, Im) → −1 at φ between 0 and −90° where both fall or rise."""
    found = response(0.2, gain=1.0, tau=0.8, u_skew=0.01).complex_form
    g, phi = response(0.2, gain=1.0, tau=0.8).vector.estimates
    assert found.estimates == pytest.approx((g * math.cos(phi), g * math.sin(phi)), rel=1e-9)
    assert found.correlation[0][1] > 0.9


def test_a_sweep_gives_gain_and_time_constant() -> None:
    sweep = [response(f, gain=1.5, tau=0.8, seed=n) for n, f in enumerate((0.02, 0.05, 0.1, 0.2, 0.5, 1.0))]
    found = fit_first_order(sweep)
    assert found.agrees
    assert abs(float(found.tau.value) - 0.8) < 3 * float(found.tau.standard_uncertainty)
    assert abs(float(found.tau.value) - 0.8) < 0.02 * 0.8
    assert abs(float(found.gain.value) - 1.5) < 3 * float(found.gain.standard_uncertainty)


def test_a_sweep_that_is_of_no_first_order_system_is_told() -> None:
    """A constant delay of 0.2 s in place of a lag: the gain does not fall."""
    sweep = []
    for n, f in enumerate((0.05, 0.2, 0.5, 1.0)):
        one = fit_sine(recorded(wave(f), 8 / f, 0.02 / f, noise=0.01, seed=n), f)
        late = fit_sine(
            recorded(wave(f, phase=0.7 - 2 * math.pi * f * 0.2), 8 / f, 0.02 / f, noise=0.01, seed=n + 9), f
        )
        sweep.append(response_between(one, late))
    assert not fit_first_order(sweep).agrees


def test_sines_of_different_frequencies_make_no_response() -> None:
    one, other = (fit_sine(recorded(wave(f), 4, 0.01, noise=0.01), f) for f in (5.0, 6.0))
    with pytest.raises(UnusableRecording, match="different frequencies"):
        response_between(one, other)
