"""The error curve as fractions of its frame. Binary floats are fit for drawing; nothing is compared here."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.content.common import Json, both
from reports.numerals import with_minus
from reports.wording import SERIES, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.view import PlotPoint

_MARGIN = 0.08


def curve(points: Sequence[PlotPoint]) -> Json | None:
    """Axes, limits and series of an error curve; None where fewer than two points are on it."""
    if len({point.x for point in points}) < 2:
        return None
    xs = [float(point.x) for point in points]
    ys = [float(value) for point in points for value in (point.y, point.lower, point.upper)]
    x_axis = Axis(min(xs), max(xs), margin=0.04)
    y_axis = Axis(min([*ys, 0.0]), max([*ys, 0.0]), margin=_MARGIN)
    lower, upper = _band(points)
    return {
        "unit": points[0].unit,
        "x_unit": points[0].x_unit,
        "x_ticks": x_axis.ticks(most=10),
        "y_ticks": y_axis.ticks(most=10),
        "zero": y_axis.at(0.0),
        "lower": [[x_axis.at(x), y_axis.at(y)] for x, y in lower],
        "upper": [[x_axis.at(x), y_axis.at(y)] for x, y in upper],
        "series": [
            {
                "key": key,
                "name": both(known(SERIES, key)),
                "points": [[x_axis.at(float(p.x)), y_axis.at(float(p.y))] for p in points if p.series == key],
            }
            for key in dict.fromkeys(point.series for point in points)
        ],
    }


Line = list[tuple[float, float]]


def _band(points: Sequence[PlotPoint]) -> tuple[Line, Line]:
    """Lower and upper limit along the curve.

    A limit that is another at every point is drawn sloping. One that is constant over stretches is drawn with a step
    where the point says that its limit begins, else just above the last point of the stretch before: the bands of the
    regulations include their upper end.
    """
    ordered = {float(p.x): p for p in sorted(points, key=lambda p: float(p.x))}
    limits = [(float(p.lower), float(p.upper)) for p in ordered.values()]
    stepped = len(set(limits)) < len(limits)
    lower: Line = []
    upper: Line = []
    for (x, point), (low, high) in zip(ordered.items(), limits, strict=True):
        if stepped and lower and (low, high) != (lower[-1][1], upper[-1][1]):
            step = float(point.since) if point.since else lower[-1][0]
            lower += [(step, lower[-1][1]), (step, low)]
            upper += [(step, upper[-1][1]), (step, high)]
        lower.append((x, low))
        upper.append((x, high))
    return lower, upper


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
