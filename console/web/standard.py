"""One measurement standard: its state, chain, certificates, drift, assessment by JJF 1033 and control charts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_parts
from console.catalogue import web_standards as m
from console.web.look_parts import facts, outcome_shown, page_looked_up, table
from console.web.page import Page
from console.web.shell import words
from console.web.standard_charts import control_shown, drift_shown
from console.web.standards import standing_shown
from registers.measurement_standards import STANDARDS
from services.laboratory.gate_facts import real_today
from services.standards.assessing import TITLES
from services.standards.looked_at import standard_looked

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.standards.looked_at import Assessed, StandardLooked


def standard(view: View) -> None:
    """The page."""
    key = view.path["key"]
    find = partial(standard_looked, view.console.store, view.console.laboratory, key, real_today())
    page_looked_up(view, m.HEADING, find, _standard, key=key)


def _standard(view: View, one: StandardLooked | None) -> None:
    if one is None:
        words(view.say(m.UNKNOWN), "p").classes("sy-big").props('role="alert"')
        return
    with ui.element("div").classes("sy-columns"):
        with ui.element("section").classes("sy-card"):
            _standing(view, one)
        with ui.element("section").classes("sy-card"):
            facts(_fields(view, one), mark="register")
    words(view.say(m.CHAIN), "h2")
    _chain(view, one)
    words(view.say(m.CERTIFICATES), "h2")
    _certificates(view, one)
    words(view.say(m.DRIFT), "h2")
    drift_shown(view, one.drift)
    for assessed in one.assessed:
        _assessed(view, assessed)


def _standing(view: View, one: StandardLooked) -> None:
    held = one.held
    with ui.element("p").classes("sy-big").props('data-mark="standing"'):
        standing_shown(view, held.standing)
    if held.certificate is not None and held.days is not None:
        text = m.LEFT if held.days >= 0 else m.OVER
        until = held.certificate.valid_until
        words(view.say(text, number=held.certificate.number, until=until, days=abs(held.days)), "p")
    words(view.say(m.LEAD, days=held.row.lead_days), "p")
    if why := held.row.state_reason or (held.certificate.recalled if held.certificate else ""):
        words(view.say(m.REASON, why=why), "p")
    chain = view.say(m.BROKEN, where=one.broken) if one.broken else view.say(m.WHOLE)
    words(view.say(web_parts.NAMED, name=view.say(m.CHAIN), value=chain), "p").classes(
        "sy-bad" if one.broken else "sy-good"
    )


def _fields(view: View, one: StandardLooked) -> list[tuple[str, Cell]]:
    found: list[tuple[str, Cell]] = []
    for f in STANDARDS.fields:
        value = getattr(one.held.row, f.name)
        if value not in ("", 0, ()):
            choice = f.choices.get(value) if isinstance(value, str) else None
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            found.append((view.say(f.title), view.say(choice) if choice is not None else shown))
    return found


def _chain(view: View, one: StandardLooked) -> None:
    rows: list[list[Cell]] = [
        [
            f"{view.say(one.inventory.name(link.id))} {link.id}".strip() or "–",
            link.certificate or "–",
            link.valid_until or "–",
            partial(standing_shown, view, state),
        ]
        for link, state in one.chain
    ]
    table([view.say(c) for c in m.CHAIN_COLUMNS], rows, mark="chain", label=view.say(m.CHAIN))


def _certificates(view: View, one: StandardLooked) -> None:
    if not one.held.certificates:
        words(view.say(m.NO_CERTIFICATES), "p")
        return
    rows: list[list[Cell]] = [
        [
            c.number,
            view.say(one.inventory.issuer(c.issuer)),
            str(c.valid_from),
            str(c.valid_until),
            c.accuracy or "–",
            c.recalled or "–",
        ]
        for c in reversed(one.held.certificates)
    ]
    table([view.say(c) for c in m.CERTIFICATE_COLUMNS], rows, mark="certificates", label=view.say(m.CERTIFICATES))


def _assessed(view: View, one: Assessed) -> None:
    name = (one.row.name_en if view.language == "en" else "") or one.row.name
    words(view.say(m.ASSESSED, name=name, key=one.key), "h2")
    with ui.element("p"):
        outcome_shown(view, str(one.outcome))
        until = view.say(m.ASSESSED_UNTIL, number=one.row.certificate or "–", until=one.row.valid_until or "–")
        words(f" {until}")
    rows: list[list[Cell]] = [
        [
            view.say(TITLES[part.key]),
            str(part.on or "–"),
            partial(outcome_shown, view, str(part.outcome)),
            view.say(part.reason),
            part.decision.compared if part.decision is not None else "–",
        ]
        for part in one.parts
    ]
    table([view.say(c) for c in m.PART_COLUMNS], rows, mark="assessed", label=view.say(m.TITLE))
    for chart in one.charts:
        control_shown(view, chart)


PAGE = Page("/standards/{key:path}", m.TITLE, standard)
