"""All units of a day with score, class, decided class and open proposals; one unit with every point."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_PROPOSALS
from services.integrity.feed import facts_of
from services.integrity.score import scored
from services.integrity.standing import class_decided, decided, standings
from services.refused.bad_search import BadSearch
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from registers.book import Book
    from registers.change import Row
    from registers.integrity import Appeal, Proposal
    from services.integrity.feed import Feed
    from services.integrity.policy import Edition, Policy
    from services.integrity.score import Score
    from services.integrity.standing import Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which day, and by what was known when.

    Attributes:
        day: The day of the score.
        known: The day by whose end everything was known that counts; None for now.
    """

    day: date
    known: date | None = None

    @property
    def at(self) -> str:
        """The time by which it was known, as registers keep it; empty for now."""
        return end_of(self.known)


class UnitRow(NamedTuple):
    """A unit in the list: its score, the class that was decided, and how many proposals and appeals are open."""

    score: Score
    decided: str
    proposals: int
    appeals: int
    standing: Standing | None


class Judged(NamedTuple):
    """All units.

    Attributes:
        asked: The day.
        edition: The edition of the policy.
        rows: The units, the lowest score first.
        uncoded: Name and number of facts of organisations without a code, by key.
        unplaced: Facts of instruments that are in no register, or have no owner.
        demonstration: Every demonstration unit.
    """

    asked: Asked
    edition: Edition
    rows: list[UnitRow]
    uncoded: dict[str, tuple[str, int]]
    unplaced: int
    demonstration: list[Standing]


class Explained(NamedTuple):
    """One unit."""

    asked: Asked
    edition: Edition
    row: UnitRow
    proposals: list[Row[Proposal]]
    appeals: list[Row[Appeal]]


@contextmanager
def facts_on(url: str, asked: Asked, policy: Policy) -> Iterator[tuple[Book, Feed, Edition]]:
    """The facts of a day, with the registers open.

    Raises:
        BadSearch: The day is in the future.
        RegistersError: No edition was in force on it.
        StoreError: The store cannot be read.
    """
    today = date.today()  # noqa: DTZ011  a day of the laboratory
    for day in (asked.day, asked.known):
        if day is not None and day > today:
            zh, en = f"{day} 在今天之后：事实只到今天", f"{day} is after today: facts are known until today"
            raise BadSearch([Text(zh, en)])
    edition = policy.on(asked.day)
    with opened_book(url) as book:
        yield book, facts_of(book, asked.day, asked.at, edition), edition


def judged(url: str, asked: Asked, policy: Policy) -> Judged:
    """Every unit that has an instrument, a fact or a commitment; others have nothing to be judged by.

    Raises:
        RegistersError, StoreError: As `facts_on`.
    """
    with facts_on(url, asked, policy) as (book, feed, edition):
        found = standings(book, feed, asked.at)
        decisions = decided(book, asked.day, asked.at)
        waiting = _open(book.rows(INTEGRITY_PROPOSALS, lambda c: c.state == "open", at=asked.at))
        appealed = _open(book.rows(INTEGRITY_APPEALS, lambda c: c.state == "open", at=asked.at))
    standing = {s.unit: s for s in found}
    known = {*standing, *waiting, *appealed}
    codes = {c for c in feed.units.by_code if feed.of.get(c) or feed.in_use.get(c) or c in known}
    rows = [_row(code, feed, edition, decisions, (waiting[code], appealed[code]), standing) for code in codes]
    rows.sort(key=lambda r: (r.score.value, r.score.unit.code))
    uncoded = {key: (feed.units.uncoded[key], len(facts)) for key, facts in sorted(feed.uncoded.items())}
    return Judged(asked, edition, rows, uncoded, len(feed.unplaced), found)


def explained(url: str, unit: str, asked: Asked, policy: Policy) -> Explained:
    """One unit with its proposals, appeals and repairs.

    Raises:
        RegistersError: There is no such unit; or as `facts_on`.
        StoreError: The store cannot be read.
    """
    with facts_on(url, asked, policy) as (book, feed, edition):
        code = feed.units.named(unit).code
        decisions = decided(book, asked.day, asked.at)
        standing = {s.unit: s for s in standings(book, feed, asked.at)}
        proposals = list(book.rows(INTEGRITY_PROPOSALS, lambda c: c.unit == code, at=asked.at))
        appeals = list(book.rows(INTEGRITY_APPEALS, lambda c: c.unit == code, at=asked.at))
    waiting = _open(proposals)[code], _open(appeals)[code]
    return Explained(asked, edition, _row(code, feed, edition, decisions, waiting, standing), proposals, appeals)


def _open(rows: Iterable[Row[Proposal]] | Iterable[Row[Appeal]]) -> Counter[str]:
    return Counter(row.record.unit for row in rows if row.record.state == "open")


def _row(
    code: str, feed: Feed, edition: Edition, decisions: list[Row[Proposal]], waiting: tuple[int, int],
    standing: dict[str, Standing],
) -> UnitRow:  # fmt: skip
    by = class_decided(decisions, code)
    score = scored(feed.units.by_code[code], feed, edition)
    return UnitRow(score, by.record.new if by is not None else "", *waiting, standing.get(code))


def row_dict(row: UnitRow) -> dict[str, Any]:
    """A unit for programs."""
    standing = row.standing.to_dict() if row.standing is not None else None
    more = {"decided_class": row.decided, "open_proposals": row.proposals, "demonstration": standing}
    return {**row.score.to_dict(), **more}


def asked_dict(asked: Asked, edition: Edition) -> dict[str, Any]:
    """Of which day, and by which edition, for programs."""
    return {
        "at": asked.day.isoformat(),
        "as_known_on": asked.known.isoformat() if asked.known else "",
        "policy": {"edition": edition.edition, "status": edition.status, "basis": edition.basis},
    }
