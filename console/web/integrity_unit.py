"""One unit: its score with every fact behind it, each opening its runs; proposals with their decisions; appeals and repairs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from console.catalogue import web_integrity as m
from console.web.integrity import ADDRESS, allowed, asked_of, class_shown, lead
from console.web.look_parts import facts, folded, heading, kept, looked_up, looks, table
from console.web.page import Page
from console.web.shell import link, words
from metrology.text import Text
from registers.integrity import APPEALS, PROPOSALS, STATES
from services.integrity.kinds import KINDS
from services.integrity.looked_at import unit
from services.integrity.score import shown
from services.integrity.standing import STATES as STANDINGS

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.integrity.judging import Explained
    from services.integrity.looked_at import LookedUnit
    from services.integrity.score import Line, Point

OPEN = 20
"""Facts of a kind that are shown open; more of them open with a click."""


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
    _proposals(view, found)
    _appeals(view, found)
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


def _runs(looked: LookedUnit, runs: tuple[str, ...]) -> None:
    """Each record; one that the store does not have is a number of another body's document."""
    for n, run in enumerate(runs):
        words(" " if n else "")
        if run in looked.runs:
            link(f"/runs/{quote(run, safe='')}", run)
        else:
            words(run)
    if not runs:
        words("–")


def _instrument(looked: LookedUnit, key: str) -> None:
    if key:
        link(f"/instruments/{quote(key, safe='')}", looked.serials.get(key) or key)
    else:
        words("–")


def _proposals(view: View, found: Explained) -> None:
    words(view.say(m.PROPOSALS), "h2")
    if not found.proposals:
        words(view.say(m.NO_PROPOSALS), "p")
        return
    rows: list[list[Cell]] = [
        [
            p.key, f"{view.say(Text.of(PROPOSALS[p.record.kind]))} {p.record.new}".strip(), str(p.record.on or ""),
            p.record.score, str(len(p.record.facts)), view.say(Text.of(STATES[p.record.state])),
            p.record.decided_by or "–", p.record.reason or "–",
        ]
        for p in found.proposals
    ]  # fmt: skip
    table([view.say(c) for c in m.PROPOSAL_COLUMNS], rows, mark="proposals", label=view.say(m.PROPOSALS))
    waiting = next((p.key for p in found.proposals if p.record.state == "open"), "")
    if waiting:
        words(view.say(m.HOW, key=waiting), "p").classes("sy-small")


def _appeals(view: View, found: Explained) -> None:
    words(view.say(m.APPEALS), "h2")
    if not found.appeals:
        words(view.say(m.NO_APPEALS), "p")
        return
    rows: list[list[Cell]] = [
        [
            a.key, view.say(Text.of(APPEALS[a.record.kind])), a.record.about, str(a.record.on or ""),
            view.say(Text.of(STATES[a.record.state])), a.record.decided_by or "–", a.record.reason or "–",
            f"{a.record.score} → {a.record.effect or '…'}",
        ]
        for a in found.appeals
    ]  # fmt: skip
    table([view.say(c) for c in m.APPEAL_COLUMNS], rows, mark="appeals", label=view.say(m.APPEALS))


PAGE = Page(f"{ADDRESS}/{{code}}", m.TITLE, of_unit)
