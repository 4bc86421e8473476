"""Control charts, their eight tests, and capability."""

import pytest

from metrology import statistics as st

GROUPS = [[10, 12, 11, 13, 9], [11, 10, 12, 12, 10], [9, 11, 10, 13, 12], [12, 12, 11, 9, 10]]


def test_factors_of_the_charts() -> None:
    # Tables of the standards print for n = 5: A3 1.427, B4 2.089.
    deviations = st.mean_and_deviation_chart(GROUPS)
    a3 = (deviations.location.upper - deviations.location.centre) / deviations.spread.centre
    assert a3 == pytest.approx(1.427, abs=5e-4)
    assert deviations.spread.upper / deviations.spread.centre == pytest.approx(2.089, abs=5e-4)


def test_individuals() -> None:
    pair = st.individuals_chart([10, 12, 11, 13, 9])
    assert pair.spread.points == (2.0, 1.0, 2.0, 4.0)
    assert pair.location.upper - pair.location.centre == pytest.approx(2.66 * 2.25, rel=1e-3)
    assert pair.spread.upper == pytest.approx(3.267 * 2.25, rel=1e-3)
    with pytest.raises(ValueError, match="at least 3"):
        st.individuals_chart([1, 2])


@pytest.mark.parametrize(
    ("points", "number", "position"),
    [
        ([0.5, -0.5, 3.1], 1, 2),
        ([0.5] * 4 + [0.2] * 5, 2, 8),
        ([-1.2, -0.5, -0.2, 0.1, 0.6, 0.9], 3, 5),
        ([0.3, -0.3] * 7, 4, 13),
        ([2.1, -0.5, 2.2], 5, 2),
        ([1.2, 1.5, -0.4, 1.1, 1.3], 6, 4),
        ([0.4, -0.3, 0.2] * 5, 7, 14),
        ([1.2, -1.3, -1.1, 1.4, 1.5, -1.2, -1.6, 1.1], 8, 7),
    ],
)
def test_each_unnatural_pattern(points: list[float], number: int, position: int) -> None:
    found = st.unnatural_patterns(st.ControlChart(tuple(points), 0.0, -3.0, 3.0))
    assert position in found[number]  # type: ignore[index]


def test_a_natural_chart_shows_nothing() -> None:
    chart = st.ControlChart((0.5, -1.2, 0.1, 1.4, -0.3, -0.9, 0.8), 0.0, -3.0, 3.0)
    assert st.unnatural_patterns(chart) == {}
    with pytest.raises(ValueError, match="no width"):
        st.unnatural_patterns(st.ControlChart((1.0, 1.0), 1.0, 1.0, 1.0))


def test_unequal_subgroups_are_refused() -> None:
    with pytest.raises(ValueError, match="one size"):
        st.mean_and_deviation_chart([[1, 2], [1, 2, 3]])


def test_capability() -> None:
    both = st.process_capability(10, 1, 4, 14)
    assert both.c == pytest.approx(10 / 6)
    assert both.ck == pytest.approx(4 / 3)
    one = st.process_capability(10, 1, upper=13)
    assert (one.c, one.ck) == (None, 1.0)
    with pytest.raises(ValueError, match="at least one limit"):
        st.process_capability(10, 1)
    with pytest.raises(ValueError, match="must lie below"):
        st.process_capability(10, 1, 5, 5)
