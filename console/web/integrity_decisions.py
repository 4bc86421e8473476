"""What people enter and decide on the pages of integrity: proposals, appeals, repairs; each signed by who does it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_decisions as m
from console.web.parts import button, choice
from console.web.shell import words
from console.web.signed_dialog import Fields, people_for, signed
from metrology.text import Text
from registers.integrity import APPEALS, PROPOSALS
from services.accounts.roles import Action
from services.integrity.deciding import decide, file_appeal, settle
from services.integrity.judging import Asked
from services.integrity.policy import read_policy
from services.integrity.proposing import propose
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.view import View
    from registers.change import Row
    from registers.integrity import Appeal, Proposal
    from services.integrity.judging import Explained

ADDRESS = "/integrity"


def may_decide(view: View, asked: Asked) -> bool:
    """Whether the page offers decisions: it shows today as it is known now, and who looks may decide."""
    return of_today(asked) and bool(people_for(view, Action.DECIDE_INTEGRITY))


def of_today(asked: Asked) -> bool:
    """Whether a page shows today as it is known now; what people decide is decided on it."""
    return asked.day == real_today() and asked.known is None


def proposal_said(view: View, proposal: Proposal) -> str:
    """What is proposed."""
    return f"{view.say(Text.of(PROPOSALS[proposal.kind]))} {proposal.new}".strip()


def proposal_buttons(view: View, name: str, row: Row[Proposal]) -> None:
    """Accept or refuse a proposal."""
    of = row.record
    said = [
        view.say(m.PROPOSED, unit=name, what=proposal_said(view, of), day=of.on, score=of.score, facts=len(of.facts)),
        view.say(m.STANDS),
    ]

    def work(answer: str, by: str, reason: str) -> str:
        decide(view.console.store, row.key, answer, by, reason, real_today())
        return row.key

    _both(view, row.key, row.record.unit, said, work)


def appeal_buttons(view: View, name: str, row: Row[Appeal]) -> None:
    """Accept or refuse an appeal or a repair."""
    of, near = row.record, view.console.laboratory
    kind = view.say(Text.of(APPEALS[of.kind]))
    said = [
        view.say(m.FILED, unit=name, kind=kind, about=of.about, by=of.by, day=of.on, said=of.said),
        view.say(m.SETTLED_ONCE),
    ]

    def work(answer: str, by: str, reason: str) -> str:
        settle(view.console.store, row.key, answer, by, reason, Asked(real_today()), read_policy(near=near))
        return row.key

    _both(view, row.key, of.unit, said, work)


def _both(view: View, key: str, unit: str, said: list[str], work: Callable[[str, str, str], str]) -> None:
    with ui.element("div").classes("sy-buttons"):
        for answer, text in (("accept", m.ACCEPT), ("refuse", m.REFUSE)):
            press = partial(_decided, view, key, unit, said, answer, text, work)
            button(view.say(text), press, mark=f"{answer}-{key}", asks=True)


async def _decided(
    view: View, key: str, unit: str, said: list[str], answer: str, save: Text, work: Callable[[str, str, str], str]
) -> None:
    def draw() -> Fields:
        for text in said:
            words(text, "p")
        reason = _area(view, m.REASON, "reason")
        lacking = partial(_lacking, view, m.NO_REASON, reason)
        return Fields(lacking, lambda by: work(answer, by, str(reason.value or "")))

    title = view.say(m.TITLES[answer], key=key)
    if await signed(view, Action.DECIDE_INTEGRITY, title, save, draw) is not None:
        ui.navigate.to(f"{ADDRESS}/{quote(unit, safe='')}?done={quote(key, safe='')}")


def propose_button(view: View, unit: str = "") -> None:
    """Enter what follows from the scores of today: of one unit, or of all."""

    def draw() -> Fields:
        words(view.say(m.PROPOSE_SAYS), "p")
        note = _area(view, m.NOTE, "note")
        near = view.console.laboratory

        def work(by: str) -> str:
            found = propose(
                view.console.store, Asked(real_today()), read_policy(near=near), unit, by, str(note.value or "")
            )
            return ",".join(found)

        return Fields(list, work)

    async def press() -> None:
        said = view.say(m.PROPOSE)
        found = await signed(view, Action.FILE_INTEGRITY, said, m.PROPOSE, draw, m.ENTERED_BY)
        if found is not None:
            ui.navigate.to(f"{ADDRESS}/{quote(unit, safe='')}" if unit else f"{ADDRESS}?waiting=1")

    button(view.say(m.PROPOSE), press, mark="propose", asks=True)


def file_button(view: View, found: Explained, said_of: Callable[[str], str]) -> None:
    """Enter an appeal or a repair about a fact or a decision of a unit.

    Args:
        view: Who looks.
        found: The unit.
        said_of: A fact in words, by its id.
    """
    score = found.row.score
    about = {p.fact.id: said_of(p.fact.id) for line in score.lines for p in line.points}
    decided = [p for p in found.proposals if p.record.state != "open"]
    about |= {p.key: view.say(m.DECISION, key=p.key, what=proposal_said(view, p.record)) for p in reversed(decided)}
    kinds = {kind: view.say(Text.of(text)) for kind, text in APPEALS.items()}

    def draw() -> Fields:
        chosen = {"kind": "appeal", "about": next(iter(about), "")}

        def choose(field: str, value: str) -> None:
            chosen[field] = value

        if not about:
            words(view.say(m.NOTHING_ABOUT), "p")
        choice(view.say(m.KIND), kinds, chosen["kind"], partial(choose, "kind"))
        choice(view.say(m.ABOUT), about, chosen["about"], partial(choose, "about"))
        filed_by = ui.input(view.say(m.FILED_BY)).props("outlined autofocus").classes("sy-wide").mark("filed-by")
        grounds = _area(view, m.GROUNDS, "grounds", first=False)

        def work(by: str) -> str:
            return file_appeal(
                view.console.store, Asked(real_today()), read_policy(near=view.console.laboratory), **chosen,
                unit=score.unit.code, filed_by=str(filed_by.value or ""), said=str(grounds.value or ""), by=by,
            )  # fmt: skip

        return Fields(partial(_lacking, view, m.FILE_LACKS, filed_by, grounds), work)

    async def press() -> None:
        key = await signed(view, Action.FILE_INTEGRITY, view.say(m.FILE), m.FILE, draw, m.ENTERED_BY)
        if key is not None:
            ui.navigate.to(f"{ADDRESS}/{quote(score.unit.code, safe='')}?done={quote(key, safe='')}")

    button(view.say(m.FILE), press, mark="file", asks=True)


def _area(view: View, label: Text, mark: str, *, first: bool = True) -> ui.textarea:
    """A field for sentences; the first of a dialog has the focus, so that Esc leaves it."""
    looks = 'outlined maxlength="1000" rows="3"' + (" autofocus" if first else "")
    return ui.textarea(view.say(label)).props(looks).classes("sy-wide").mark(mark)


def _lacking(view: View, text: Text, *fields: ui.input | ui.textarea) -> list[str]:
    return [] if all(str(field.value or "").strip() for field in fields) else [view.say(text)]
