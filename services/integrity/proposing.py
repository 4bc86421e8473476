"""Proposals from scores: entered with their evidence, for a person to decide. Nothing here changes a class or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from registers.integrity import INTEGRITY_PROPOSALS, Proposal
from services.integrity.judging import facts_on
from services.integrity.score import scored, shown
from services.integrity.standing import class_decided, decided, standings
from services.register.book import changing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from registers.book import Book
    from registers.change import Change, Row
    from services.integrity.feed import Feed
    from services.integrity.judging import Asked
    from services.integrity.policy import Edition, Policy
    from services.integrity.score import Score
    from services.integrity.standing import Standing


def propose(url: str, asked: Asked, policy: Policy, unit: str = "", by: str = "", why: str = "") -> list[str]:
    """Enter what follows from the scores of a day and is not proposed yet; returns the keys.

    A class is proposed where it differs from the one that was decided last, a blacklisting or a suspension where the
    policy names enough facts. What was refused is proposed again only on a fact that was not known then.

    Raises:
        RegistersError: There is no such unit, or as `services.integrity.judging.facts_on`.
        StoreError: The store cannot be read or written.
    """
    with facts_on(url, asked, policy) as (book, feed, edition):
        codes = [feed.units.named(unit).code] if unit else sorted(set(feed.of) & set(feed.units.by_code))
        found = list(_wanted(book, feed, edition, codes, asked.at))
    if not found:
        return []

    def work(change: Change) -> list[str]:
        keys = list[str]()
        for proposal in found:
            same = _open(change, proposal)
            for key in same:  # what is open already rests on what is known now
                change.edit(INTEGRITY_PROPOSALS, key, **{n: getattr(proposal, n) for n in _RENEWED})
            keys += same or [change.add(INTEGRITY_PROPOSALS, proposal)]
        return keys

    return changing(url, by, why or "proposed from the scores", work, cause=f"policy {edition.edition}")


_RENEWED = ("on", "edition", "score", "old", "new", "facts", "runs", "simulated")


def _open(change: Change, proposal: Proposal) -> list[str]:
    c = INTEGRITY_PROPOSALS.now.c
    query = select(c.key).where(c.unit == proposal.unit, c.kind == proposal.kind, c.state == "open")
    return list(change.connection.scalars(query))


def _wanted(book: Book, feed: Feed, edition: Edition, codes: Iterable[str], at: str) -> Iterator[Proposal]:
    decisions = decided(book, feed.day, at)
    standing = {s.unit: s for s in standings(book, feed, at)}
    for code in codes:
        score = scored(feed.units.by_code[code], feed, edition)
        yield from (p for p in _of(score, feed, edition, decisions, standing.get(code)) if not _known(p, decisions))


def _of(
    score: Score, feed: Feed, edition: Edition, decisions: list[Row[Proposal]], standing: Standing | None
) -> Iterator[Proposal]:
    now = class_decided(decisions, score.unit.code)
    old = now.record.new if now is not None else ""
    common = {
        "unit": score.unit.code, "on": feed.day, "edition": edition.edition, "score": shown(score.value),
        "simulated": score.simulated, "old": old,
    }  # fmt: skip
    if score.name != old:
        yield _proposal("class", common, score, tuple(edition.facts), new=score.name)
    rules = {"blacklist": edition.proposals.blacklist}
    if standing is not None and standing.state in {"valid", "pending"}:
        rules["suspension"] = edition.proposals.suspension
    for kind, rule in rules.items():
        if reached := tuple(k for k, least in rule.items() if score.count(k) >= least):
            yield _proposal(kind, common, score, reached)


def _proposal(kind: str, common: dict[str, object], score: Score, of: tuple[str, ...], new: str = "") -> Proposal:
    facts = [f for f in score.facts if f.kind in of]
    runs = tuple(dict.fromkeys(run for f in facts for run in f.runs))
    fields = {**common, "kind": kind, "new": new, "facts": tuple(f.id for f in facts), "runs": runs}
    return Proposal(**fields)  # type: ignore[arg-type]


def _known(proposal: Proposal, decisions: list[Row[Proposal]]) -> bool:
    """Whether the same was decided already on facts that include all of these."""
    same = [d.record for d in decisions if (d.record.unit, d.record.kind) == (proposal.unit, proposal.kind)]
    if proposal.kind == "class":
        return (
            bool(same) and (same[-1].state, same[-1].new) == ("refused", proposal.new) and _within(proposal, same[-1])
        )
    return any(_within(proposal, one) for one in same)


def _within(proposal: Proposal, earlier: Proposal) -> bool:
    return set(proposal.facts) <= set(earlier.facts)
