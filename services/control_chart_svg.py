"""What pictures of control charts (SVG) have in common: the sheet, horizontal lines with their names, points."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from metrology.text import Text

CENTRE = Text("中心线", "centre line")
UPPER = Text("上控制限", "upper limit")
LOWER = Text("下控制限", "lower limit")


class Line(NamedTuple):
    """A horizontal line: its value, colour and dashes (empty for none), and its name."""

    value: float
    colour: str
    dashes: str
    name: Text


class Frame(NamedTuple):
    """Where lines lie: their ends, where their values end, and the significant digits of these."""

    left: int
    right: int
    values: int
    digits: int


def limits(centre: float, upper: float, lower: float) -> list[Line]:
    """The lines that every chart has."""
    red = "#b03020"
    return [Line(centre, "#333333", "", CENTRE), Line(upper, red, "6 3", UPPER), Line(lower, red, "6 3", LOWER)]


def sheet(width: int, height: int, drawn: str) -> str:
    """The picture of what is drawn."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{drawn}</svg>\n"
    )


def line(at: Line, y: float, frame: Frame, language: str) -> str:
    """A line with its value before and its name after it."""
    dashed = f' stroke-dasharray="{at.dashes}"' if at.dashes else ""
    return (
        f'<line x1="{frame.left}" y1="{y}" x2="{frame.right}" y2="{y}" stroke="{at.colour}"{dashed}/>'
        f'<text x="{frame.right + 8}" y="{y + 4}" fill="{at.colour}">{escape(getattr(at.name, language))}</text>'
        f'<text x="{frame.values}" y="{y + 4}" text-anchor="end" fill="{at.colour}">{at.value:.{frame.digits}g}</text>'
    )


def track(points: list[tuple[float, float]]) -> str:
    """The line through all points."""
    joined = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{joined}" fill="none" stroke="#1f4e79" stroke-width="1.2"/>'


def dot(x: float, y: float, *, outside: bool) -> str:
    """A point; one that hits a test is a filled square, so that colour is not alone."""
    if outside:
        return f'<rect x="{x - 5}" y="{y - 5}" width="10" height="10" fill="#b03020"/>'
    return f'<circle cx="{x}" cy="{y}" r="3.5" fill="#ffffff" stroke="#1f4e79" stroke-width="1.5"/>'


def day(x: float, y: int, text: str) -> str:
    """A day below the chart."""
    return f'<text x="{x}" y="{y}" text-anchor="middle" fill="#333333">{text}</text>'
