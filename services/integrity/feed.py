"""All facts of a day, by unit: what counts, what counts no more, and what belongs to no unit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from metrology.validity.dates import months_after
from registers.integrity import INTEGRITY_APPEALS
from services.demonstration import is_demonstration
from services.integrity import registered
from services.integrity.investigated import Voided, cheats
from services.integrity.owners import Owners
from services.integrity.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from registers.book import Book
    from services.integrity.fact import Fact
    from services.integrity.policy import Edition


@dataclass(slots=True)
class Feed:
    """The facts of a day.

    Attributes:
        day: The day.
        units: The units.
        of: Facts that count, by code of the unit.
        uncoded: Facts of organisations without a code, by the key of the organisation.
        unplaced: Facts of instruments that are not registered, or have no owner.
        in_use, verified: Instruments in use, and verifications as found within the look-back, by code.
        settled: For each fact with an accepted appeal or repair: ``appeal`` or ``repair``, and its key.
        simulated: Whether the store is a demonstration: every unit in it is marked.
    """

    day: date
    units: Units
    of: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    uncoded: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    unplaced: list[Fact] = field(default_factory=list)
    in_use: dict[str, int] = field(default_factory=dict)
    verified: dict[str, int] = field(default_factory=dict)
    settled: dict[str, tuple[str, str]] = field(default_factory=dict)
    simulated: bool = False


def facts_of(book: Book, day: date, at: str, edition: Edition) -> Feed:
    """The facts that count on a day, by what was known at a time.

    Args:
        book: The registers, and the store of the runs.
        day: The day.
        at: The time; empty for now.
        edition: Its look-back.

    Raises:
        StoreError: The store cannot be read.
    """
    first = first_day(day, edition.lookback_months)
    feed = Feed(day, Units(book, at), simulated=is_demonstration(book))
    with book.store.reporting(), book.store.engine.connect() as connection:
        owners = Owners(connection, at)
        found = list(registered.overdue(connection, day, at, owners))
        found += registered.failures(connection, first, day, at, owners)
        found += registered.seals(book, at, owners)
        found += cheats(book.store, connection, day, at, owners)
        in_use = registered.instruments_in_use(connection, day, at, owners)
        verified = registered.verified_as_found(connection, first, day, at)
    found += Voided(book.store, at).still(list(registered.findings(book, at)))
    found += registered.commitments(book, day, at)
    feed.in_use, feed.verified = _by_code(in_use, feed.units), _by_code(verified, feed.units)
    return _filled(feed, found, book, at, edition)


def cheats_of(book: Book, day: date, at: str, edition: Edition) -> Feed:
    """Of `facts_of` the cheating functions alone: by them demonstration units are suspended, and nothing else is gathered.

    Raises:
        StoreError: The store cannot be read.
    """
    feed = Feed(day, Units(book, at), simulated=is_demonstration(book))
    with book.store.reporting(), book.store.engine.connect() as connection:
        found = list(cheats(book.store, connection, day, at, Owners(connection, at)))
    return _filled(feed, found, book, at, edition)


def _filled(feed: Feed, found: Iterable[Fact], book: Book, at: str, edition: Edition) -> Feed:
    for fact in found:
        if fact.counts_on(feed.day, edition.lookback_months):
            _placed(feed, fact)
    feed.settled = _settled(book, feed.day, at)
    return feed


def first_day(day: date, months: int) -> date:
    """The earliest day of a fact that counts on a day: the look-back ends on the day so many months after the fact."""
    first = months_after(day, -months)
    while months_after(first, months) < day:
        first += timedelta(days=1)
    while months_after(first - timedelta(days=1), months) >= day:
        first -= timedelta(days=1)
    return first


def _placed(feed: Feed, fact: Fact) -> None:
    code = fact.unit or feed.units.code_of.get(fact.owner, "")
    if code:
        feed.of[code].append(replace(fact, unit=code))
    elif fact.owner in feed.units.uncoded:
        feed.uncoded[fact.owner].append(fact)
    else:
        feed.unplaced.append(fact)


def _by_code(counts: Mapping[str, int], units: Units) -> dict[str, int]:
    found: dict[str, int] = {}
    for owner, count in counts.items():
        if code := units.code_of.get(owner):
            found[code] = found.get(code, 0) + count
    return found


def _settled(book: Book, day: date, at: str) -> dict[str, tuple[str, str]]:
    rows: Iterable[tuple[str, str, str]] = sorted(
        (row.record.kind, row.record.about, row.key)
        for row in book.rows(INTEGRITY_APPEALS, lambda c: c.state == "accepted", at=at)
        if row.record.decided_on is not None and row.record.decided_on <= day
    )
    found: dict[str, tuple[str, str]] = {}
    for kind, about, key in rows:  # an appeal is before a repair: what never counted needs none
        found.setdefault(about, (kind, key))
    return found
