"""The error curve: axes and the band of the maximum permissible error."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.text import NO_TEXT, Text
from reports.content.curve import Axis, curve, curves
from reports.view import BandStretch, PlotPoint

VALUES = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 4))


def point(x: str, y: str, mpe: str, series: str = "up") -> PlotPoint:
    return PlotPoint(series, x, y, f"-{mpe}", mpe, "g")


@given(VALUES, VALUES, st.integers(min_value=5, max_value=12))
def test_ticks_are_even_inside_and_few(one: float, other: float, most: int) -> None:
    axis = Axis(min(one, other), max(one, other), margin=0.08)
    ticks = axis.ticks(most)
    assert 1 <= len(ticks) <= most + 1
    assert all(0 <= tick["at"] <= 1 for tick in ticks)
    gaps = [b["at"] - a["at"] for a, b in pairwise(ticks)]
    assert all(gap == pytest.approx(gaps[0], abs=1e-5) for gap in gaps)
    assert len({len(tick["text"].partition(".")[2]) for tick in ticks}) == 1
    assert len({tick["text"] for tick in ticks}) == len(ticks)


def heights(drawn: dict[str, object], places: list[float]) -> list[float]:
    """Distinct heights of the upper limit left to right, at places given as fractions of the points' span."""
    upper = drawn["upper"]
    assert isinstance(upper, list)
    first, last = upper[0][0], upper[-1][0]
    found = []
    for place in places:
        x = first + place * (last - first)
        found.append(next(b[1] for a, b in pairwise(upper) if a[0] <= x <= b[0] and a[0] < b[0]))
    return found


def test_limits_step_exactly_where_a_stretch_ends() -> None:
    band = [BandStretch("0", "9", "-1", "1"), BandStretch("9", "10", "-2", "2")]
    drawn = curve([point("0", "0", "1"), point("5", "0", "1"), point("10", "0", "2")], band)
    assert drawn is not None
    below, above = heights(drawn, [0.85, 0.95])
    assert below < above
    assert [x for x, _ in drawn["upper"]] == sorted(x for x, _ in drawn["upper"])


def test_a_limit_that_is_another_at_every_point_slopes() -> None:
    drawn = curve([point("0", "0", "1"), point("5", "0", "1.5"), point("10", "0", "2")])
    assert drawn is not None
    assert len(drawn["upper"]) == 3


def test_series_keep_their_order_and_the_point_outside_the_band_is_in_the_frame() -> None:
    drawn = curve([point("0", "0.5", "1"), point("10", "-9.5", "2"), point("0", "0.1", "1", "down")])
    assert drawn is not None
    assert [series["key"] for series in drawn["series"]] == ["up", "down"]
    assert all(0 < y < 1 for series in drawn["series"] for _, y in series["points"])
    assert drawn["unit"] == "g"


def test_one_point_is_no_curve() -> None:
    assert curve([point("5", "0", "1"), point("5", "0", "1", "down")]) is None
    assert curve([]) is None


def test_a_limit_on_one_side_has_one_line() -> None:
    points = [PlotPoint("up", x, "3", "2", "", "MΩ") for x in ("0", "1")]
    drawn = curve(points)
    assert drawn is not None
    assert drawn["upper"] == []
    assert len(drawn["lower"]) == 2
    stepped = curve(points, [BandStretch("0", "1", "", "4")])
    assert stepped is not None
    assert stepped["lower"] == []
    assert len(stepped["upper"]) == 2


def in_chart(chart: str, x: str, mpe: str, series: str = "error") -> PlotPoint:
    return PlotPoint(series, x, "0", f"-{mpe}", mpe, "V", chart, Text.same(chart))


def test_a_range_is_drawn_with_its_own_limits() -> None:
    """100 V lies in both ranges; the point of the 1000 V range has the wider limit."""
    points = [in_chart("100V", "10", "0.004"), in_chart("100V", "100", "0.0085")]
    points += [in_chart("1000V", "100", "0.055"), in_chart("1000V", "1000", "0.085")]
    small, large = curves(points)
    assert (small["caption"]["zh"], large["caption"]["zh"]) == ("100V", "1000V")
    assert len(small["upper"]) == len(large["upper"]) == 2
    assert small == curve(points[:2])
    assert large == curve(points[2:])


def test_series_that_contradict_each_other_are_drawn_apart() -> None:
    points = [
        in_chart("", "1", "2", "A"),
        in_chart("", "5", "2", "A"),
        in_chart("", "1", "3", "B"),
        in_chart("", "5", "3", "B"),
    ]
    assert [[s["key"] for s in drawn["series"]] for drawn in curves(points)] == [["A"], ["B"]]
    agreeing = [in_chart("", x, "2", series) for series in "AB" for x in "15"]
    assert [[s["key"] for s in drawn["series"]] for drawn in curves(agreeing)] == [["A", "B"]]
    assert len({s["mark"] for drawn in curves(agreeing) for s in drawn["series"]}) == 2


def test_a_chart_has_the_stretches_of_its_own() -> None:
    band = [BandStretch("0", "9", "-1", "1", "error", "a"), BandStretch("0", "9", "-5", "5", "error", "b")]
    a, b = curves([in_chart(chart, x, "1") for chart in "ab" for x in "19"], band)
    assert a["upper"][0][1] != b["upper"][0][1]


def test_the_axis_has_the_unit_of_the_point() -> None:
    units = [("", "V"), ("1", ""), ("Ib", "Ib")]
    for unit, shown in units:
        points = [PlotPoint("A", x, "0", "-1", "1", "V", "", NO_TEXT, unit) for x in "12"]
        assert curves(points)[0]["x_unit"] == shown
