"""The programme on one page: scorecard, regions, what got worse, what is overdue, gaps. Each figure leads to its target."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from nicegui import ui

from console.catalogue import web_decisions
from console.catalogue import web_programme as m
from console.catalogue.target_texts import AHEAD
from console.web.look_parts import entry, kept, local, looked_up, looks, search_form, table
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from services.accounts.roles import Action
from services.integrity.looked_at import waiting
from services.laboratory.gate_facts import real_today
from services.targets.asked import Asked, asked_for
from services.targets.figures import KNOWN
from services.targets.map import coverage_map
from services.targets.programme import programme as found_now
from services.targets.programme import worse as found_worse
from services.targets.target_file import read_targets, target_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from console.web.look_parts import Cell
    from console.web.view import View

T = TypeVar("T")
ADDRESS = "/programme"
LOOK = {"met": "sy-good", "not_met": "sy-bad", "not_known": "sy-warn", "no_target": "sy-open"}


def programme(view: View) -> None:
    """The page: the day at once, the scorecard as soon as it is counted, then what got worse."""
    looks()
    words(view.say(m.HEADING), "h1")
    on = view.query.get("on", "") or f"{real_today():%Y-%m-%d}"
    with search_form(ADDRESS, view.say(m.FORM)):
        entry(view.say(m.ON), "on", on, "date")
        entry(view.say(m.KNOWN), "known", view.query.get("known", ""))
        words(view.say(m.SHOW), "button").classes("sy-button").props('type="submit"')
    looked_up(view, partial(allowed, view, found_now), _shown)


def allowed(view: View, find: Callable[..., T], *more: Any, **named: Any) -> T:
    """What is looked up of the day that the address names, for those who may see it."""
    view.user.acting(Action.PROGRAMME)
    asked: Asked = asked_for(
        view.console.laboratory, view.query.get("on", ""), view.query.get("known", ""), real_today()
    )
    return find(view.console.store, asked.file, *more, asked.on, asked.at, **named)


def address_of(view: View, target: str, **more: str) -> str:
    """The page of a target for the day that is looked at."""
    kept = {name: view.query[name] for name in ("on", "known") if view.query.get(name)}
    asked = urlencode({**kept, **more})
    return f"{ADDRESS}/{target}{'?' if asked else ''}{asked}"


def status_shown(view: View, row: Mapping[str, Any]) -> None:
    """Whether a target is met: a sign, a word and a colour."""
    text = f"{m.SIGNS[row['status']]} {view.say(row['status_name'])}"
    words(text).classes(f"sy-outcome {LOOK[row['status']]}")


def counted(view: View, row: Mapping[str, Any]) -> str:
    """How a target was counted."""
    if row["kind"] == "recorded":
        return view.say(m.RECORDED)
    return f"{row['part']}/{row['whole']}" if row["part"] is not None else view.say(m.NONE)


def _shown(view: View, found: Mapping[str, Any]) -> None:
    statuses = [row["status"] for row in found["rows"]]
    counts = {name: statuses.count(name) for name in m.SIGNS}
    words(view.say(m.SUMMED, **counts), "p").classes("sy-big").props('role="status"')
    state_said(view, found)
    if found["simulated"]:
        messages([view.say(m.SIMULATED)], bad=False)
    rows = [line for row in found["rows"] for line in (_row(view, row), *(_row(view, part) for part in row["parts"]))]
    with ui.element("div").classes("sy-columns sy-wide-first"):
        with ui.element("section"):
            words(view.say(m.SCORECARD), "h2")
            table([view.say(c) for c in m.COLUMNS], rows, mark="scorecard", label=view.say(m.SCORECARD))
        with ui.element("div"):
            for draw in (_map, _changes, _overdue, _gaps):
                with ui.element("section").classes("sy-card"):
                    draw(view, found)
            if view.user.may(Action.INTEGRITY):
                with ui.element("section").classes("sy-card"):
                    words(view.say(m.DECISIONS), "h2")
                    looked_up(view, partial(waiting, view.console.store), _decisions)
    words(view.say(m.REGIONS), "h2")
    _regions(view, found["regions"])
    if found["inspections"] is not None:
        words(view.say(m.PATROLS), "h2")
        _patrols(view, found["inspections"])


def _changes(view: View, _: Mapping[str, Any]) -> None:
    words(view.say(m.WORSE), "h2")
    looked_up(view, partial(allowed, view, found_worse), _worse)


def state_said(view: View, found: Mapping[str, Any]) -> None:
    """Of which day it is, and by what was entered until when."""
    known = found["known_on"]
    words(view.say(m.STATE if known else m.STATE_NOW, on=found["on"], known=local(known)), "p").classes("sy-small")
    if found["on"] > real_today().isoformat():
        messages([view.say(AHEAD, on=found["on"])], bad=False)


def _row(view: View, row: Mapping[str, Any]) -> list[Cell]:
    return [
        partial(link, address_of(view, row["target"]), f"{row['target']} {view.say(row['name'])}"),
        partial(kept, row["value"] or view.say(m.NONE)),
        partial(kept, row["goal"] or view.say(m.NONE)),
        partial(status_shown, view, row),
        partial(kept, counted(view, row)),
    ]


def _overdue(view: View, found: Mapping[str, Any]) -> None:
    words(view.say(m.OVERDUE), "h2")
    totals = {name: sum(r[name] for r in found["regions"]) for name in ("overdue", "never", "failed")}
    words(view.say(m.OVERDUE_SAID, **totals), "p")
    link(address_of(view, "T1", which="missing"), view.say(m.TO_INSTRUMENTS))
    words(view.say(m.STANDARDS_SAID, count=found["standards"]["unusable"]), "p")
    link("/standards", view.say(m.TO_STANDARDS))


def _decisions(view: View, found: tuple[int, int]) -> None:
    """What waits for a decision now, whatever day is looked at."""
    for text, count in zip((web_decisions.WAITING, web_decisions.APPEALED), found, strict=True):
        if count:
            words(view.say(text, count=count), "p")
    if not any(found):
        words(view.say(web_decisions.NOTHING_WAITS), "p")
    link("/integrity?waiting=1" if any(found) else "/integrity", view.say(m.TO_INTEGRITY))
    words(" ")
    link("/confirmation", view.say(m.TO_CONFIRMATION))


def _gaps(view: View, found: Mapping[str, Any]) -> None:
    gaps = found["gaps"]
    words(view.say(m.GAPS), "h2")
    link("/capability", view.say(m.CAPABILITY))
    if not gaps["total"]:
        words(view.say(m.NO_GAPS), "p")
        return
    with ui.element("ul"):
        for item in gaps["items"]:
            words(f"{item['groups'].get('region', '')} {view.say(item['name'])}: {view.say(item['why'])}", "li")
    link(address_of(view, "T14", which="missing"), view.say(m.ALL_GAPS, total=gaps["total"]))


def _regions(view: View, regions: list[Mapping[str, Any]]) -> None:
    if not regions:
        words(view.say(m.NO_REGIONS), "p")
        return
    rows: list[list[Cell]] = [
        [
            partial(link, address_of(view, "T1", by="region", cell=r["code"] or "-", which="missing"), view.say(r["shown"])),
            r["percent"], f"{r['part']}/{r['whole']}", str(r["overdue"]), str(r["never"]), str(r["failed"]),
        ]
        for r in regions
    ]  # fmt: skip
    table([view.say(c) for c in m.REGION_COLUMNS], rows, mark="regions", label=view.say(m.REGIONS))


def _map(view: View, found: Mapping[str, Any]) -> None:
    """The map; each tile leads to what is not valid there."""
    file = read_targets(target_file(view.console.laboratory), KNOWN)
    draw = coverage_map(found["regions"], file, found["on"], simulated=found["simulated"])
    words(view.say(m.MAP), "h2")
    if draw is None:
        words(view.say(m.NO_REGIONS), "p")
    else:
        picture = draw(
            view.language.value, lambda code: address_of(view, "T1", by="region", cell=code, which="missing")
        )
        ui.html(picture, sanitize=False).classes("sy-map")


def _patrols(view: View, found: Mapping[str, Any]) -> None:
    none = view.say(m.NONE)
    score = found["score"]
    said = (
        view.say(m.NO_SCORE, keys=", ".join(found["not_recorded"])) if score is None else view.say(m.SCORE, score=score)
    )
    words(said, "p").classes("sy-big")
    rows: list[list[Cell]] = [
        [f"{p['key']} {view.say(p['name'])}", p["weight"], p["recorded"]["value"] if p["recorded"] else none, p["target"],
         p["points"] if p["points"] is not None else none]
        for p in found["parts"]
    ]  # fmt: skip
    table([view.say(c) for c in m.PATROL_COLUMNS], rows, mark="patrols", label=view.say(m.PATROLS))


def _worse(view: View, found: Mapping[str, Any]) -> None:
    if not found["targets"] and not found["regions"]:
        words(view.say(m.NOT_WORSE, before=found["before"]), "p")
        return
    rows: list[list[Cell]] = [
        [
            partial(link, address_of(view, t["target"]), f"{t['target']} {view.say(t['name'])}"),
            f"{t['value']} {view.say(t['status_name'])}",
            f"{t['was']} {view.say(t['was_status_name'])}",
        ]
        for t in found["targets"]
    ]
    rows += [
        [
            partial(
                link, address_of(view, "T1", by="region", cell=r["code"] or "-", which="missing"), view.say(r["shown"])
            ),
            f"{r['percent']} %",
            f"{r['before']} %",
        ]
        for r in found["regions"]
    ]
    titles = [view.say(c, before=found["before"]) for c in m.WORSE_COLUMNS]
    table(titles, rows, mark="worse", label=view.say(m.WORSE))


PAGE = Page(ADDRESS, m.TITLE, programme, entry=ADDRESS, needs=Action.PROGRAMME)
