"""The distribution of a measurand as a picture: Monte Carlo as bars, the law of propagation as a curve (SVG or PNG)."""

from __future__ import annotations

import math
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.uncertainty.evaluation import Evaluation

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 30, 690, 50, 350
_BINS = 80


def write_plot(evaluation: Evaluation, path: Path) -> None:
    """Write the picture; the ending of the file's name says which kind.

    Raises:
        ValueError: The ending is neither .svg nor .png.
    """
    kind = path.suffix.lower()
    if kind not in {".svg", ".png"}:
        raise ValueError(f"{path}: a plot is written as .svg or .png")
    picture = svg(evaluation)
    if kind == ".svg":
        path.write_text(picture, encoding="utf-8")
    else:
        path.write_bytes(png(picture, WIDTH, HEIGHT))


def svg(evaluation: Evaluation) -> str:
    """Return the picture as SVG text."""
    import numpy as np

    sample = evaluation.sample
    shown = sample.interval(0.999)
    low, high = shown.lower, shown.upper
    if not low < high:
        low, high = sample.estimate - 0.5, sample.estimate + 0.5
    counts, edges = np.histogram(sample.values, bins=_BINS, range=(low, high))
    densities = (counts / sample.trials / (edges[1] - edges[0])).tolist()
    curve = _curve(evaluation, low, high)
    top: float = 1.05 * max([*densities, *(density for _, density in curve)])

    def x(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (RIGHT - LEFT), 2)

    def y(density: float) -> float:
        return round(BOTTOM - density / top * (BOTTOM - TOP), 2)

    bars = "".join(
        f'<rect x="{x(a)}" y="{y(d)}" width="{round(x(b) - x(a), 2)}" height="{round(BOTTOM - y(d), 2)}"/>'
        for a, b, d in zip(edges[:-1].tolist(), edges[1:].tolist(), densities, strict=True)
    )
    points = " ".join(f"{x(value)},{y(density)}" for value, density in curve)
    ends = [(sample.symmetric.lower, "#1f4e79"), (sample.symmetric.upper, "#1f4e79")]
    if evaluation.expanded is not None:
        ends += [(end, "#b03020") for end in evaluation.expanded.interval]
    lines = "".join(_line(x(value), color) for value, color in ends if low <= value <= high)
    ticks = "".join(_tick(x(value), text) for value, text in _ticks(low, high))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="13">'
        f'<rect width="100%" height="100%" fill="#ffffff"/><g fill="#a9c4de">{bars}</g>'
        f'<polyline points="{points}" fill="none" stroke="#b03020" stroke-width="1.6"/>{lines}'
        f'<line x1="{LEFT}" y1="{BOTTOM}" x2="{RIGHT}" y2="{BOTTOM}" stroke="#333333"/>{ticks}'
        f"{_legend(evaluation)}</svg>\n"
    )


def _curve(evaluation: Evaluation, low: float, high: float) -> list[tuple[float, float]]:
    """Density of the normal distribution N(y, u) of the law of propagation; nothing where it does not apply."""
    first = evaluation.first_order
    if first is None or first.combined_standard_uncertainty == 0:
        return []
    u = first.combined_standard_uncertainty
    values = [low + (high - low) * i / 200 for i in range(201)]
    return [(v, math.exp(-(((v - first.estimate) / u) ** 2) / 2) / (u * math.sqrt(2 * math.pi))) for v in values]


def _line(x: float, color: str) -> str:
    return f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{BOTTOM}" stroke="{color}" stroke-dasharray="5 4"/>'


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Some six round values between two ends, all with the same decimals."""
    rough = (high - low) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    numbers = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [(step * number, f"{step * number:.{decimals}f}") for number in numbers]


def _tick(x: float, text: str) -> str:
    return (
        f'<line x1="{x}" y1="{BOTTOM}" x2="{x}" y2="{BOTTOM + 5}" stroke="#333333"/>'
        f'<text x="{x}" y="{BOTTOM + 20}" text-anchor="middle">{text}</text>'
    )


def _legend(evaluation: Evaluation) -> str:
    name = evaluation.budget.name + (f" / {evaluation.budget.unit}" if evaluation.budget.unit else "")
    title = escape(evaluation.stated.title or evaluation.budget.name)
    return (
        f'<text x="{LEFT}" y="26" font-size="16">{title}</text>'
        f'<text x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 40}" text-anchor="middle">{escape(name)}</text>'
        f'<rect x="{LEFT}" y="{HEIGHT - 20}" width="22" height="10" fill="#a9c4de"/>'
        f'<text x="{LEFT + 28}" y="{HEIGHT - 10}">蒙特卡洛法 Monte Carlo</text>'
        f'<line x1="270" y1="{HEIGHT - 15}" x2="292" y2="{HEIGHT - 15}" stroke="#b03020" stroke-width="1.6"/>'
        f'<text x="298" y="{HEIGHT - 10}">不确定度传播律 law of propagation; p = {evaluation.stated.coverage_probability:g}</text>'
    )


def png(picture: str, width: int, height: int) -> bytes:
    """Return a picture of so many points as PNG, drawn by the typesetter of the documents."""
    import typst

    with TemporaryDirectory() as folder:
        (Path(folder) / "plot.svg").write_text(picture, encoding="utf-8")
        page = Path(folder) / "plot.typ"
        page.write_text(
            f'#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image("plot.svg", width: 100%)\n', "utf-8"
        )
        made = typst.compile(page, format="png", ppi=144.0)
    if not isinstance(made, bytes):
        raise TypeError("the picture has more than one page")
    return made
