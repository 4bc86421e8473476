"""Units as somebody looks at them at the console: the list, and one unit with those of its runs that the store has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from records.store import Store
from registers.instruments import INSTRUMENTS
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_PROPOSALS
from services.integrity.judging import explained, judged
from services.integrity.policy import read_policy
from services.register.book import opened_book, records_of

if TYPE_CHECKING:
    from pathlib import Path

    from services.integrity.judging import Asked, Explained, Judged


class LookedUnit(NamedTuple):
    """A unit.

    Attributes:
        found: Its score, proposals, appeals.
        runs: The runs of its facts and proposals that the store has; others are known by their number alone.
        serials: Serial number or label of its instruments, by key.
    """

    found: Explained
    runs: frozenset[str]
    serials: dict[str, str]


def waiting(url: str) -> tuple[int, int]:
    """How many proposals, and how many appeals and repairs, wait for a decision.

    Raises:
        StoreError: The store cannot be read.
    """
    with opened_book(url) as book:
        proposals = sum(1 for _ in book.rows(INTEGRITY_PROPOSALS, lambda c: c.state == "open"))
        appeals = sum(1 for _ in book.rows(INTEGRITY_APPEALS, lambda c: c.state == "open"))
    return proposals, appeals


def units(url: str, laboratory: Path, asked: Asked) -> Judged:
    """All units.

    Raises:
        RegisterError: The policy cannot be used.
        RegistersError, StoreError: As `services.integrity.judging.judged`.
    """
    return judged(url, asked, read_policy(near=laboratory))


def unit(url: str, laboratory: Path, code: str, asked: Asked) -> LookedUnit:
    """One unit.

    Raises:
        RegisterError: The policy cannot be used.
        RegistersError, StoreError: As `services.integrity.judging.explained`.
    """
    found = explained(url, code, asked, read_policy(near=laboratory))
    facts = [p.fact for line in found.row.score.lines for p in line.points]
    store = Store(url, read_only=True)
    try:
        proposed = {run for p in found.proposals for run in p.record.runs}
        runs = frozenset(store.lines(sorted({run for fact in facts for run in fact.runs} | proposed)))
    finally:
        store.close()
    with opened_book(url) as book:
        rows = records_of(book, INSTRUMENTS, (fact.instrument for fact in facts))
    return LookedUnit(found, runs, {key: of.serial or of.code for key, of in rows.items()})
