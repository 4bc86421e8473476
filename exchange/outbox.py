"""The outbox of a laboratory: what is reported to a platform, each report once and in the order of what it is about.

A result is about an instrument, a part of the samples of a monitor about that monitor.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, update

from exchange.envelope import Envelope, sign_record, statement
from exchange.outbox_tables import metadata, report, report_file
from records.further_tables import lay_out
from records.migrate import alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Engine

    from exchange.answers import Answer
    from exchange.draft import Draft
    from records.ledger import Signer

FIRST, LONGEST = 60.0, 6 * 3600.0
"""After how many seconds a result that the platform puts off is sent again: each time twice as long."""
MANY = 400
OPEN = ("ready", "sent")
STANDING = ("ready", "sent", "accepted")
"""States of a row that the next result of its instrument follows."""


class Sent(NamedTuple):
    """What came of a result that was sent: the answer, or that one is awaited under a number."""

    answer: Answer
    awaited: str = ""


class Outbox:
    """What one store reports to one platform.

    Args:
        engine: The store.
        platform: Name of the platform.
    """

    def __init__(self, engine: Engine, platform: str) -> None:
        self._engine, self._platform = engine, platform
        lay_out(engine, metadata)

    @property
    def _mine(self) -> ColumnElement[bool]:
        return report.c.platform == self._platform

    def queue(self, drafts: Sequence[Draft], signer: Signer) -> int:
        """Sign results and put them behind what waits, all or none; one that is there already is left out.

        Returns:
            How many were new.
        """
        with alone(self._engine) as connection:
            return self.add(connection, drafts, signer)

    def add(self, connection: Connection, drafts: Sequence[Draft], signer: Signer) -> int:
        """The same as a part of a transaction; see `queue`."""
        revisions = self._revisions(connection, [d.document for d in drafts])
        last = self._last(connection, {d.about for d in drafts})
        rows: list[dict[str, Any]] = []
        files: list[dict[str, Any]] = []
        now = _moment()
        for d in drafts:
            standing, revision = revisions.get((d.document, d.event), (False, 0))
            if standing:
                continue
            revisions[d.document, d.event] = (True, revision + 1)
            key = key_of(d.institute, d.document, d.event, revision + 1)
            stated = statement(key, last.get(d.about, ""), d.record)
            last[d.about] = key
            rows.append({
                "platform": self._platform, "document": d.document, "event": d.event, "revision": revision + 1,
                "key": key, "instrument": d.about, "run": d.run, "due": d.due, "state": "ready",
                "statement": stated, "signer": signer.name, "signature": sign_record(signer, stated), "queued": now,
                "answered": "", "receipt": "", "reasons": "", "sending": "", "attempts": 0, "next_try": 0.0,
            })  # fmt: skip
            files += [
                {"platform": self._platform, "key": key, "sha256": sha256, "size": len(content), "content": content}
                for sha256, content in d.files.items()
            ]
        if rows:
            connection.execute(insert(report), rows)
        if files:
            connection.execute(insert(report_file), files)
        return len(rows)

    def _revisions(self, connection: Connection, documents: Sequence[str]) -> dict[tuple[str, str], tuple[bool, int]]:
        """Of each document and event: whether a row of it stands, and its last revision."""
        of, found = report.c, dict[tuple[str, str], tuple[bool, int]]()
        for part in _parts(documents):
            query = select(of.document, of.event, of.revision, of.state).where(self._mine, of.document.in_(part))
            for document, event, revision, state in connection.execute(query):
                standing, before = found.get((document, event), (False, 0))
                found[document, event] = (standing or state != "rebuilt", max(before, revision))
        return found

    def _last(self, connection: Connection, instruments: Iterable[str]) -> dict[str, str]:
        """Key of the newest row of each instrument that the next one follows."""
        of, found = report.c, dict[str, str]()
        for part in _parts(sorted(instruments)):
            newest = (
                select(func.max(of.n))
                .where(self._mine, of.instrument.in_(part), of.state.in_(STANDING))
                .group_by(of.instrument)
            )
            found |= {i: key for i, key in connection.execute(select(of.instrument, of.key).where(of.n.in_(newest)))}  # noqa: C416
        return found

    def waiting(self, now: float, limit: int) -> list[Envelope]:
        """The results to be sent next, in order: none before one of the same instrument that is not accepted.

        Args:
            now: The time, seconds since 1970.
            limit: How many at most.
        """
        of, other = report.c, report.alias("other")
        held = or_(other.c.state.in_(("refused", "sent")), and_(other.c.state == "ready", other.c.next_try > now))
        blocked = exists().where(
            other.c.platform == of.platform, other.c.instrument == of.instrument, other.c.n < of.n, held
        )
        query = select(of.statement, of.signer, of.signature).where(
            self._mine, of.state == "ready", of.next_try <= now, ~blocked
        )
        with self._engine.connect() as connection:
            rows = list(connection.execute(query.order_by(of.n).limit(limit)))
        return [envelope_of(*row) for row in rows]

    def files(self, keys: Sequence[str]) -> list[tuple[str, str]]:
        """Key of a result and digest of a file of it, for each file of some results."""
        found = list[tuple[str, str]]()
        with self._engine.connect() as connection:
            for part in _parts(keys):
                mine = (report_file.c.platform == self._platform) & report_file.c.key.in_(part)
                query = select(report_file.c.key, report_file.c.sha256).where(mine)
                found += [(key, sha256) for key, sha256 in connection.execute(query)]
        return found

    def content(self, key: str, sha256: str) -> bytes:
        """The bytes of a file of a result; empty where it is not kept any more, because its result was accepted."""
        query = select(report_file.c.content).where(
            report_file.c.platform == self._platform, report_file.c.key == key, report_file.c.sha256 == sha256
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or b""

    def settle(self, answers: Sequence[Sent], now: float) -> int:
        """Note what came of results, in one transaction; returns of how many.

        A receipt of other content than was sent changes nothing.

        Args:
            answers: What came of each.
            now: The time, seconds since 1970.
        """
        of = report.c
        with alone(self._engine) as connection:
            rows = dict[str, Any]()
            for part in _parts([s.answer.key for s in answers]):
                query = select(of.key, of.statement, of.attempts, of.state).where(self._mine, of.key.in_(part))
                rows |= {row.key: row for row in connection.execute(query)}
            found = (_change(s, rows[s.answer.key], now) for s in answers if s.answer.key in rows)
            changes = [c for c in found if c is not None]
            if not changes:
                return 0
            same = (of.platform == self._platform) & (of.key == bindparam("of_key"))
            columns = ("state", "answered", "receipt", "reasons", "sending", "attempts", "next_try")
            connection.execute(update(report).where(same).values({c: bindparam(f"new_{c}") for c in columns}), changes)
            done = [c["of_key"] for c in changes if c["new_state"] == "accepted"]
            for part in _parts(done):
                gone = (report_file.c.platform == self._platform) & report_file.c.key.in_(part)
                connection.execute(delete(report_file).where(gone))
        return len(changes)

    def shorten(self) -> int:
        """Forget what accepted reports said; their receipts stay. Returns of how many.

        For reports whose content is kept elsewhere, as samples are.
        """
        said = self._mine & (report.c.state == "accepted") & (report.c.statement != "")
        with alone(self._engine) as connection:
            return int(connection.execute(update(report).where(said).values(statement="", signature="")).rowcount)

    def awaited(self) -> list[str]:
        """The numbers under which answers are awaited, oldest first."""
        of = report.c
        query = select(of.sending).where(self._mine, of.state == "sent").group_by(of.sending)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.order_by(func.min(of.n))))

    def sent_as(self, number: str) -> list[Envelope]:
        """The results whose answers are awaited under a number, in order."""
        of = report.c
        query = select(of.statement, of.signer, of.signature).where(
            self._mine, of.state == "sent", of.sending == number
        )
        with self._engine.connect() as connection:
            return [envelope_of(*row) for row in connection.execute(query.order_by(of.n))]

    def step_back(self, document: str) -> list[tuple[str, str]]:
        """Take the refused results of a document back, with what waits behind them of the same instrument.

        Returns:
            The document and the event of each: they are to be made again from the record, and queued in this order.
        """
        of = report.c
        with alone(self._engine) as connection:
            query = select(of.n, of.instrument).where(self._mine, of.document == document, of.state == "refused")
            refused = connection.execute(query.order_by(of.n)).first()
            if refused is None:
                return []
            behind = and_(
                self._mine, of.instrument == refused.instrument, of.n >= refused.n, of.state.in_(("ready", "refused"))
            )
            rows = connection.execute(select(of.document, of.event, of.key).where(behind).order_by(of.n)).all()
            connection.execute(update(report).where(behind).values(state="rebuilt"))
            for part in _parts([row.key for row in rows]):
                gone = (report_file.c.platform == self._platform) & report_file.c.key.in_(part)
                connection.execute(delete(report_file).where(gone))
        return [(row.document, row.event) for row in rows]

    def rows(self, *states: str) -> list[Any]:
        """What the outbox holds, oldest first; with states, only what is in one of them."""
        query = select(report).where(self._mine).order_by(report.c.n)
        with self._engine.connect() as connection:
            return list(connection.execute(query.where(report.c.state.in_(states)) if states else query))


def key_of(institute: str, document: str, event: str, revision: int) -> str:
    """The idempotency key of a result: the same for the same result, whenever and by whomever it is sent."""
    text = orjson.dumps([institute, document, event, revision])
    return hashlib.sha256(text).hexdigest()[:40]


def envelope_of(stated: str, signer: str, signature: str) -> Envelope:
    """A stored statement in its envelope."""
    parts = orjson.loads(stated)
    return Envelope(**parts, signer=signer, signature=signature)


def _change(sent: Sent, row: Any, now: float) -> dict[str, Any] | None:
    answer = sent.answer
    attempts = row.attempts + 1
    receipt = answer.receipt
    if row.state not in OPEN:
        return None
    state = {"accepted": "accepted", "known": "accepted", "refused": "refused"}.get(answer.state, "ready")
    if sent.awaited:
        state = "sent"
    if (
        state == "accepted"
        and receipt is not None
        and receipt.sha256 != hashlib.sha256(row.statement.encode()).hexdigest()
    ):
        return None  # the platform holds something else, or the answer was changed: it is asked again
    later = answer.state == "later" and not sent.awaited
    return {
        "of_key": answer.key,
        "new_state": state,
        "new_answered": "" if state in OPEN else _moment(),
        "new_receipt": receipt.model_dump_json() if receipt is not None else "",
        "new_reasons": orjson.dumps([r.model_dump() for r in answer.reasons]).decode() if answer.reasons else "",
        "new_sending": sent.awaited,
        "new_attempts": attempts,
        "new_next_try": now + min(FIRST * 2.0 ** min(attempts - 1, 20), LONGEST) if later else 0.0,
    }


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _parts(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + MANY] for start in range(0, len(keys), MANY))
