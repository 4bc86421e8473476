"""Response times of recorded series: where the goal is, how well the time is known, when a display is steady."""

import math
from decimal import Decimal

import pytest

from metrology.response import ResponseTime, response_time, time_below
from metrology.uncertainty import Budget, Input, Rectangular

D = Decimal
PART = D("0.95")


def lagged(tau: float, seconds: int, *, every: float = 0.5, final: float = 10.0) -> list[tuple[Decimal, Decimal]]:
    """A display that follows with one time constant, read to 0.01."""
    times = [every * n for n in range(round(seconds / every) + 1)]
    return [(D(str(t)), D(str(round(final * (1 - math.exp(-t / tau)), 2)))) for t in times]


@pytest.mark.parametrize("tau", [0.7, 2.0, 4.3])
def test_a_first_order_display_takes_three_time_constants(tau: float) -> None:
    found = response_time(lagged(tau, 60), PART, step=D("0.01"))
    assert found is not None
    assert found.steady
    assert abs(float(found.seconds) - tau * math.log(20)) <= float(found.expanded_uncertainty) <= 0.35


def test_the_middle_of_the_interval_in_which_the_goal_was_reached() -> None:
    points = [(D(0), D(0)), (D(4), D("9.4")), (D(6), D("9.6")), (D(20), D(10)), (D(40), D(10))]
    found = response_time(points, PART, step=D("0.1"))
    assert found is not None
    assert found.seconds == 5
    # slope 0.1/s, goal 9.5: interval 2 s; goal ((0.05² + 0.95²)·0.1²/12), display 0.1²/12, both divided by the slope
    u = math.sqrt(4 / 12 + (0.05**2 + 0.95**2 + 1) * 0.01 / 12 / 0.01)
    assert float(found.expanded_uncertainty) == pytest.approx(2 * u, abs=0.1)


def test_uncertainty_agrees_with_a_budget_and_monte_carlo() -> None:
    found = response_time(lagged(2.0, 60), PART, step=D("0.01"))
    assert found is not None
    slope = (10 * (1 - math.exp(-6.0 / 2)) - 10 * (1 - math.exp(-5.5 / 2))) / 0.5
    half = 0.005

    def model(t: float, start: float, final: float, shown: float) -> float:
        return t + (start * 0.05 + final * 0.95 + shown) / slope

    display = {
        name: Input(0.0, half / math.sqrt(3), distribution=Rectangular()) for name in ("start", "final", "shown")
    }
    budget = Budget(model, {"t": Input(5.75, 0.25 / math.sqrt(3), distribution=Rectangular()), **display})
    expanded = 2 * budget.first_order().standard_uncertainty
    assert float(found.expanded_uncertainty) == pytest.approx(expanded, rel=0.05)
    assert budget.monte_carlo(trials=50_000, seed=1).standard_uncertainty * 2 == pytest.approx(expanded, rel=0.02)


def test_a_display_that_leaves_the_goal_again_has_not_settled() -> None:
    points = [(D(t), D(v)) for t, v in ((0, 0), (1, 10), (2, 12), (3, 9), (4, 10), (30, 10), (40, 10))]
    found = response_time(points, PART, step=D("0.1"))
    assert found is not None
    assert found.seconds == D("3.5")


def test_falling_and_first_point_after_the_change() -> None:
    points = [(D(t), D(v)) for t, v in ((2, 10), (3, 2), (4, "0.5"), (30, 0), (40, 0))]
    found = response_time(points, PART, step=D("0.1"))
    assert found is not None
    assert found.seconds == D("1.5")


def test_no_change_and_a_goal_on_a_point() -> None:
    still = [(D(t), D(5)) for t in range(10)]
    assert response_time(still, PART, step=D("0.1")) is None
    points = [(D(t), D(v)) for t, v in ((0, 0), (1, "9.5"), (30, 10), (40, 10))]
    found = response_time(points, PART, step=D("0.1"))
    assert found is not None
    assert found.seconds == D("0.5")


@pytest.mark.parametrize(("third", "steady"), [("9.9", True), ("9.89", False), ("10.1", True), ("10.11", False)])
def test_steady_at_the_end(third: str, steady: bool) -> None:
    """The means of the last two quarters differ by at most 1 % of the change."""
    points = [(D(0), D(0)), (D(1), D(10)), (D(25), D(third)), (D(30), D(third)), (D(35), D("9.8")), (D(40), D("10.2"))]
    found = response_time(points, PART, step=D("0.01"))
    assert found is not None
    assert found.steady is steady


def test_one_step_of_the_display_is_steady() -> None:
    points = [(D(0), D(0)), (D(1), D(1)), (D(30), D("0.9")), (D(40), D(1))]
    assert response_time(points, D("0.5"), step=D("0.1")).steady  # type: ignore[union-attr]
    assert not response_time(points, D("0.5"), step=D("0.09")).steady  # type: ignore[union-attr]


def test_the_value_that_it_comes_to_is_a_mean() -> None:
    """Goal 9.5 of a mean of 10, though the last point shows 10.2 (9.69)."""
    shown = ((0, "0"), (2, "9.4"), (4, "9.6"), (25, "10"), (35, "9.8"), (40, "10.2"))
    found = response_time([(D(t), D(v)) for t, v in shown], PART, step=D("0.1"))
    assert found is not None
    assert found.steady
    assert found.seconds == 3


def test_three_quarters_without_a_point() -> None:
    points = [(D(0), D(0)), (D(10), D(1))]
    found = response_time(points, PART, step=D("0.01"))
    assert found == ResponseTime(D(5), found.expanded_uncertainty)  # type: ignore[union-attr]


def test_below_a_level_and_staying_there() -> None:
    points = [(D(t), D(v)) for t, v in ((0, "20.9"), (10, 1), (20, "0.1"), (30, "0.09"), (40, 0))]
    found = time_below(points, D("0.1"), step=D("0.01"))
    assert found is not None
    assert found.steady
    assert found.seconds == 25
    assert time_below(points, D("0.5"), step=D("0.01")).seconds == 15  # type: ignore[union-attr]
    assert time_below([*points, (D(50), D("0.1"))], D("0.1"), step=D("0.01")) is None
    assert time_below([(D(0), D(0)), (D(1), D(0))], D("0.1"), step=D("0.01")) == ResponseTime(D(0), D(0))
