"""Plots of a report as SVG: points, lines, limits, with texts in one language or in both."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from metrology.exact import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from metrology.text import Text
    from procedures.campaigns.judgement import Plot

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 400, 96, 650, 50, 330
COLOURS = ("#1f4e79", "#b05a00", "#2f7d4f", "#7a3e9d", "#7a1f1f", "#4a4a4a", "#00707a", "#9a7b00")
STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_TICKS = 30
"""Names on the x axis; of more, as many are left out as is needed."""


class _Frame:
    """Where values lie on the picture."""

    def __init__(self, plot: Plot) -> None:
        xs = [x for s in plot.series for x, _ in s.points]
        ys = [y for s in plot.series for _, y in s.points] + [value for _, value in plot.lines]
        ys += [end for _, low, high in (*plot.band, *plot.bars) for end in (low, high)]
        self.x0, self.x1 = _range(xs, Decimal("0.03"))
        self.y0, self.y1 = _range(ys, Decimal("0.08"))

    def x(self, value: Decimal) -> str:
        return f"{LEFT + float((value - self.x0) / (self.x1 - self.x0)) * (RIGHT - LEFT):.1f}"

    def y(self, value: Decimal) -> str:
        return f"{BOTTOM - float((value - self.y0) / (self.y1 - self.y0)) * (BOTTOM - TOP):.1f}"


def plot_svg(plot: Plot, language: str) -> str:
    """The plot.

    Args:
        plot: What is drawn.
        language: ``zh``, ``en`` or ``both``.
    """
    frame = _Frame(plot)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
            'font-family="Noto Sans CJK SC, Noto Sans, sans-serif" font-size="13">'
        ),
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<rect x="{LEFT}" y="{TOP}" width="{RIGHT - LEFT}" height="{BOTTOM - TOP}" fill="none" stroke="#888888"/>',
        _text(LEFT, 24, _said(plot.title, language), size=16),
        _text(LEFT, TOP - 8, _said(plot.y, language)),
        _text((LEFT + RIGHT) // 2, BOTTOM + 44, _said(plot.x, language), anchor="middle"),
        *_area(plot, frame),
        *_axes(plot, frame),
        *_lines(plot, frame, language),
        *_series(plot, frame, language),
        "</svg>\n",
    ]
    return "".join(parts)


def _axes(plot: Plot, frame: _Frame) -> Iterator[str]:
    for value in _ticks(frame.y0, frame.y1):
        y = frame.y(value)
        yield f'<path d="M{LEFT} {y} H{RIGHT}" stroke="#e3e3e3"/>'
        yield _text(LEFT - 8, float(y) + 4, plain(value).replace("-", "−"), anchor="end")
    if plot.ticks:
        every = -(-len(plot.ticks) // MOST_TICKS)
        for n, name in list(enumerate(plot.ticks, 1))[::every]:
            yield _text(float(frame.x(Decimal(n))), BOTTOM + 18, name, anchor="middle", size=11)
        return
    for value in _ticks(frame.x0, frame.x1):
        yield _text(float(frame.x(value)), BOTTOM + 18, plain(value).replace("-", "−"), anchor="middle")


def _area(plot: Plot, frame: _Frame) -> Iterator[str]:
    if plot.band:
        ends = [(x, high) for x, _, high in plot.band] + [(x, low) for x, low, _ in reversed(plot.band)]
        yield f'<polygon points="{" ".join(f"{frame.x(x)},{frame.y(y)}" for x, y in ends)}" fill="#dfe8f2"/>'


def _lines(plot: Plot, frame: _Frame, language: str) -> Iterator[str]:
    for name, value in plot.lines:
        y = frame.y(value)
        yield f'<path d="M{LEFT} {y} H{RIGHT}" stroke="#b03020" stroke-dasharray="6 3"/>'
        yield _text(RIGHT + 8, float(y) + 4, _said(name, language), colour="#b03020", size=11)


def _series(plot: Plot, frame: _Frame, language: str) -> Iterator[str]:
    for x, low, high in plot.bars:
        at, ends = frame.x(x), (frame.y(high), frame.y(low))
        yield f'<path d="M{at} {ends[0]} V{ends[1]}" stroke="{COLOURS[0]}" stroke-width="1.2"/>'
        yield from (f'<path d="M{float(at) - 4:.1f} {y} h8" stroke="{COLOURS[0]}"/>' for y in ends)
    for n, one in enumerate(plot.series):
        colour = COLOURS[n % len(COLOURS)]
        track = " ".join(f"{frame.x(x)},{frame.y(y)}" for x, y in one.points)
        if one.joined and len(one.points) > 1:
            yield f'<polyline points="{track}" fill="none" stroke="{colour}" stroke-width="1.3"/>'
        for x, y in one.points if one.marks else ():
            yield f'<circle cx="{frame.x(x)}" cy="{frame.y(y)}" r="3" fill="{colour}"/>'
        if len(plot.series) > 1:
            top, left = TOP + 8 + 18 * n, RIGHT + (110 if plot.lines else 14)
            yield f'<circle cx="{left}" cy="{top}" r="4" fill="{colour}"/>'
            yield _text(left + 10, top + 4, _said(one.name, language), size=11)


def _said(text: Text, language: str) -> str:
    if language == "both":
        return text.zh if text.zh == text.en else f"{text.zh} {text.en}".strip()
    return text.zh if language == "zh" else text.en


def _range(values: Sequence[Decimal], margin: Decimal) -> tuple[Decimal, Decimal]:
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(1))
    room = (high - low) * margin or abs(high) * margin or Decimal(1)
    return low - room, high + room


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Four to nine round numbers in a range."""
    rough = (high - low) / 5
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(s * power for s in STEPS if s * power >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_CEILING")
    count = int((high / step).to_integral_value(rounding="ROUND_FLOOR") - first) + 1
    return [(first + n) * step for n in range(count)]


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 13, colour: str = "#222222") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
