"""Fields of the capability map, and the cells of the demand behind them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_capability as m
from console.web.look_parts import kept, table
from console.web.shell import link, words
from metrology.exact import plain
from metrology.quantity_names import quantity_name
from services.standards.map_table import lack_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.standards.capability_map import CapabilityMap, Share
    from services.standards.coverage import Cell as Demanded

NAMED = 5
"""Standards that are named of each cell."""


def field_shown(share: Share | None) -> None:
    """How many cells are covered of how many: a sign, a count and a colour."""
    if share is None or not share.cells:
        words("–")
        return
    counted = f"{len(share.cells) - len(share.coverage.gaps)}/{len(share.cells)}"
    if share.coverage.gaps:
        words(f"✗ {counted}").classes("sy-kept sy-bad")
    elif share.local == len(share.cells):
        words(f"✓ {counted}").classes("sy-kept sy-good")
    else:
        words(f"→ {counted}").classes("sy-kept sy-warn")


def cells_shown(view: View, found: CapabilityMap, cells: Sequence[Demanded], *, mark: str) -> None:
    """Cells of the demand, with the standards that serve them and those that nearly do."""
    rows = [_row(view, found, cell) for cell in cells]
    table([view.say(c) for c in m.CELL_COLUMNS], rows, mark=mark, label=view.say(m.GAPS))


def _row(view: View, found: CapabilityMap, cell: Demanded) -> list[Cell]:
    d = cell.demand
    code = d.division[: found.digits]
    lacks = [lack_of(s, why, view.language) for s, why in cell.nearly[:NAMED]]
    return [
        cell.key,
        f"{view.say(found.regions[code])} {d.division}",
        view.say(quantity_name(d.quantity)),
        partial(kept, f"{plain(d.lower)}～{plain(d.upper)} {d.unit}"),
        d.accuracy_class or "–",
        partial(kept, f"{plain(d.limit)} {d.unit}"),
        str(d.instruments),
        partial(_serving, view, cell.standards),
        ", ".join([*lacks, *_more(view, len(cell.nearly))]) or "–",
    ]


def _serving(view: View, standards: Sequence[str]) -> None:
    if not standards:
        words(view.say(m.GAP)).classes("sy-bad")
        return
    with ui.element("span").classes("sy-cell"):
        for key in standards[:NAMED]:
            link(f"/standards/{quote(key, safe='')}", key)
        for text in _more(view, len(standards)):
            words(text)


def _more(view: View, count: int) -> list[str]:
    return [view.say(m.AND_MORE, count=count - NAMED)] if count > NAMED else []
