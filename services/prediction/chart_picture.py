"""A prediction as a picture: findings, line, prediction band, limits, and the interval of the crossing (SVG or PNG)."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from services.prediction.predicting import DAY
from services.refused.prediction_refused import NothingToPredict
from services.uncertainty.plot import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.prediction.predicting import Predicted

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 460, 80, 700, 64, 400
STEPS: Final = 80
LIMIT = Text("误差限", "limit")
LINE = Text("拟合直线", "line")
BAND = Text("{level} % 预测带", "{level} % prediction band")
BETWEEN = Text("超限日期的 {level} % 区间", "{level} % interval of the crossing")
SIMULATED = Text("模拟数据", "simulated")


def write_chart(predicted: Predicted, path: Path, language: str) -> None:
    """Write the picture; the ending of the file's name says which kind.

    Raises:
        NothingToPredict: The ending is neither .svg nor .png.
    """
    kind = path.suffix.lower()
    if kind not in {".svg", ".png"}:
        raise NothingToPredict([Text(f"{path}：图只能是 .svg 或 .png", f"{path}: a plot is written as .svg or .png")])
    picture = svg(predicted, language)
    path.write_bytes(picture.encode() if kind == ".svg" else png(picture, WIDTH, HEIGHT))


def svg(predicted: Predicted, language: str) -> str:
    """The picture as SVG text, in one language."""
    h, c = predicted.history, predicted.crossing
    x0 = h.points[0].at
    times = [(p.at - x0) / DAY for p in h.points]
    end = _end(predicted, times[-1])
    grid = [times[0] + (end - times[0]) * n / STEPS for n in range(STEPS + 1)]
    bands = (
        []
        if c is None
        else [(t, c.line.centre.y + c.line.slope * (t - c.line.centre.x), c.half_width(t)) for t in grid]
    )
    limits = [float(one) for one in (h.lower, h.upper) if one is not None]
    values = [
        *(float(p.value) for p in h.points),
        *limits,
        *(y + s * w for t, y, w in bands for s in (-1, 0, 1) if s == 0 or t <= times[-1]),
    ]
    low, high = min(values), max(values)
    margin = 0.15 * (high - low) or 1.0
    low, high = low - margin, high + margin

    def x(day: float) -> float:
        return round(LEFT + (day - times[0]) / (end - times[0] or 1) * (RIGHT - LEFT), 1)

    def y(value: float) -> float:
        return round(BOTTOM - (min(max(value, low), high) - low) / (high - low) * (BOTTOM - TOP), 1)

    drawn = [_between(predicted, x)] if c is not None else []
    if bands:
        there = " ".join(f"{x(t)},{y(v + w)}" for t, v, w in bands)
        back = " ".join(f"{x(t)},{y(v - w)}" for t, v, w in reversed(bands))
        drawn.append(f'<polygon points="{there} {back}" fill="#a9c4de" fill-opacity="0.55"/>')
        drawn.append(
            f'<polyline points="{" ".join(f"{x(t)},{y(v)}" for t, v, _ in bands)}" fill="none" stroke="#1f4e79" stroke-width="1.6"/>'
        )
    for limit in limits:
        drawn.append(
            f'<line x1="{LEFT}" y1="{y(limit)}" x2="{RIGHT}" y2="{y(limit)}" stroke="#b03020" stroke-dasharray="6 3"/>'
        )
        drawn.append(
            f'<text x="{RIGHT + 8}" y="{y(limit) + 4}" fill="#b03020">{_say(LIMIT, language)} {limit:g}</text>'
        )
    drawn += [
        f'<circle cx="{x(t)}" cy="{y(float(p.value))}" r="4" fill="#222222"/>'
        for t, p in zip(times, h.points, strict=True)
    ]
    drawn += [_axes(low, high, y), _days(x0, times[0], end, x), _titles(predicted, language)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(drawn)}</svg>\n"
    )


def _end(predicted: Predicted, last: float) -> float:
    """The last day that is drawn: behind the interval, but no further than five times the history."""
    c = predicted.crossing
    if c is None:
        return last or 1.0
    wanted = c.last if c.last is not None else min(c.not_before, 3 * last)
    return max(min(1.08 * wanted, 5 * last), 1.1 * last, 1.0)


def _between(predicted: Predicted, x: Callable[[float], float]) -> str:
    c = predicted.crossing
    if c is None or c.first is None or c.last is None:
        return ""
    begin, end = max(LEFT, min(x(c.first), RIGHT)), max(LEFT, min(x(c.last), RIGHT))
    width = round(end - begin, 1)
    return f'<rect x="{begin}" y="{TOP}" width="{width}" height="{BOTTOM - TOP}" fill="#f2d7a0" fill-opacity="0.6"/>'


def _axes(low: float, high: float, y: Callable[[float], float]) -> str:
    marks = [low + (high - low) * n / 4 for n in range(5)]
    texts = "".join(f'<text x="{LEFT - 8}" y="{y(v) + 4}" text-anchor="end">{v:.3g}</text>' for v in marks)
    return f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="#333333"/>{texts}'


def _days(x0: float, first: float, end: float, x: Callable[[float], float]) -> str:
    found = []
    for n in range(6):
        day = first + (end - first) * n / 5
        said = datetime.fromtimestamp(x0 + day * DAY, UTC).date().isoformat()
        found.append(f'<text x="{x(day)}" y="{BOTTOM + 18}" text-anchor="middle">{said}</text>')
    return "".join(found)


def _titles(predicted: Predicted, language: str) -> str:
    h, c = predicted.history, predicted.crossing
    title = f"{_say(h.item, language)} · {_say(h.label, language)}" + (f" / {h.unit}" if h.unit else "")
    mark = f" · {_say(SIMULATED, language)}" if h.simulated else ""
    said = f'<text x="{LEFT}" y="26" font-size="16">{escape(title + mark)}</text>'
    if c is not None:
        band = _say(BAND, language).format(level=f"{100 * c.level:g}")
        said += (
            f'<line x1="{LEFT}" y1="46" x2="{LEFT + 22}" y2="46" stroke="#1f4e79" stroke-width="1.6"/><text x="{LEFT + 28}" y="50">'
            f'{escape(_say(LINE, language))}</text><rect x="{LEFT + 130}" y="41" width="22" height="10" fill="#a9c4de"/>'
            f'<text x="{LEFT + 158}" y="50">{escape(band)}</text>'
        )
    if c is not None and c.first is not None:
        between = _say(BETWEEN, language).format(level=f"{100 * c.level:g}")
        said += (
            f'<rect x="{LEFT + 330}" y="41" width="22" height="10" fill="#f2d7a0"/>'
            f'<text x="{LEFT + 358}" y="50">{escape(between)}</text>'
        )
    return said


def _say(text: Text, language: str) -> str:
    return str(getattr(text, language))
