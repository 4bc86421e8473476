"""Predicts the date at which an error reaches its limit, or says why none is predicted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from metrology.statistics.crossing import FEWEST, FEWEST_TIMES, Crossing, TooFew, crossing
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.prediction.histories import History

DAY: Final = 86_400.0
LONGEST: Final = 36_525.0
"""Days, a hundred years: beyond, no date is stated."""
ASSUMED: Final = Text(
    "假定：误差随时间均匀漂移且今后不变，各次测得值的偏差相互独立、服从同一正态分布；期间未调修；误差限不变。区间由 Fieller 方法（直线反查）得出",
    "assumed: the error drifts evenly and goes on to do so; deviations of the findings are independent and normal with one standard "
    "deviation; nothing was adjusted meanwhile; the limits stay. Intervals by Fieller's method (the line read backwards)",
)


@dataclass(frozen=True, slots=True)
class Predicted:
    """What is predicted of one point.

    Attributes:
        history: The errors.
        state: ``predicted``, ``not-distinguishable``, ``away``, ``too-few``, or ``reached`` where the newest error is beyond a
            limit already.
        crossing: What was calculated; None with too few points.
        limit: The limit that is reached, with its digits.
        at: Day on which the line reaches it; None where it does not, or not within a hundred years.
        first, last: Days between which the error reaches it with the stated probability; None for later than a hundred years.
        not_before: Last day on which a further finding lies within the limits with the stated probability; None as before.
        reason: Why nothing is predicted, or what to mind; empty for nothing.
    """

    history: History
    state: str
    crossing: Crossing | None
    limit: Decimal | None
    at: date | None
    first: date | None
    last: date | None
    not_before: date | None
    reasons: tuple[Text, ...]

    def error_at(self, day: date) -> tuple[float, float] | None:
        """The error on a day, by the line, and half the width of the prediction interval of a further finding."""
        if self.crossing is None:
            return None
        x = (_noon(day) - self.history.points[0].at) / DAY
        line = self.crossing.line
        return line.centre.y + line.slope * (x - line.centre.x), self.crossing.half_width(x)

    def to_dict(self, at: date | None = None) -> dict[str, Any]:
        """As JSON."""
        h, c = self.history, self.crossing
        shown = self.error_at(at) if at is not None else None
        return {
            "item": h.item.to_dict(), "point": h.label.to_dict(), "unit": h.unit, "state": self.state,
            "points": [{"at": _day(p.at).isoformat(), "error": str(p.value), "source": p.source} for p in h.points],
            "left_out": h.left_out, "simulated": h.simulated,
            "lower": _text(h.lower), "upper": _text(h.upper), "limit": _text(self.limit),
            "at": _iso(self.at), "first": _iso(self.first), "last": _iso(self.last), "not_before": _iso(self.not_before),
            "level": c.level if c is not None else None,
            "slope_per_day": c.line.slope if c is not None else None,
            "slope_uncertainty": c.line.slope_uncertainty if c is not None else None,
            "scatter": c.scatter if c is not None else None, "student": c.quantile if c is not None else None,
            "on": {"day": at.isoformat(), "error": shown[0], "half_width": shown[1]} if at is not None and shown else None,
            "reasons": [r.to_dict() for r in self.reasons],
        }  # fmt: skip


def predict(history: History, level: float = 0.99) -> Predicted:
    """Predict one point.

    Args:
        history: Its errors.
        level: Probability of the intervals.
    """
    beyond = _beyond(history)
    times = [Decimal(str(p.at - history.points[0].at)) / Decimal(86_400) for p in history.points]
    lower, upper = (None if limit is None else float(limit) for limit in (history.lower, history.upper))
    try:
        c = crossing(times, [p.value for p in history.points], lower, upper, level=level, resolution=_step(history))
    except TooFew as few:
        reasons = (*_reached(history, beyond), _few(few), *_left_out(history))
        return Predicted(
            history, "reached" if beyond is not None else "too-few", None, beyond, None, None, None, None, reasons
        )
    at, first, last = (_whole(history, x, up) for x, up in ((c.time, False), (c.first, False), (c.last, True)))
    limit = None if c.limit is None else history.upper if c.line.slope > 0 else history.lower
    states = {"crosses": "predicted", "no-slope": "not-distinguishable", "away": "away"}
    state = "reached" if beyond is not None else states[c.standing]
    reasons = (*_reached(history, beyond), *_why(c, float(times[-1])), *_left_out(history))
    until = _whole(history, None if math.isinf(c.not_before) else c.not_before, up=False)
    return Predicted(history, state, c, beyond if beyond is not None else limit, at, first, last, until, reasons)


def soonest_first(found: Sequence[Predicted]) -> list[Predicted]:
    """What was reached, then what is reached soonest, then the others."""
    order = {"reached": 0, "predicted": 1, "not-distinguishable": 2, "away": 2, "too-few": 3}
    return sorted(found, key=lambda p: (order[p.state], p.first or date.max, p.not_before or date.max))


def _beyond(history: History) -> Decimal | None:
    """The limit that the newest error is beyond."""
    newest = history.points[-1].value
    if history.upper is not None and newest > history.upper:
        return history.upper
    return history.lower if history.lower is not None and newest < history.lower else None


def _step(history: History) -> float:
    """The step in which the errors are stated."""
    exponents = [e for p in history.points if isinstance(e := p.value.as_tuple().exponent, int)]
    return float(Decimal(1).scaleb(min(exponents)))


def _reached(history: History, limit: Decimal | None) -> tuple[Text, ...]:
    if limit is None:
        return ()
    value, bound = history.points[-1].value, f"{limit} {history.unit}".rstrip()
    return (
        Text(
            f"最近一次的误差 {value} 已超出误差限 {bound}",
            f"the newest error {value} is beyond its limit {bound} already",
        ),
    )


def _few(few: TooFew) -> Text:
    zh = f"只有 {few.points} 个误差值、{few.times} 个不同时间；至少需要 {FEWEST} 个值、{FEWEST_TIMES} 个时间，否则漂移与测量分散性无法区分"
    en = (
        f"there are {few.points} errors at {few.times} times; {FEWEST} errors at {FEWEST_TIMES} times are needed, as with fewer a drift "
        "cannot be told from the scatter of the findings"
    )
    return Text(zh, en)


def _left_out(history: History) -> tuple[Text, ...]:
    n = history.left_out
    zh, en = f"最近一次调修以前的 {n} 个误差值未用", f"{n} errors from before the last adjustment were left out"
    return (Text(zh, en),) if n else ()


def _why(c: Crossing, last: float) -> list[Text]:
    found, percent = [], f"{100 * c.level:g}"
    if c.standing == "no-slope":
        zh = f"在 {percent} % 水平上斜率与零无显著差异，不预测超限日期"
        en = f"the slope cannot be told from none at {percent} %: no date is predicted"
        found.append(Text(zh, en))
    if c.standing == "away":
        found.append(Text("误差向没有误差限的一侧漂移", "the error drifts towards a side on which it has no limit"))
    if c.curvature is not None and c.curvature > 1:
        zh = f"误差的变化不是直线（二次项在 {percent} % 水平上显著）：外推不可靠"
        en = f"the error does not change evenly (a second-order term is significant at {percent} %): do not rely on the date"
        found.append(Text(zh, en))
    if c.time is not None and last > 0 and c.time > 3 * last:
        times = f"{c.time / last:.1f}"
        zh, en = f"外推到观测期的 {times} 倍", f"extrapolated to {times} times the observed period"
        found.append(Text(zh, en))
    return found


def _whole(history: History, days: float | None, up: bool) -> date | None:  # noqa: FBT001
    if days is None or days > LONGEST:
        return None
    seconds = history.points[0].at + days * DAY
    found = _day(seconds)
    return date.fromordinal(found.toordinal() + 1) if up and seconds % DAY else found


def _day(seconds: float) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _noon(day: date) -> float:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
