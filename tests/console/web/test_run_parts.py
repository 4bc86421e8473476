"""What the page Run computes for a small curve and a trace, without a browser."""

import pytest

from console.web.run_positions import HIGH, REACH, drawn, ratios
from console.web.run_readings import trace_of
from metrology.text import NO_TEXT, Text
from services.bench_work.state import Plot, Point, PositionState, ReadingRow


def point(y: float, lower: float | None = -0.04, upper: float | None = 0.02, item: str = "indication") -> Point:
    plot = Plot(curve="", series="up", x=1.0, y=y, lower=lower, upper=upper, unit="MPa", x_unit="MPa", caption=NO_TEXT)
    return Point(item=item, label=NO_TEXT, outcome="conform", compared="", unit="MPa", reason=NO_TEXT, plot=plot, at=1)


def at(*points: Point) -> PositionState:
    return PositionState(
        position="7", serial="S", model="M", name=NO_TEXT, run="r", regulation="R", title=NO_TEXT, kind="verification",
        simulated=False, draft=False, total=9, done=0, points=points,
    )  # fmt: skip


def test_the_small_curve_shows_each_error_in_parts_of_the_limit_on_its_side() -> None:
    assert ratios(at()) == []
    assert ratios(at(point(0.02), point(-0.02), point(0.0))) == [1.0, -0.5, 0.0]
    assert ratios(at(point(0.5, item="zero"), point(0.01))) == [0.5]  # the newest curve alone
    assert ratios(at(point(0.01, upper=None), point(-0.01, lower=0.0))) == [0.0, 0.0]


@pytest.mark.parametrize(("found", "line"), [
    ([], ""), ([0.0], "0.0,8.0"), ([1.0, -1.0], "0.0,3.0 60.0,13.0"), ([9.0, -9.0], "0.0,0.0 60.0,16.0"),
])  # fmt: skip
def test_the_line_stays_in_its_box_and_the_limits_inside_of_it(found: list[float], line: str) -> None:
    assert drawn(found) == line
    assert REACH > 1
    assert HIGH == 16.0


def row(value: str, unit: str, how: str = "instrument", *, number: bool = True) -> ReadingRow:
    return ReadingRow(address="a", question=Text.same("q"), value=value, unit=unit, how=how, number=number, elapsed="1")


def test_a_trace_is_of_instruments_and_of_one_unit() -> None:
    rows = (row("1", "MPa"), row("20", "°C"), row("2", "MPa", "operator"), row("x", "", number=False), row("3", "MPa"))
    assert [r.value for r in trace_of(rows)] == ["1", "3"]
    assert trace_of((row("2", "MPa", "operator"),)) == []
