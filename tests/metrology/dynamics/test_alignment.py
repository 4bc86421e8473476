"""Two clocks: a skew far below the sampling interval is found with its uncertainty; what is ambiguous is refused."""

import math
from decimal import Decimal

import pytest

from metrology.dynamics import Recording, Skew, UnusableRecording, compare_in_line, skew_between
from tests.metrology.dynamics.recorded import Signal, marker, points, recorded


def found(skew: float, rate: float, *, seed: int = 1, other_rate: float | None = None, speed: float = 0.0) -> Skew:
    """Skew between 5 s of a marker on two loggers; the second has another gain, offset and sampling phase."""
    one = recorded(marker, 5, 1 / rate, noise=0.005, seed=seed)

    def shown(t: float) -> float:
        return 2 * marker((t - skew) / (1 + speed)) + 0.1

    return skew_between(one, recorded(shown, 5, 1 / (other_rate or rate), begin=0.00137, noise=0.01, seed=seed + 500))


@pytest.mark.parametrize("rate", [50, 200, 1000])
@pytest.mark.parametrize("skew", [0.005, -0.005])
def test_five_milliseconds_are_found(skew: float, rate: int) -> None:
    one = found(skew, rate).seconds
    assert abs(float(one.value) - skew) < 3 * float(one.standard_uncertainty)
    assert float(one.standard_uncertainty) < 0.0005


def test_loggers_of_different_rates_and_a_skew_of_seconds() -> None:
    one = found(0.8, 100, other_rate=37).seconds
    assert float(one.value) == pytest.approx(0.8, abs=0.002)


def test_nothing_is_moved_by_finding_it() -> None:
    one, other = recorded(marker, 5, 0.01), recorded(lambda t: marker(t - 0.005), 5, 0.01)
    before = other.times
    skew = skew_between(one, other).seconds.value
    assert other.times == before
    assert float(skew_between(one, other.moved(-float(skew))).seconds.value) == pytest.approx(0, abs=1e-5)


def test_clocks_that_run_apart() -> None:
    assert not found(0.005, 200).runs_apart
    apart = found(0.0, 200, speed=0.01)
    assert apart.runs_apart
    assert apart.apart is not None
    assert float(apart.apart.value) == pytest.approx(0.014, abs=0.002)


def test_time_stamps_that_are_coarse_make_it_less_certain() -> None:
    fine = recorded(marker, 5, 0.01)
    coarse = [Recording.of(points(marker, 5, 0.01), time_step=Decimal("0.01")) for _ in range(2)]
    assert float(skew_between(fine, fine).seconds.standard_uncertainty) < 1e-4
    u = float(skew_between(*coarse).seconds.standard_uncertainty)
    assert u == pytest.approx(0.01 * math.sqrt(2 / 12), rel=0.01)


REFUSED: list[tuple[Signal, Signal, str]] = [
    (lambda t: math.sin(2 * math.pi * 2 * t), lambda t: math.sin(2 * math.pi * 2 * t), "ambiguous"),
    (marker, lambda _: 1.0, "flat"),
    (lambda _: 1.0, marker, "flat"),
    (marker, lambda t: math.sin(3 * t * t), "unrelated"),
]


@pytest.mark.parametrize(("one", "other", "code"), REFUSED)
def test_what_shows_no_skew(one: Signal, other: Signal, code: str) -> None:
    with pytest.raises(UnusableRecording) as refused:
        skew_between(recorded(one, 5, 0.01), recorded(other, 5, 0.01))
    assert refused.value.code == code


def test_rates_that_are_too_different() -> None:
    slow = Recording(tuple(float(n) * 1000 for n in range(20)), tuple(float(n % 3) for n in range(20)))
    fast = recorded(lambda t: 1000 * t, 0.001, 0.000001)
    with pytest.raises(UnusableRecording, match="rates too different"):
        skew_between(slow, fast)


def process(t: float) -> float:
    """Steam in a pipe: a slow rise, and a slow swing."""
    return 100 + 0.02 * t + 0.3 * math.sin(2 * math.pi * t / 70)


def test_a_comparison_beside_a_process() -> None:
    """E = (x_DUT − x_ref)/x_ref = 0.8 % of a meter that shows 1.008 times as much."""
    one = recorded(process, 300, 1.0, noise=0.05)
    other = recorded(lambda t: 1.008 * process(t), 300, 2.0, noise=0.1, seed=2)
    result = compare_in_line(one, other, 10, 290)
    assert abs(float(result.error.value) - 0.008) < 3 * float(result.error.standard_uncertainty)
    assert float(result.error.standard_uncertainty) < 2e-4
    assert result.drift == pytest.approx(0.02 * 280 / 103, rel=0.15)
    assert result.n == 141


def test_the_drift_of_the_process_is_in_the_uncertainty() -> None:
    """r·u(δ) relative to the mean: 0.5 a second, 2 s, at 175."""
    one, other = (recorded(lambda t: 100 + 0.5 * t, 300, 1.0, noise=0.01, seed=seed) for seed in (1, 2))
    sure, doubted = (compare_in_line(one, other, 0, 300, u_alignment=u) for u in (0.0, 2.0))
    assert sure.from_drift == 0
    assert doubted.from_drift == pytest.approx(0.5 * 2 / 175, rel=1e-3)
    u = float(doubted.error.standard_uncertainty)
    assert u == pytest.approx(math.hypot(float(sure.error.standard_uncertainty), doubted.from_drift), rel=1e-3)


def test_a_skew_shifts_the_error_of_a_drifting_process_and_moving_it_back_removes_it() -> None:
    """20 s at 0.5 a second are 10 of 175."""
    one = recorded(lambda t: 100 + 0.5 * t, 300, 1.0, noise=0.01)
    late = recorded(lambda t: 100 + 0.5 * (t - 20), 300, 1.0, noise=0.01, seed=2)
    assert float(compare_in_line(one, late, 30, 270).error.value) == pytest.approx(-10 / 175, rel=1e-3)
    assert float(compare_in_line(one, late.moved(-20), 30, 270).error.value) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(("begin", "end"), [(-5, 100), (100, 400), (10, 13)])
def test_a_window_that_is_not_covered(begin: float, end: float) -> None:
    one = recorded(process, 300, 1.0)
    with pytest.raises(UnusableRecording, match="window"):
        compare_in_line(one, recorded(process, 300, 2.0), begin, end)
