"""A map of the prefectures as tiles (SVG, nothing is loaded from elsewhere): a value, a sign and a word in each, and a link.

Tiles lie roughly where the prefectures do; no boundary data is shipped. Colour repeats what sign and word say.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from html import escape
from math import pi, sin
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import Text
from services.control_chart_svg import sheet
from services.demonstration import SIMULATED
from services.rates.prefectures import PREFECTURES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from services.rates.prefectures import Prefecture

SIDE: Final = 64.0
"""Side of a hexagon, px."""
WIDTH: Final = 2 * SIDE * sin(pi / 3)
LEFT, TOP, BELOW = 24.0, 88.0, 84.0
LONG: Final = 11
"""Letters of a name from which on it is written smaller."""
CLOSE: Final = 2
"""Per cent under a target up to which a value is close to it."""


class State(NamedTuple):
    """What a tile says: its sign, its word, its colours."""

    sign: str
    word: Text
    fill: str
    ink: str


STATES: Final = {
    "met": State("✓", Text("达标", "met"), "#1f5f99", "#ffffff"),
    "close": State("✗", Text("未达标", "not met"), "#f5c26b", "#1a1a1a"),
    "far": State("✗✗", Text("未达标", "not met"), "#a63a12", "#ffffff"),
    "none": State("–", Text("无数据", "no data"), "#e4e4e4", "#1a1a1a"),
}
LEGEND: Final = {
    "met": Text("达到 {target} %", "at least {target} %"),
    "close": Text("未达 {target} %，相差不到 2 个百分点", "below {target} % by less than 2 percentage points"),
    "far": Text("未达 {target} %，相差 2 个百分点或以上", "below {target} % by 2 percentage points or more"),
    "none": Text("没有可计的", "nothing to count"),
}
NO_BOUNDARIES: Final = Text(
    "各州市按大致方位排列，不表示边界和面积。按未修约的数值比较。",
    "Tiles stand roughly where the prefectures lie; no boundaries or areas. Values are compared unrounded.",
)
OTHERS: Final = Text("地区不详或不在图上：{part}/{whole}", "Region not known or not on the map: {part}/{whole}")


class Tile(NamedTuple):
    """What the map says of a prefecture.

    Attributes:
        state: A key of `STATES`.
        value: The value as it is printed; empty for none.
        counts: What it is made of, such as ``94/100``.
    """

    state: str
    value: str
    counts: str


def tile(row: Mapping[str, Any], target: str) -> Tile:
    """The tile of a row of `services.rates.rates.coverage`, `flow`, or one side of `passes`.

    It is met where the unrounded comparison of the row is met, whatever its two places look like.
    """
    if row["met"] is None:
        return Tile("none", "", "0/0")
    short = Fraction(row["part"] * 100, row["whole"]) <= Fraction(Decimal(target)) - CLOSE
    state = "met" if row["met"] else "far" if short else "close"
    return Tile(state, f"{row['percent']} %", f"{row['part']}/{row['whole']}")


def of_rates(
    found: Mapping[str, Any], title: Text, language: str, href: Callable[[str], str] | None = None, side: str = ""
) -> str:
    """The map of a rate by region.

    Args:
        found: What `services.rates.rates` gives for ``by=("region",)`` and ``level="city"``.
        title: The title.
        language: ``zh`` or ``en``.
        href: Gives the link of a prefecture by its code; None for no links.
        side: ``as_found`` or ``as_left`` for pass rates; empty for coverage.
    """
    rows = [row[side] if side else row for row in found["rows"]][1:]
    target = str(found["target"])
    tiles = {row["group"][0]: tile(row, target) for row in rows}
    others = [row for row in rows if row["group"][0] not in {p.code for p in PREFECTURES}]
    notes = [SIMULATED, NO_BOUNDARIES] if found.get("simulated") else [NO_BOUNDARIES]
    if others:
        counts = {name: sum(row[name] for row in others) for name in ("part", "whole")}
        notes.append(Text(OTHERS.zh.format(**counts), OTHERS.en.format(**counts)))
    days = found.get("on") or f"{found['from']} – {found['to']}"
    return picture(tiles, Text(f"{title.zh}，{days}", f"{title.en}, {days}"), target, language, href, notes)


def picture(
    tiles: Mapping[str, Tile], title: Text, target: str, language: str, href: Callable[[str], str] | None,
    notes: Sequence[Text] = (),
) -> str:  # fmt: skip
    """The map.

    Args:
        tiles: What is said of each prefecture, by its code; one that is left out has no data.
        title: The title.
        target: The target in per cent.
        language: ``zh`` or ``en``.
        href: Gives the link of a prefecture by its code; None for no links.
        notes: Lines beneath the map.
    """
    rows = max(p.row for p in PREFECTURES) + 1
    width, height = round(2 * LEFT + 5.5 * WIDTH), round(TOP + 1.5 * SIDE * rows + SIDE / 2 + BELOW + 20 * len(notes))
    drawn = [
        f"<title>{escape(getattr(title, language))}</title>",
        f'<text x="{LEFT}" y="34" font-size="20" font-weight="bold" fill="#1a1a1a">{escape(getattr(title, language))}</text>',
        *(_tile(p, tiles.get(p.code, Tile("none", "", "")), language, href) for p in PREFECTURES),
        *_legend(target, language, height - BELOW - 20 * len(notes) + 24),
        *(_note(getattr(n, language), height - 20 * (len(notes) - i)) for i, n in enumerate(notes)),
    ]
    return sheet(width, height, "".join(drawn))


def _tile(p: Prefecture, said: Tile, language: str, href: Callable[[str], str] | None) -> str:
    state = STATES[said.state]
    x = LEFT + WIDTH * (p.column + 0.5 + (p.row % 2) / 2)
    y = TOP + SIDE * (1.5 * p.row + 0.5)
    corners = ((0, -1), (0.5, -0.5), (0.5, 0.5), (0, 1), (-0.5, 0.5), (-0.5, -0.5))
    points = " ".join(f"{x + dx * WIDTH:.1f},{y + dy * SIDE:.1f}" for dx, dy in corners)
    name, word = p.short if language == "zh" else p.en, getattr(state.word, language)
    lines = ((-22, 12 if len(name) > LONG else 14, name, "bold"), (0, 15, said.value or "–", "bold"), (19, 12, f"{state.sign} {word}", "normal"),
             (36, 10, said.counts, "normal"))  # fmt: skip
    texts = "".join(
        f'<text x="{x:.1f}" y="{y + dy:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="middle">{escape(text)}</text>'
        for dy, size, text, weight in lines
        if text
    )
    full = p.zh if language == "zh" else p.en
    label = f"{full} {p.code}: {said.value or '–'}, {word}, {said.counts}"
    drawn = (
        f'<g fill="{state.ink}"><title>{escape(label)}</title>'
        f'<polygon points="{points}" fill="{state.fill}" stroke="#ffffff" stroke-width="3"/>{texts}</g>'
    )
    if href is None:
        return drawn
    return f'<a href="{escape(href(p.code), quote=True)}" aria-label="{escape(label, quote=True)}">{drawn}</a>'


def _legend(target: str, language: str, y: float) -> list[str]:
    found = []
    for n, (name, text) in enumerate(LEGEND.items()):
        state, top = STATES[name], y + 20 * (n % 2)
        left = LEFT + 300 * (n // 2)
        said = f"{state.sign} {getattr(text, language).format(target=target)}"
        found.append(
            f'<rect x="{left}" y="{top - 11:.0f}" width="14" height="14" fill="{state.fill}"/>'
            f'<text x="{left + 20}" y="{top:.0f}" fill="#1a1a1a">{escape(said)}</text>'
        )
    return found


def _note(text: str, y: float) -> str:
    return f'<text x="{LEFT}" y="{y:.0f}" fill="#444444">{escape(text)}</text>'
