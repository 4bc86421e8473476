"""One unit: its score with every fact behind it, each opening its runs; proposals with their decisions; appeals and repairs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_decisions
from console.catalogue import web_integrity as m
from console.web.integrity import allowed, asked_of, class_shown, lead
from console.web.integrity_decisions import (
    ADDRESS,
    appeal_buttons,
    file_button,
    may_decide,
    of_today,
    proposal_buttons,
    proposal_said,
    propose_button,
)
from console.web.look_parts import facts, folded, heading, kept, looked_up, looks, table
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from console.web.signed_dialog import people_for
from metrology.text import Text
from registers.integrity import APPEALS, STATES
from services.accounts.roles import Action
from services.integrity.kinds import KINDS
from services.integrity.looked_at import unit
from services.integrity.score import shown
from services.integrity.standing import STATES as STANDINGS

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from registers.change import Row
    from registers.integrity import Appeal, Proposal
    from services.integrity.judging import Explained
    from services.integrity.looked_at import LookedUnit
    from services.integrity.score import Line, Point

OPEN, FEW = 20, 3
"""How many facts of a kind are shown open, and runs of a fact; how many runs of a proposal are named."""


def of_unit(view: View) -> None:
    """The page."""
    looks()
    code = view.path["code"]
    heading(view, m.HEADING, name=code)
    asked = asked_of(view)
    if asked is not None:
        find = partial(unit, view.console.store, view.console.laboratory, code, asked)
        looked_up(view, partial(allowed, view, find), _shown)


def _shown(view: View, looked: LookedUnit) -> None:
    found = looked.found
    score, standing = found.row.score, found.row.standing
    _done(view, found)
    said: list[tuple[str, Cell]] = [
        (view.say(m.COLUMNS[0]), " / ".join(score.unit.names)),
        (view.say(m.CODE), score.unit.code),
        (view.say(m.DIVISION), score.unit.division or "–"),
        (view.say(m.DAY), found.asked.day.isoformat()),
        (view.say(m.SCORE), shown(score.value)),
        (view.say(m.CLASS), partial(class_shown, view, score.name, simulated=score.simulated)),
        (view.say(m.DECIDED), found.row.decided or view.say(m.NOT_DECIDED)),
        (view.say(m.STANDING), view.say(STANDINGS[standing.state]) if standing is not None else "–"),
    ]
    facts(said, mark="about")
    if score.ceiling:
        said_of = KINDS[score.ceiling]  # type: ignore[index]
        words(view.say(m.CEILING, kind=view.say(said_of), klass=score.name), "p")
    words(view.say(m.POINTS), "h2")
    words(view.say(m.START, start=found.edition.start), "p")
    if not score.lines:
        words(view.say(m.NO_FACTS), "p")
    for line in score.lines:
        head = view.say(m.LINE, what=view.say(KINDS[line.kind]), change=shown(line.change)) + _how(view, line)
        folded(head, partial(_facts, view, looked, line), mark=f"line-{line.kind}", open_=len(line.points) <= OPEN)
    _proposals(view, looked)
    _appeals(view, looked)
    _entering(view, looked)
    lead(view, found.edition)


def _how(view: View, line: Line) -> str:
    share = "" if line.whole is None else view.say(m.SHARE, n=line.counting, of=line.whole)
    return share + (
        view.say(m.WAITING) if line.waiting and line.counting else view.say(m.BOUNDED) if line.bounded else ""
    )


def _facts(view: View, looked: LookedUnit, line: Line) -> None:
    rows = [_fact(view, looked, p) for p in line.points]
    table([view.say(c) for c in m.FACT_COLUMNS], rows, mark=f"facts-{line.kind}", label=view.say(KINDS[line.kind]))


def _fact(view: View, looked: LookedUnit, point: Point) -> list[Cell]:
    fact = point.fact
    settled = view.say(m.SETTLED[point.settled])
    return [
        partial(kept, fact.on.isoformat()),
        view.say(fact.details) or "–",
        shown(point.points),
        partial(_runs, looked, fact.runs),
        partial(_instrument, looked, fact.instrument),
        f"{settled} {point.by}".strip() or "–",
        fact.id,
    ]


def _runs(looked: LookedUnit, runs: tuple[str, ...], most: int = OPEN) -> None:
    """Each record; one that the store does not have is a number of another body's document."""
    for n, run in enumerate(runs[:most]):
        words(" " if n else "")
        if run in looked.runs:
            link(f"/runs/{quote(run, safe='')}", run)
        else:
            words(run)
    if not runs or len(runs) > most:
        words(" …" if runs else "–")


def _instrument(looked: LookedUnit, key: str) -> None:
    if key:
        link(f"/instruments/{quote(key, safe='')}", looked.serials.get(key) or key)
    else:
        words("–")


def _done(view: View, found: Explained) -> None:
    """What was done on the page before, as the registers have it."""
    key = view.query.get("done", "")
    rows: list[Row[Proposal] | Row[Appeal]] = [*found.proposals, *found.appeals]
    for row in (row for row in rows if row.key == key):
        of = row.record
        if of.state == "open":
            messages([view.say(web_decisions.ENTERED, key=key)], bad=False)
            continue
        said = {
            "state": view.say(Text.of(STATES[of.state])),
            "by": of.decided_by,
            "day": of.decided_on,
            "reason": of.reason,
        }
        after = getattr(of, "effect", "")
        more = [view.say(web_decisions.AFTER, score=after)] if after else []
        messages([view.say(web_decisions.DECIDED, key=key, **said), *more], bad=False)


def _proposals(view: View, looked: LookedUnit) -> None:
    found = looked.found
    words(view.say(m.PROPOSALS), "h2")
    if not found.proposals:
        words(view.say(m.NO_PROPOSALS), "p")
        return
    offered, name = may_decide(view, found.asked), " / ".join(found.row.score.unit.names)
    rows: list[list[Cell]] = []
    for p in found.proposals:
        state = view.say(Text.of(STATES[p.record.state]))
        open_ = p.record.state == "open" and offered
        rows.append([
            p.key, proposal_said(view, p.record), str(p.record.on or ""), p.record.score, str(len(p.record.facts)),
            partial(_runs, looked, p.record.runs, FEW), partial(proposal_buttons, view, name, p) if open_ else state,
            p.record.decided_by or "–", p.record.reason or "–",
        ])  # fmt: skip
    table([view.say(c) for c in m.PROPOSAL_COLUMNS], rows, mark="proposals", label=view.say(m.PROPOSALS))


def _appeals(view: View, looked: LookedUnit) -> None:
    found = looked.found
    words(view.say(m.APPEALS), "h2")
    if not found.appeals:
        words(view.say(m.NO_APPEALS), "p")
        return
    offered, name = may_decide(view, found.asked), " / ".join(found.row.score.unit.names)
    rows: list[list[Cell]] = []
    for a in found.appeals:
        state = view.say(Text.of(STATES[a.record.state]))
        open_ = a.record.state == "open" and offered
        rows.append([
            a.key, view.say(Text.of(APPEALS[a.record.kind])), a.record.about, str(a.record.on or ""),
            view.say(web_decisions.BY_SAID, by=a.record.by, said=a.record.said),
            partial(appeal_buttons, view, name, a) if open_ else state,
            a.record.decided_by or "–", a.record.reason or "–", f"{a.record.score} → {a.record.effect or '…'}",
        ])  # fmt: skip
    table([view.say(c) for c in m.APPEAL_COLUMNS], rows, mark="appeals", label=view.say(m.APPEALS))


def _entering(view: View, looked: LookedUnit) -> None:
    """What may be entered, and who decides."""
    found = looked.found
    code = found.row.score.unit.code
    if not of_today(found.asked):
        link(f"{ADDRESS}/{quote(code, safe='')}", view.say(web_decisions.ON_TODAY))
        return
    if people_for(view, Action.FILE_INTEGRITY):
        shown_of = {p.fact.id: p.fact for line in found.row.score.lines for p in line.points}
        with ui.element("div").classes("sy-actions"):
            propose_button(view, code)
            file_button(view, found, lambda key: f"{shown_of[key].on}  {view.say(shown_of[key].shown)}")
    if not people_for(view, Action.DECIDE_INTEGRITY):
        words(view.say(web_decisions.ONLY_APPROVERS), "p").classes("sy-small")


PAGE = Page(f"{ADDRESS}/{{code}}", m.TITLE, of_unit)
