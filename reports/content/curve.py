"""The error curve as fractions of its frame. Binary floats are fit for drawing; nothing is compared here."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.content.common import Json, both
from reports.numerals import with_minus
from reports.wording import AS_FOUND, SERIES, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.view import BandStretch, PlotPoint

_MARGIN = 0.08


MARKS = ("square", "triangle", "diamond", "circle")
OF_SERIES = {"up": "triangle", "down": "circle", f"up{AS_FOUND}": "diamond", f"down{AS_FOUND}": "square"}


def curves(points: Sequence[PlotPoint], band: Sequence[BandStretch] = ()) -> list[Json]:
    """The error curves of an item, one for each range or other chart that its points name.

    Series that have other limits at the same place would draw each other's limits; they get a curve each.

    Args:
        points: The decided points.
        band: Stretches over which the limits stay the same; the limits of a chart without any slope between points.
    """
    found = [curve(part, stretches) for part, stretches in charts(points, band)]
    return [drawn for drawn in found if drawn is not None]


def charts(
    points: Sequence[PlotPoint], band: Sequence[BandStretch] = ()
) -> list[tuple[list[PlotPoint], list[BandStretch]]]:
    """The points that are drawn together, with the stretches of limits that are theirs; see `curves`."""
    found = []
    for chart in dict.fromkeys(p.chart for p in points):
        mine = [p for p in points if p.chart == chart]
        stretches = [s for s in band if s.chart == chart]
        apart = [[p for p in mine if p.series == key] for key in dict.fromkeys(p.series for p in mine)]
        found += [(part, stretches) for part in (apart if _contradict(mine) else [mine])]
    return found


def curve(points: Sequence[PlotPoint], band: Sequence[BandStretch] = ()) -> Json | None:
    """Axes, limits and series of one error curve; None where fewer than two points are on it."""
    if len({point.x for point in points}) < 2:
        return None
    lower, upper = limit_lines(points, band)
    xs = [float(point.x) for point in points] + [x for x, _ in (*lower, *upper)]
    ys = [float(value) for point in points for value in (point.y, point.lower, point.upper) if value]
    x_axis = Axis(min(xs), max(xs), margin=0.04)
    y_axis = Axis(min([*ys, 0.0]), max([*ys, 0.0]), margin=_MARGIN)
    first, keys = points[0], list(dict.fromkeys(point.series for point in points))
    return {
        "caption": both(first.caption),
        "unit": first.unit,
        "x_unit": "" if first.x_unit == "1" else first.x_unit or first.unit,
        "x_ticks": x_axis.ticks(most=10),
        "y_ticks": y_axis.ticks(most=10),
        "zero": y_axis.at(0.0),
        "lower": [[x_axis.at(x), y_axis.at(y)] for x, y in lower],
        "upper": [[x_axis.at(x), y_axis.at(y)] for x, y in upper],
        "series": [
            {
                "key": key,
                "mark": OF_SERIES.get(key, MARKS[n % len(MARKS)]),
                "name": both(known(SERIES, key)),
                "points": [[x_axis.at(float(p.x)), y_axis.at(float(p.y))] for p in points if p.series == key],
            }
            for n, key in enumerate(keys)
        ],
    }


def _contradict(points: Sequence[PlotPoint]) -> bool:
    """Whether limits differ at one place."""
    limits: dict[float, tuple[str, str]] = {}
    for point in points:
        mine = limits.setdefault(float(point.x), (point.lower, point.upper))
        if [Decimal(side or 0) for side in mine] != [Decimal(side or 0) for side in (point.lower, point.upper)]:
            return True
    return False


Line = list[tuple[float, float]]


def limit_lines(points: Sequence[PlotPoint], band: Sequence[BandStretch] = ()) -> tuple[Line, Line]:
    """The lines of the lower and the upper limit: over the stretches where there are some, else through the points."""
    return _stepped(band) if band else _sloping(points)


def _stepped(band: Sequence[BandStretch]) -> tuple[Line, Line]:
    """Limits that are constant over stretches, stepping exactly where the regulation's do."""
    lower = [(float(x), float(s.lower)) for s in band for x in (s.start, s.end) if s.lower]
    upper = [(float(x), float(s.upper)) for s in band for x in (s.start, s.end) if s.upper]
    return lower, upper


def _sloping(points: Sequence[PlotPoint]) -> tuple[Line, Line]:
    """Limits known at the points only; a limit on one side has no line on the other."""
    ordered = sorted({float(p.x): p for p in points}.items())
    lower = [(x, float(p.lower)) for x, p in ordered if p.lower]
    return lower, [(x, float(p.upper)) for x, p in ordered if p.upper]


class Axis:
    """A linear axis with a margin at both ends and ticks at 1, 2 or 5 times a power of ten."""

    def __init__(self, low: float, high: float, *, margin: float) -> None:
        room = (high - low or abs(high) or 1.0) * margin
        self.low, self.high = low - room, high + room

    def at(self, value: float) -> float:
        """Place of a value as a fraction of the axis."""
        return round((value - self.low) / (self.high - self.low), 6)

    def ticks(self, most: int) -> list[Json]:
        """Ticks within the axis, at most `most`, all with the same number of decimals."""
        step = self._step(most)
        first, last = math.ceil(self.low / float(step)), math.floor(self.high / float(step))
        decimals = max(0, -int(step.normalize().as_tuple().exponent))
        values = [step * k for k in range(first, last + 1)]
        return [{"at": self.at(float(v)), "text": with_minus(f"{v:.{decimals}f}")} for v in values]

    def _step(self, most: int) -> Decimal:
        rough = (self.high - self.low) / most
        power = Decimal(1).scaleb(math.floor(math.log10(rough)))
        return next(power * factor for factor in (1, 2, 5, 10) if float(power * factor) >= rough)
