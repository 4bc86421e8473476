"""Demonstration units: whose commitment is in force, and whose standing is suspended until somebody decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from registers.commitments import COMMITMENTS
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_PROPOSALS

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book
    from registers.change import Row
    from registers.commitments import Commitment
    from registers.integrity import Proposal
    from services.integrity.feed import Feed

STATES: Final = {
    "valid": Text("有效", "valid"),
    "pending": Text("暂停，待决定", "suspended pending a decision"),
    "suspended": Text("已暂停", "suspended by decision"),
    "withdrawn": Text("已撤销", "withdrawn"),
    "expired": Text("已到期", "expired"),
    "future": Text("尚未生效", "not yet in force"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A demonstration unit on a day.

    Attributes:
        unit: Its code.
        commitment: Key of its newest commitment as a demonstration unit.
        on, until: First and last day of it.
        state: A key of `STATES`.
        why: Facts or the decision behind a suspension.
    """

    unit: str
    commitment: str
    on: date
    until: date
    state: str
    why: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "unit": self.unit, "commitment": self.commitment, "on": self.on.isoformat(), "until": self.until.isoformat(),
            "state": self.state, "words": STATES[self.state].to_dict(), "why": list(self.why),
        }  # fmt: skip


def decided(book: Book, day: date, at: str) -> list[Row[Proposal]]:
    """Proposals that were decided by a day and hold: an accepted appeal against a decision takes it back."""
    taken_back = {
        row.record.about
        for row in book.rows(INTEGRITY_APPEALS, lambda c: (c.state == "accepted") & (c.kind == "appeal"), at=at)
        if row.record.decided_on is not None and row.record.decided_on <= day
    }
    rows = [
        row
        for row in book.rows(INTEGRITY_PROPOSALS, lambda c: c.state != "open", at=at)
        if row.record.decided_on is not None and row.record.decided_on <= day and row.key not in taken_back
    ]
    return sorted(rows, key=lambda row: (row.record.decided_on, row.key))


def class_decided(rows: list[Row[Proposal]], unit: str) -> Row[Proposal] | None:
    """The newest accepted decision on the class of a unit; None for none."""
    mine = [r for r in rows if (r.record.unit, r.record.kind, r.record.state) == (unit, "class", "accepted")]
    return mine[-1] if mine else None


def standings(book: Book, feed: Feed, at: str) -> list[Standing]:
    """Every demonstration unit with its state on the day of the facts.

    A cheating function that was reproduced since the commitment suspends the unit until a proposal of suspension that
    names it is decided (ADR 0451): accepted, it stays suspended; refused, the finding suspends it no more.
    """
    newest: dict[str, Row[Commitment]] = {}

    def later(row: Row[Commitment]) -> tuple[bool, date, str]:
        """A renewal that begins after the day does not hide the commitment that is in force on it."""
        assert row.record.on is not None  # noqa: S101  the register wants it
        return row.record.on <= feed.day, row.record.on, row.key

    for row in book.rows(COMMITMENTS, lambda c: c.demonstration == 1, at=at):
        was = newest.get(row.record.unit)
        if was is None or later(row) > later(was):
            newest[row.record.unit] = row
    decisions = decided(book, feed.day, at)
    return [_standing(row, feed, decisions) for _, row in sorted(newest.items())]


def _standing(row: Row[Commitment], feed: Feed, decisions: list[Row[Proposal]]) -> Standing:
    of, day = row.record, feed.day
    assert of.on is not None  # noqa: S101  the register wants both days
    assert of.until is not None  # noqa: S101
    about = [
        d
        for d in decisions
        if (d.record.unit, d.record.kind) == (of.unit, "suspension") and d.record.on and d.record.on >= of.on
    ]
    cleared = {fact for d in about if d.record.state == "refused" for fact in d.record.facts}
    cleared |= {fact for fact, (kind, _) in feed.settled.items() if kind == "appeal"}
    accepted = [d.key for d in about if d.record.state == "accepted"]
    found = sorted(
        f.id for f in feed.of.get(of.unit, []) if f.kind == "cheat" and f.on >= of.on and f.id not in cleared
    )
    why: tuple[str, ...] = ()
    if of.withdrawn_on is not None and of.withdrawn_on <= day:
        state = "withdrawn"
    elif day < of.on or day > of.until:
        state = "future" if day < of.on else "expired"
    elif accepted:
        state, why = "suspended", tuple(accepted)
    elif found:
        state, why = "pending", tuple(found)
    else:
        state = "valid"
    return Standing(of.unit, row.key, of.on, of.until, state, why)


def valid_units(found: list[Standing]) -> int:
    """How many demonstration units are valid: the figure that is held against 3000 (T13)."""
    return sum(s.state == "valid" for s in found)
