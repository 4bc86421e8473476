"""The capability map: regions and quantities with their gaps, institutes, the cells of a region, an institute left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from console.catalogue import web_capability as m
from console.web.asked_days import asked_days
from console.web.capability_cells import cells_shown, field_shown
from console.web.look_parts import entry, looked_up, looks, picked, search_buttons, search_form, table
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from metrology.quantity_names import quantity_name
from services.laboratory.gate_facts import real_today
from services.standards.capability_map import capability_map
from services.standards.coverage import percent

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.standards.capability_map import Body, CapabilityMap

ADDRESS = "/capability"


def capability(view: View) -> None:
    """The page: its heading at once, the map as soon as it is made."""
    looks()
    asked = {
        "date": view.query.get("date", ""), "as_of": view.query.get("as_of", ""), "digits": view.query.get("digits", ""),
        "without": view.query.get("without", ""), "region": view.query.get("region", ""),
    }  # fmt: skip
    today = real_today()
    words(view.say(m.HEADING, on=asked["date"] or today.isoformat()), "h1")
    given = asked_days(view, ("date", "as_of"), ADDRESS, m.SHOW)
    if given is None:
        return
    on, as_of = given[0] or today, given[1]
    digits = int(asked["digits"]) if asked["digits"] in m.LEVELS else 4
    without = [asked["without"]] if asked["without"] else []
    find = partial(capability_map, view.console.store, on, as_of=as_of, digits=digits, without=without)
    looked_up(view, find, partial(_shown, asked))


def _shown(asked: dict[str, str], view: View, found: CapabilityMap) -> None:
    _form(view, asked, found)
    if not found.coverage.cells:
        words(view.say(m.NO_DEMAND), "p").props('role="status"')
        return
    whole = found.coverage
    gaps, cells = len(whole.gaps), len(whole.cells)
    said = {"rate": percent(whole.rate), "weighted": percent(whole.weighted), "covered": cells - gaps, "cells": cells}
    words(view.say(m.RATE, gaps=gaps, **said), "p").classes("sy-big").props('role="status" data-mark="rate"')
    words(view.say(m.DEFINITION), "p").classes("sy-small")
    if found.without:
        messages([view.say(m.CLOSING, institute=", ".join(found.without))], bad=False)
    _matrix(view, asked, found)
    if (code := asked["region"]) in found.regions:
        words(view.say(m.CELLS, region=f"{view.say(found.regions[code])} {code}"), "h2")
        cells_shown(view, found, found.region(code).cells, mark="cells")
    words(view.say(m.GAPS), "h2")
    if whole.gaps:
        cells_shown(view, found, whole.gaps, mark="gaps")
    else:
        words(view.say(m.NO_GAPS), "p")
    words(view.say(m.INSTITUTES), "h2")
    _institutes(view, asked, found)


def _form(view: View, asked: dict[str, str], found: CapabilityMap) -> None:
    with search_form(ADDRESS, view.say(m.FORM)):
        entry(view.say(m.DATE), "date", asked["date"], "date")
        entry(view.say(m.AS_OF), "as_of", asked["as_of"], "date")
        picked(view.say(m.DIGITS), "digits", str(found.digits), {key: view.say(text) for key, text in m.LEVELS.items()})
        bodies = {b.key: f"{view.say(b.name)} {b.key}" for b in found.bodies if b.key}
        picked(view.say(m.WITHOUT), "without", asked["without"], {"": view.say(m.NO_ONE), **bodies})
        search_buttons(view, ADDRESS)


def _matrix(view: View, asked: dict[str, str], found: CapabilityMap) -> None:
    words(view.say(m.MATRIX), "h2")
    words(view.say(m.SIGNS), "p").classes("sy-small")
    rows: list[list[Cell]] = []
    for code, name in found.regions.items():
        here = partial(link, _address(asked, region=code), f"{view.say(name)} {code}")
        shares = [found.shares.get((code, q)) for q in found.quantities]
        rows.append([here, *(partial(field_shown, s) for s in (*shares, found.region(code)))])
    titles = [view.say(m.REGION), *(view.say(quantity_name(q)) for q in found.quantities), view.say(m.ALL)]
    table(titles, rows, mark="matrix", label=view.say(m.MATRIX))


def _institutes(view: View, asked: dict[str, str], found: CapabilityMap) -> None:
    rows = [_institute(view, asked, b) for b in sorted(found.bodies, key=lambda b: (-len(b.unique), -b.alone, b.key))]
    table([view.say(c) for c in m.INSTITUTE_COLUMNS], rows, mark="institutes", label=view.say(m.INSTITUTES))


def _institute(view: View, asked: dict[str, str], b: Body) -> list[Cell]:
    name = f"{view.say(b.name)} {b.key}".strip()
    here: Cell = partial(link, _address(asked, without=b.key), name) if b.key else name
    counts = (b.standards, b.usable, len(b.cells), b.alone, len(b.unique), b.below)
    return [here, *map(str, counts), partial(_state, view, b)]


def _state(view: View, b: Body) -> None:
    words(view.say(m.CLOSED if b.closed else m.SERVES)).classes("sy-kept sy-bad" if b.closed else "sy-kept")


def _address(asked: dict[str, str], **more: str) -> str:
    """This page as it was asked for, with something else."""
    given = {name: value for name, value in {**asked, **more}.items() if value}
    return f"{ADDRESS}?{urlencode(given, quote_via=quote)}"


PAGE = Page(ADDRESS, m.TITLE, capability)
