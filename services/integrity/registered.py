"""Facts that the registers show: overdue instruments, failures as found, seals, entered findings, commitments."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from registers.book import source
from registers.change import parts_of
from registers.commitments import COMMITMENTS
from registers.instruments import INSTRUMENTS
from registers.integrity import INTEGRITY_FINDINGS
from registers.rate_groups import NOTHING
from registers.seals import SEALS
from registers.verifications import VERIFICATIONS
from services.integrity.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from registers.book import Book
    from services.integrity.owners import Owners

BROKEN = ("broken", "missing")


def overdue(connection: Connection, day: date, at: str, owners: Owners) -> Iterator[Fact]:
    """Instruments in use whose last verification had run out before a day, by the row that held on it.

    An instrument that was verified after the day counts by its newest entry whose verification was not after it.
    """
    now, past = source(INSTRUMENTS, at), INSTRUMENTS.past
    today = day.isoformat()

    def rows(c: Any, *more: Any) -> Any:
        used = or_(c.status == "in-use", and_(c.status != "merged", func.coalesce(c.status_since, "") > today))
        return and_(c.verified_on <= today, c.covered_until != "", c.covered_until < today, used, *more)

    names = ("key", "owner", "covered_until", "run")
    current = select(*(now.c[n] for n in names)).where(rows(now.c)).order_by(now.c.key)
    yield from _overdue(connection, connection.execute(current).all(), owners, day, at)
    known = [past.c.recorded <= at] if at else []
    again = select(now.c.key).where(now.c.verified_on > today)  # databases begin with these, which are few or none
    newest = (
        select(past.c.key, func.max(past.c.version).label("version"))
        .where(past.c.key.in_(again), past.c.verified_on <= today, *known)
        .group_by(past.c.key)
        .subquery("newest")
    )
    joined = past.join(newest, and_(newest.c.key == past.c.key, newest.c.version == past.c.version))
    then = select(*(past.c[n] for n in names)).select_from(joined).where(rows(past.c)).order_by(past.c.key)
    yield from _overdue(connection, connection.execute(then).all(), owners, day, at)


def _overdue(connection: Connection, rows: Sequence[Any], owners: Owners, day: date, at: str) -> Iterator[Fact]:
    if not owners.nothing_since(day):
        owners.know(row.key for row in rows)
    simulated = _simulated(connection, sorted({row.run for row in rows if row.run}), at)
    for row in rows:
        since = date.fromisoformat(row.covered_until) + timedelta(days=1)
        yield Fact(
            f"overdue:{row.key}:{since}", "overdue", since, owners.on(row.key, row.owner, day), instrument=row.key,
            runs=(row.run,) if row.run else (), until=row.covered_until, simulated=row.run in simulated,
        )  # fmt: skip


def _simulated(connection: Connection, runs: Sequence[str], at: str) -> set[str]:
    """Those of some runs whose verification was simulated."""
    v, found = source(VERIFICATIONS, at), set[str]()
    for part in parts_of(runs):
        found |= set(connection.scalars(select(v.c.key).where(v.c.key.in_(part), v.c.simulated == 1)))
    return found


def instruments_in_use(connection: Connection, day: date, at: str, owners: Owners) -> dict[str, int]:
    """How many instruments in use each organisation had on a day."""
    now = source(INSTRUMENTS, at)
    owner = func.coalesce(now.c.owner, NOTHING)  # no index: by that of owners, every row is looked up by itself
    query = select(owner, func.count()).where(now.c.status == "in-use").group_by(owner)
    found = {row[0]: int(row[1]) for row in connection.execute(query)}
    for key, newest, then in owners.moved(day):
        if connection.scalar(select(now.c.status).where(now.c.key == key)) == "in-use":
            found[newest] = found.get(newest, 0) - 1
            found[then] = found.get(then, 0) + 1
    return found


def failures(connection: Connection, first: date, day: date, at: str, owners: Owners) -> Iterator[Fact]:
    """Verifications of a period that did not conform as the instrument was found; corrected runs do not count."""
    v = source(VERIFICATIONS, at)
    query = select(*(v.c[n] for n in ("key", "instrument", "on", "owner", "simulated")))
    within = (v.c.on >= first.isoformat(), v.c.on <= day.isoformat())
    failed = query.where(v.c.as_found == 1, v.c.outcome == "not_conform", *within).order_by(v.c.key)
    rows = connection.execute(failed).all()
    unstated = [row.instrument for row in rows if not row.owner]
    newest = owners.newest(unstated)
    owners.know(unstated)
    for row in rows:
        on = date.fromisoformat(row.on)
        owner = row.owner or owners.on(row.instrument, newest.get(row.instrument) or "", on)
        yield Fact(
            f"failure:{row.key}", "failure", on, owner, instrument=row.instrument, runs=(row.key,),
            simulated=bool(row.simulated),
        )  # fmt: skip


def verified_as_found(connection: Connection, first: date, day: date, at: str) -> dict[str, int]:
    """How many verifications of a period, as found, each organisation had."""
    v, i = source(VERIFICATIONS, at), source(INSTRUMENTS, at)
    within = (
        v.c.as_found == 1, v.c.outcome.in_(("conform", "not_conform")), v.c.on >= first.isoformat(),
        v.c.on <= day.isoformat(),
    )  # fmt: skip
    stated = select(v.c.owner, func.count()).where(*within, v.c.owner != "").group_by(v.c.owner)
    other = select(i.c.owner, func.count()).select_from(v.join(i, i.c.key == v.c.instrument))
    found: dict[str, int] = {}
    for query in (stated, other.where(*within, v.c.owner == "").group_by(i.c.owner)):
        for owner, count in connection.execute(query):
            found[owner] = found.get(owner, 0) + int(count)
    return found


def seals(book: Book, at: str, owners: Owners) -> Iterator[Fact]:
    """Seals that are broken or missing; one without a day counts from when it was entered."""
    rows = list(book.rows(SEALS, lambda c: c.status.in_(BROKEN), at=at))
    sealed = [row.record.instrument for row in rows]
    newest = owners.newest(sealed)
    owners.know(sealed)
    for row in rows:
        of = row.record
        on = of.status_since or datetime.fromisoformat(row.recorded).astimezone().date()
        owner = owners.on(of.instrument, newest.get(of.instrument, ""), on)
        yield Fact(
            f"seal:{row.key}:{on}", "seal", on, owner, instrument=of.instrument, seals=(row.key,),
            runs=(of.run,) if of.run else (),
        )  # fmt: skip


def findings(book: Book, at: str) -> Iterator[Fact]:
    """Complaints that were upheld, and alerts that were taken over."""
    for row in book.rows(INTEGRITY_FINDINGS, lambda c: c.cancelled == "", at=at):
        of = row.record
        if of.on is not None:
            yield Fact(
                f"{of.kind}:{row.key}", of.kind, of.on, unit=of.unit, instrument=of.instrument, runs=of.runs,
                case=of.case, alert=of.alert,
            )  # fmt: skip


def commitments(book: Book, day: date, at: str) -> Iterator[Fact]:
    """Commitments in force on a day, and those that were withdrawn."""
    for row in book.rows(COMMITMENTS, at=at):
        of = row.record
        if of.on is None or of.until is None:
            continue
        said: dict[str, Any] = {"unit": of.unit, "commitment": row.key, "runs": of.runs, "until": of.until.isoformat()}
        if of.withdrawn_on is not None and of.withdrawn_on <= day:
            yield Fact(f"withdrawal:{row.key}", "withdrawal", of.withdrawn_on, **said)
        elif of.on <= day <= of.until:
            yield Fact(f"commitment:{row.key}", "commitment", of.on, **said)
