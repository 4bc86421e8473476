"""The cells of a campaign: a matrix of samples and items with their conditions, or a list where there are many samples."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from nicegui import ui

from console.catalogue import web_campaigns as m
from console.web.look_parts import kept, outcome_shown, table
from console.web.shell import link, words

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.campaigns.cells import CellState
    from services.campaigns.state import CampaignState

MOST_SAMPLES = 8
"""Samples side by side; more of them stand below each other."""


def cells_shown(view: View, state: CampaignState) -> None:
    """Every cell with its state in a sign and a word, and what can be done with it."""
    samples = list(dict.fromkeys(c.cell.sample for c in state.cells))
    matrix = len(samples) <= MOST_SAMPLES and len(samples) < len(state.cells)
    words(view.say(m.MATRIX if matrix else m.LIST), "h2")
    words(view.say(m.SIGNS), "p").classes("sy-small")
    if matrix:
        _matrix(view, state, samples)
    else:
        rows: list[list[Cell]] = [
            [
                c.cell.key,
                view.say(state.plan.sample(c.cell.sample).name),
                _item(view, c),
                partial(_state, view, state, c),
            ]
            for c in state.cells
        ]
        table([view.say(c) for c in m.LIST_COLUMNS], rows, mark="cells", label=view.say(m.LIST))


def start_address(campaign: str, cell: str) -> str:
    """The page Start for a cell."""
    return f"/start?{urlencode({'campaign': campaign, 'cell': cell})}"


def form_address(campaign: str, cell: str) -> str:
    """The page of the record form of a cell."""
    return f"/form?{urlencode({'campaign': campaign, 'cell': cell})}"


def _matrix(view: View, state: CampaignState, samples: list[str]) -> None:
    rows: dict[str, dict[str, CellState]] = {}
    for cell in state.cells:
        rows.setdefault(cell.cell.key.removeprefix(f"{cell.cell.sample}/"), {})[cell.cell.sample] = cell
    with_levels = any(c.cell.levels for c in state.cells)
    heads = [
        view.say(m.ITEM),
        *([view.say(m.CONDITION)] if with_levels else []),
        *(_named(view, state, s) for s in samples),
    ]
    with ui.element("div").classes("sy-scroll"), ui.element("table").classes("sy-table sy-titled") as drawn:
        drawn.props.update({"data-mark": "cells", "aria-label": view.say(m.MATRIX)})
        with ui.element("thead"), ui.element("tr"):
            for head in heads:
                words(head, "th").props('scope="col"')
        with ui.element("tbody"):
            for cells in rows.values():
                first = next(iter(cells.values()))
                with ui.element("tr"):
                    words(_item(view, first), "th").props('scope="row"')
                    if with_levels:
                        words(_condition(view, first), "td").props["data-title"] = heads[1]
                    for sample, head in zip(samples, heads[-len(samples) :], strict=True):
                        with ui.element("td") as td:
                            td.props["data-title"] = head
                            if sample in cells:
                                _state(view, state, cells[sample])
                            else:
                                words(view.say(m.NO_CELL))


def _named(view: View, state: CampaignState, sample: str) -> str:
    found = state.plan.sample(sample)
    serial = found.nameplate.get("serial", "")
    return view.say(found.name) or f"{sample} № {serial}"


def _item(view: View, cell: CellState) -> str:
    return view.say(cell.cell.name)


def _condition(view: View, cell: CellState) -> str:
    said = [view.say(m.LEVEL, name=view.say(level.name), value=level) for level in cell.cell.levels]
    return "; ".join(said) or "–"


def _state(view: View, state: CampaignState, cell: CellState) -> None:
    with ui.element("div").classes("sy-cell"):
        _told(view, state, cell)


def _told(view: View, state: CampaignState, cell: CellState) -> None:
    key, counted = cell.cell.key, cell.counted
    if counted is not None:
        outcome_shown(view, counted.outcome)
        _link(view, f"/runs/{counted.run}", counted.day, key)
        return
    needed, open_ = key in state.missing, state.decided is None
    said = m.UNFINISHED if cell.unfinished is not None else m.OPEN if needed else m.NOT_NEEDED
    kept(view.say(said))
    if not open_ or not (needed or cell.unfinished):
        return
    what = m.RESUME if cell.unfinished is not None else m.BEGIN
    _link(view, start_address(state.name, key), view.say(what), key)
    if cell.unfinished is None:
        _link(view, form_address(state.name, key), view.say(m.FORM), key)


def _link(view: View, address: str, text: str, key: str) -> None:
    """A link that says to who does not see the table which cell it is about."""
    link(address, text).props["aria-label"] = view.say(m.LINKED, what=text, cell=key)
