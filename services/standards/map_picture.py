"""The capability map as a picture (SVG): regions down, quantities across, gaps in red with a sign."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from metrology.quantity_names import quantity_name
from metrology.text import Text
from services.standards.coverage import percent

if TYPE_CHECKING:
    from services.standards.capability_map import CapabilityMap, Share

NAME, WIDTH, HEIGHT, HEAD, MARGIN = 170, 92, 34, 92, 20
LOCAL, ELSEWHERE, GAP, NONE = "#e5f2e5", "#fff3cf", "#f9dcd9", "#f4f4f4"
KEY = (
    (LOCAL, Text("✓ 本地区机构覆盖", "✓ covered in the region")),
    (ELSEWHERE, Text("→ 由外地机构覆盖", "→ covered from elsewhere")),
    (GAP, Text("✗ 有缺口", "✗ has gaps")),
    (NONE, Text("无需求", "no demand")),
)
TITLE = Text("量传能力分布", "Capability map")
ALL = Text("合计", "All")
SIGNS = {LOCAL: "✓", ELSEWHERE: "→", GAP: "✗"}


def map_svg(found: CapabilityMap, language: str) -> str:
    """The picture.

    Args:
        found: The map.
        language: ``zh`` or ``en``.
    """
    columns = [*found.quantities, ""]
    width = MARGIN * 2 + NAME + WIDTH * len(columns)
    height = MARGIN * 2 + HEAD + HEIGHT * len(found.regions) + 40
    parts = [
        _text(
            MARGIN, MARGIN + 6, f"{_said(TITLE, language)} {found.on.isoformat()}  {percent(found.coverage.rate)}", 15
        )
    ]
    for x, quantity in enumerate(columns):
        at = MARGIN + NAME + x * WIDTH
        shown = _said(quantity_name(quantity) if quantity else ALL, language)
        parts.append(
            f'<g transform="translate({at + 10} {MARGIN + HEAD - 8}) rotate(-28)">{_text(0, 0, shown, 12)}</g>'
        )
    for y, (code, name) in enumerate(found.regions.items()):
        top = MARGIN + HEAD + y * HEIGHT
        parts.append(_text(MARGIN, top + 21, f"{_said(name, language)} {code}", 12))
        for x, quantity in enumerate(columns):
            share = found.shares.get((code, quantity)) if quantity else found.region(code)
            parts.append(_cell(MARGIN + NAME + x * WIDTH, top, share))
    bottom, left = height - MARGIN, MARGIN
    for colour, text in KEY:
        parts.append(f'<rect x="{left}" y="{bottom - 12}" width="14" height="14" fill="{colour}" stroke="#777777"/>')
        parts.append(_text(left + 20, bottom, _said(text, language), 12))
        left += 190
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(width, 800)} {height}" width="{max(width, 800)}" '
        f'height="{height}" font-family="Noto Sans, Noto Sans CJK SC, sans-serif">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def colour_of(share: Share | None) -> str:
    """The colour of a field of the map."""
    if share is None or not share.cells:
        return NONE
    if share.coverage.gaps:
        return GAP
    return LOCAL if share.local == len(share.cells) else ELSEWHERE


def _cell(x: int, y: int, share: Share | None) -> str:
    colour = colour_of(share)
    edge = "#b03020" if colour == GAP else "#bbbbbb"
    box = f'<rect x="{x + 1}" y="{y + 1}" width="{WIDTH - 2}" height="{HEIGHT - 2}" fill="{colour}" stroke="{edge}"/>'
    if share is None or not share.cells:
        return box
    covered = len(share.cells) - len(share.coverage.gaps)
    return box + _text(x + WIDTH // 2, y + 21, f"{SIGNS[colour]} {covered}/{len(share.cells)}", 12, anchor="middle")


def _text(x: int, y: int, text: str, size: int, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'


def _said(text: Text, language: str) -> str:
    return text.zh if language == "zh" else text.en
