"""The points of every series, for programs: on paper stands a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.exact import plain
from procedures.text import Text
from records.entries import Series
from reports.record.sheet import Sheet

if TYPE_CHECKING:
    from reports.view import RunView

NAME = Text("序列", "Series")
MOST_POINTS = 20_000
"""Points of one series in the record; a workbook has a million rows in all. The export of a run holds every point."""


def series(run: RunView) -> list[Sheet]:
    """A sheet with the points; none where the run has no series."""
    held = [(o, o.held) for o in run.observations if isinstance(o.held, Series)]
    rows = tuple(
        (str(o.seq), o.address, plain(place), found.place_unit, plain(value), found.unit)
        for o, found in held
        for place, value in found.points()[:MOST_POINTS]
    )
    heads = (
        Text("序号", "Entry"), Text("地址", "Address"), Text("横坐标", "Place"), Text("横坐标单位", "Place, unit"),
        Text("数值", "Value"), Text("单位", "Unit"),
    )  # fmt: skip
    return [Sheet(NAME, heads, rows, frozenset({0, 2, 4}))] if held else []
