"""One target: how it is counted, its parts by a dimension, and what is behind each part, down to instruments and runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from nicegui import ui

from console.catalogue import web_programme as m
from console.web.look_parts import facts, heading, kept, local, looked_up, looks, table
from console.web.page import Page
from console.web.parts import messages
from console.web.programme import ADDRESS, address_of, allowed, counted, state_said, status_shown
from console.web.shell import link, words
from services.targets.documents import one_target
from services.targets.figures import FIGURES
from services.targets.recorded import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.targets.target_file import TargetFile

WHICH = {"missing": False, "counts": True, "all": None}
MOST = 200
MOST_PARTS = 300


def target(view: View) -> None:
    """The page."""
    looks()
    link(address_of(view, "").rstrip("/").replace("/?", "?"), view.say(m.BACK))
    key, by = view.path["target"].upper(), view.query.get("by", "")
    heading(view, m.ONE, target=key[:20])
    looked_up(view, partial(allowed, view, partial(_found, view, key, by)), _shown)


def _found(view: View, key: str, by: str, url: str, file: TargetFile, on: date, at: str) -> dict[str, Any]:
    cell, which = view.query.get("cell"), view.query.get("which", "")
    value = None if cell is None else "" if cell == "-" else cell
    shown = which in WHICH or value is not None
    found = one_target(
        url, file, key, on, at, by=by, value=value, counts=WHICH.get(which), limit=MOST, listed=shown,
    )  # fmt: skip
    keys = [row["target"] for row in (found["row"], *found["row"]["parts"]) if row["kind"] == "recorded"]
    found["statements"] = [s for k in keys for s in listed(url, k)] if keys else []
    return {**found, "cell": value, "which": which}


def _shown(view: View, found: Mapping[str, Any]) -> None:
    row = found["row"]
    words(view.say(row["name"]), "p").classes("sy-big")
    if row["simulated"]:
        messages([view.say(m.SIMULATED)], bad=False)
    state_said(view, found)
    facts(list(_facts(view, row)), mark="target")
    if row["parts"]:
        rows = [[partial(link, address_of(view, p["target"]), f"{p['target']} {view.say(p['name'])}"), p["value"] or "–",
                 p["goal"] or "–", partial(status_shown, view, p), counted(view, p)] for p in row["parts"]]  # fmt: skip
        table([view.say(c) for c in m.COLUMNS], rows, mark="parts", label=view.say(row["name"]))
    if row["figure"]:
        _ways(view, row, found)
    if found["slices"]:
        _slices(view, row, found["by"], found["slices"])
    if found["behind"] is not None:
        _behind(view, found)
    if found["statements"]:
        _statements(view, found["statements"])


def _facts(view: View, row: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    yield view.say(m.VALUE), row["value"] or view.say(m.NONE)
    yield view.say(m.WANTED), row["goal"] or view.say(m.NONE)
    yield view.say(m.STATUS), partial(status_shown, view, row)
    yield view.say(m.COUNTED), counted(view, row)
    if (b := row["bound"]) is not None:
        shown = view.say(m.SHOWN if b["shown"] else m.NOT_SHOWN)
        yield view.say(m.BOUND), view.say(m.BOUND_SAID, lower=b["lower"], n=b["without_failure_needed"], shown=shown)
    if (r := row["recorded"]) is not None:
        yield view.say(m.STATED), view.say(m.STATED_SAID, by=r["by"], on=r["on"], evidence=r["evidence"])
    for remark in row["remarks"]:
        yield view.say(m.NOTE), view.say(remark)
    for title, said in ((m.DEFINITION, row["definition"]), (m.SOURCE, row["source"])):
        if said["zh"]:
            yield view.say(title), view.say(said)


def _ways(view: View, row: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Links to the parts by each dimension, and to what is behind all of it."""
    dimensions = FIGURES[row["figure"]].dimensions
    with ui.element("nav").classes("sy-pager") as nav:
        nav.props["aria-label"] = view.say(m.BY)
        if dimensions:
            words(view.say(m.BY))
        for by, title in dimensions.items():
            here = link(address_of(view, row["target"], by=by), view.say(title))
            if by == found["by"] and found["cell"] is None:
                here.props('aria-current="page"')
        words(view.say(m.LIST))
        for which, title in (("counts", m.COUNTING), ("missing", m.MISSING)):
            link(address_of(view, row["target"], which=which), view.say(title))


def _slices(view: View, row: Mapping[str, Any], by: str, slices: Sequence[Mapping[str, Any]]) -> None:
    title = view.say(m.SLICES, by=view.say(FIGURES[row["figure"]].dimensions[by]))
    words(title, "h2")
    shown = sorted(slices, key=lambda s: (s["part"] - s["whole"], s["value"])) if len(slices) > MOST_PARTS else slices
    rows: list[list[Cell]] = [
        [
            _to(view, row, by, s["value"], view.say(s["shown"]), "all"),
            s["percent"] or view.say(m.NONE),
            _to(view, row, by, s["value"], str(s["part"]), "counts") if s["part"] else "0",
            str(s["whole"]),
            _to(view, row, by, s["value"], str(s["whole"] - s["part"]), "missing") if s["whole"] > s["part"] else "0",
        ]
        for s in shown[:MOST_PARTS]
    ]
    heads = [view.say(FIGURES[row["figure"]].dimensions[by]), *(view.say(c) for c in m.SLICE_COLUMNS)]
    table(heads, rows, mark="slices", label=title)
    if len(slices) > MOST_PARTS:
        words(view.say(m.LISTED, shown=MOST_PARTS, total=len(slices)), "p").classes("sy-small")


def _to(view: View, row: Mapping[str, Any], by: str, value: str, text: str, which: str) -> Cell:
    return partial(link, address_of(view, row["target"], by=by, cell=value or "-", which=which), text)


def _behind(view: View, found: Mapping[str, Any]) -> None:
    which = {"missing": m.MISSING, "counts": m.COUNTING}.get(found["which"], m.ALL)
    where = f"{found['cell'] or view.say(m.NOT_GIVEN)}, " if found["cell"] is not None else ""
    title = view.say(m.BEHIND, what=f"{where}{view.say(which)}")
    words(title, "h2")
    behind = found["behind"]
    words(view.say(m.LISTED, shown=len(behind["items"]), total=behind["total"]), "p").classes("sy-small")
    if not behind["items"]:
        return
    rows: list[list[Cell]] = [
        [
            partial(_item, view, item),
            view.say(m.YES if item["counts"] else m.NO),
            view.say(item["why"]),
            partial(_runs, item),
        ]
        for item in behind["items"]
    ]
    table([view.say(c) for c in m.BEHIND_COLUMNS], rows, mark="behind", label=title)


def _item(view: View, item: Mapping[str, Any]) -> None:
    name = view.say(item["name"])
    if item["what"] == "instrument":
        link(f"/instruments/{quote(item['key'], safe='')}", f"{name} {item['key']}")
        return
    said = name if item["what"] == "run" or name == item["key"] else f"{item['key']} {name}"
    if target := page_of(view, item):
        link(target, said)
    else:
        words(said)


def page_of(view: View, item: Mapping[str, Any]) -> str:
    """The page that shows a thing, of the day that is looked at; empty where none does."""
    on = {"date": view.query["on"]} if view.query.get("on") else {}
    if item["what"] == "unit":
        return f"/integrity/{quote(item['key'], safe='')}" + (f"?{urlencode(on)}" if on else "")
    if item["what"] == "demand" and (code := item["groups"].get("region", "")):
        return f"/capability?{urlencode({**on, 'region': code, 'digits': len(code)})}"
    return f"/standards/{quote(item['standard'], safe='')}" if item["standard"] else ""


def _runs(item: Mapping[str, Any]) -> None:
    for run in item["runs"]:
        if item["what"] == "regulation":
            words(run)
        else:
            link(f"/runs/{quote(run, safe='')}", run)
        words(" ")


def _statements(view: View, found: Sequence[Mapping[str, Any]]) -> None:
    words(view.say(m.STATEMENTS), "h2")
    rows: list[list[Cell]] = [
        [
            partial(kept, s["on"]),
            f"{s['value']} {s['unit']}".strip(),
            s["evidence"],
            s["by"],
            partial(kept, local(s["recorded"])),
        ]
        for s in found
    ]
    table([view.say(c) for c in m.STATEMENT_COLUMNS], rows, mark="statements", label=view.say(m.STATEMENTS))


PAGE = Page(f"{ADDRESS}/{{target}}", m.HEADING, target)
