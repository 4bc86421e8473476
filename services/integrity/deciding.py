"""What people decide: proposals, appeals and repairs, each once, by a named person, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.errors import RegistersError
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_PROPOSALS, Appeal
from services.integrity.judging import explained, facts_on
from services.integrity.score import scored, shown
from services.register.book import changing, opened_book

if TYPE_CHECKING:
    from datetime import date

    from registers.change import Change
    from registers.register import Register
    from services.integrity.judging import Asked
    from services.integrity.policy import Policy

ANSWERS = {"accept": "accepted", "refuse": "refused"}


def decide(url: str, key: str, answer: str, by: str, reason: str, on: date) -> None:
    """Decide a proposal.

    Raises:
        RegistersError: No person or reason is named, there is no such proposal, or somebody has decided it.
        StoreError: The store cannot be written.
    """
    _decide(url, INTEGRITY_PROPOSALS, key, answer, by, reason, on, {})


def file_appeal(
    url: str, asked: Asked, policy: Policy, *, kind: str, unit: str, about: str, filed_by: str, said: str, by: str
) -> str:
    """Enter an appeal against a fact or a decided proposal, or the repair of a fact; returns its key.

    Raises:
        RegistersError: There is no such unit, the unit has no such fact or proposal, a repair is about a proposal, or one
            like it is not decided yet.
        StoreError: The store cannot be read or written.
    """
    found = explained(url, unit, asked, policy)
    facts = {p.fact.id for line in found.row.score.lines for p in line.points}
    proposals = {p.key for p in found.proposals if p.record.state != "open"} if kind == "appeal" else set()
    if about not in facts | proposals:
        known = ", ".join(sorted(facts | proposals)) or "–"
        zh, en = f"该单位没有 {about}；可针对：{known}", f"the unit has no {about}; there are: {known}"
        raise RegistersError([Text(zh, en)])
    code = found.row.score.unit.code
    fields: dict[str, Any] = {"unit": code, "kind": kind, "about": about, "on": asked.day}
    appeal = Appeal(**fields, by=filed_by.strip(), said=said.strip(), score=shown(found.row.score.value))

    with opened_book(url) as book:
        same = list(book.rows(INTEGRITY_APPEALS, lambda c: (c.unit == code) & (c.state == "open")))
    if open_ones := [row.key for row in same if (row.record.kind, row.record.about) == (kind, about)]:
        zh, en = f"{about} 已有未决的 {open_ones[0]}", f"{open_ones[0]} about {about} is not decided yet"
        raise RegistersError([Text(f"{zh}，请先处理", f"{en}; decide that one")])
    return changing(url, by, said, lambda change: change.add(INTEGRITY_APPEALS, appeal))


def settle(url: str, key: str, answer: str, by: str, reason: str, asked: Asked, policy: Policy) -> str:
    """Decide an appeal or a repair; returns the score of the unit after it.

    Raises:
        RegistersError: As `decide`.
        StoreError: The store cannot be read or written.
    """
    with opened_book(url) as book:
        row = book.get(INTEGRITY_APPEALS, key)
    with facts_on(url, asked, policy) as (_, feed, edition):
        if answer == "accept":
            feed.settled.setdefault(row.record.about, (row.record.kind, key))
        after = shown(scored(feed.units.named(row.record.unit), feed, edition).value)
    _decide(url, INTEGRITY_APPEALS, key, answer, by, reason, asked.day, {"effect": after})
    return after


def _decide(
    url: str, register: Register[Any], key: str, answer: str, by: str, reason: str, on: date, more: dict[str, Any]
) -> None:
    lacking = []
    if not by.strip():
        lacking.append(Text("请写明决定人（--by）", "name who decides it: --by"))
    if not reason.strip():
        lacking.append(Text("请写明理由（--reason）", "a decision needs a reason: --reason"))
    if lacking:
        raise RegistersError(lacking)

    def work(change: Change) -> None:
        row = change.get(register, key)
        if row.record.state != "open":
            who, day = row.record.decided_by, row.record.decided_on
            zh, en = f"{key} 已由 {who} 于 {day} 决定", f"{key} was decided already, by {who} on {day}"
            raise RegistersError([Text(f"{zh}；不服可提出申诉", f"{en}; file an appeal against it")])
        if row.record.on is not None and on < row.record.on:
            zh, en = f"决定日期 {on} 早于提出日期 {row.record.on}", f"{on} is before {row.record.on}, when it was made"
            raise RegistersError([Text(zh, en)])
        said: dict[str, Any] = {
            "state": ANSWERS[answer],
            "decided_by": by.strip(),
            "decided_on": on,
            "reason": reason.strip(),
        }
        change.edit(register, key, **said, **more)

    changing(url, by, reason, work)
