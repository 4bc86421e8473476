"""The traceability of a laboratory's standards as a picture (SVG): institutes on the left, what hangs on them to the right."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.standards.inventory import Inventory

BOX_WIDTH, BOX_HEIGHT, ACROSS, DOWN, MARGIN = 250, 54, 320, 70, 30
STANDINGS = {
    "usable": Text("可用", "usable"),
    "due": Text("临近到期", "due soon"),
    "expired": Text("已到期", "expired"),
    "recalled": Text("已召回", "recalled"),
    "suspended": Text("暂停使用", "suspended"),
    "scrapped": Text("报废", "scrapped"),
    "uncertified": Text("无证书", "no certificate"),
    "not-yet": Text("尚未生效", "not valid yet"),
    "broken": Text("溯源链中断", "chain broken"),
    "institute": Text("溯源机构", "institute"),
    "unknown": Text("未登记", "not registered"),
}
COLOURS = {"usable": "#e5f2e5", "due": "#fff3cf", "institute": "#e3ecf7"}
BAD = "#f9dcd9"


class Box(NamedTuple):
    """A box of the picture.

    Attributes:
        key: Identity.
        above: What it hangs on; empty for the top.
        title, below: Its two lines.
        standing: Key of `STANDINGS`.
        where: Link above it at which its chain is broken; empty elsewhere.
    """

    key: str
    above: str
    title: str
    below: str
    standing: str
    where: str = ""


def graph_svg(inventory: Inventory, language: str) -> str:
    """The picture.

    Args:
        inventory: The standards on a day.
        language: ``zh`` or ``en``.
    """
    boxes = {b.key: b for b in _boxes(inventory, language)}
    places = dict(_placed(boxes))
    width = MARGIN * 2 + max((x for x, _ in places.values()), default=0) * ACROSS + BOX_WIDTH
    height = MARGIN * 2 + max((y for _, y in places.values()), default=0) * DOWN + BOX_HEIGHT + 24

    def corner(key: str) -> tuple[int, int]:
        x, y = places[key]
        return MARGIN + x * ACROSS, MARGIN + 24 + y * DOWN

    ways = "".join(
        _way(corner(b.above), corner(b.key), bad=b.standing not in COLOURS) for b in boxes.values() if b.above
    )
    drawn = "".join(_box(b, *corner(b.key), language) for b in boxes.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="{MARGIN}" y="{MARGIN}" font-size="15">{inventory.on.isoformat()}</text>{ways}{drawn}</svg>\n'
    )


def _boxes(inventory: Inventory, language: str) -> Iterator[Box]:
    named = {s.row.traceable_to for s in inventory.standards.values()} - {""}
    for key in sorted(named - inventory.standards.keys()):
        institute = inventory.institutes.get(key)
        name = inventory.name(key)
        yield Box(
            key, "", key, name.zh if language == "zh" else name.en, "unknown" if institute is None else "institute"
        )
    for key, held in sorted(inventory.standards.items()):
        broken = inventory.broken(key)
        standing = held.standing if not broken or (broken == key and not held.usable) else "broken"
        until = "" if held.certificate is None else f"{held.certificate.number} → {held.certificate.valid_until}"
        name = inventory.name(key)
        where = broken if standing == "broken" and broken != key else ""
        yield Box(
            key, held.row.traceable_to, f"{key}  {name.zh if language == 'zh' else name.en}", until, standing, where
        )


def _placed(boxes: dict[str, Box]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Column and row of every box: below each box what hangs on it; a circle begins a row of its own."""
    below: dict[str, list[str]] = {}
    for box in boxes.values():
        below.setdefault(box.above, []).append(box.key)
    placed: dict[str, tuple[int, int]] = {}
    row = 0
    for top in [*below.get("", []), *boxes]:
        stack = [(top, 0)]
        while stack:
            key, column = stack.pop()
            if key in placed:
                continue
            placed[key] = (column, row)
            hanging = below.get(key, [])
            row += not [k for k in hanging if k not in placed]
            stack += [(k, column + 1) for k in reversed(hanging)]
    yield from placed.items()


def _way(start: tuple[int, int], end: tuple[int, int], *, bad: bool) -> str:
    x0, y0 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x1, y1 = end[0], end[1] + BOX_HEIGHT // 2
    middle = x0 + (ACROSS - BOX_WIDTH) // 2
    style = ' stroke="#b03020" stroke-dasharray="5 4"' if bad else ' stroke="#333333"'
    return f'<path d="M{x0} {y0} H{middle} V{y1} H{x1}" fill="none"{style}/>'


def _box(box: Box, x: int, y: int, language: str) -> str:
    fill = COLOURS.get(box.standing, BAD)
    edge = "#333333" if box.standing in COLOURS else "#b03020"
    said: str = getattr(STANDINGS[box.standing], language)
    said += f": {box.where}" if box.where else ""
    return (
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4" fill="{fill}" stroke="{edge}"/>'
        f'<text x="{x + 8}" y="{y + 17}">{escape(_short(box.title))}</text>'
        f'<text x="{x + 8}" y="{y + 33}" fill="#444444" font-size="11">{escape(_short(box.below))}</text>'
        f'<text x="{x + 8}" y="{y + 48}" fill="{edge}" font-size="11">{escape(_short(said))}</text>'
    )


def _short(text: str, most: int = 34) -> str:
    """A text that fits a box; a Chinese character counts double."""
    width, kept = 0, ""
    for c in text:
        width += 2 if ord(c) > 0x2E7F else 1
        if width > most:
            return f"{kept}…"
        kept += c
    return text
