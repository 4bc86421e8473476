"""Changes of the registers: who changed which rows, when and why, with what stood there before and after.

A change is a row of `register_change` with its events, all written in one transaction. The ledger states how many
events it has and their digest, so that none can be changed, added or removed without a trace. What the registers hold
now is a projection of the events, see `registers`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import insert, select

from metrology.text import Text
from records.event import canonical
from records.ledger import REGISTERS, Note
from records.many_rows import insert_many
from records.schema import register_change, register_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


class Reason(NamedTuple):
    """Why registers change.

    Attributes:
        who: Identity of the person.
        why: In words.
        cause: What it follows from: a run, an import; may be empty.
    """

    who: str
    why: str
    cause: str = ""


class RegisterEvent(NamedTuple):
    """What a change does to one row.

    Attributes:
        register: Name of the register.
        key: Key of the row.
        version: Number of the event among those of the row, from 1.
        time: When; never earlier than the version before.
        before: The fields that differ, as they were, canonical JSON; empty where the row is new.
        after: The same as they are now; empty where the row is removed.
    """

    register: str
    key: str
    version: int
    time: str
    before: str
    after: str


class ChangeLog:
    """The events of one change, inside a transaction.

    Args:
        connection: The transaction.
        time: Wall-clock time of the change.
        reason: Who and why.
    """

    def __init__(self, connection: Connection, time: str, reason: Reason) -> None:
        self._connection, self._place = connection, 0
        values = {"time": time, **reason._asdict()}
        n = connection.execute(insert(register_change).values(values).returning(register_change.c.n)).scalar_one()
        self.n = int(n)
        self._digest = sha256(_head(self.n, time, *reason))

    @property
    def events(self) -> int:
        """How many events it has so far."""
        return self._place

    def append(self, events: Sequence[RegisterEvent]) -> None:
        """Write events."""
        if not events:
            return
        rows = [(self.n, self._place + n, *e) for n, e in enumerate(events)]
        insert_many(self._connection, register_event, rows)
        for e in events:
            self._digest.update(_line(*e))
        self._place += len(events)

    def note(self) -> Note:
        """What the ledger states of the change."""
        return Note(REGISTERS, {"change": self.n, "events": self._place, "digest": self._digest.hexdigest()})


def _head(n: int, time: str, who: str, why: str, cause: str) -> bytes:
    return canonical({"n": n, "time": time, "who": who, "why": why, "cause": cause}).encode()


def _line(register: str, key: str, version: int, time: str, before: str, after: str) -> bytes:
    return orjson.dumps((register, key, version, time, before, after))


def stored_digests(connection: Connection) -> Iterable[tuple[int, int, str]]:
    """Number of events and digest of every change that is stored, by number; events without a change have their own."""
    heads = {row.n: _head(*row) for row in connection.execute(select(register_change))}
    query = select(register_event).order_by(register_event.c.change, register_event.c.place)
    at, count, digest = None, 0, sha256()
    seen = set()
    for change, _, *fields in connection.execute(query, execution_options={"yield_per": 1000}):
        if change != at:
            if at is not None:
                yield at, count, digest.hexdigest()
            at, count, digest = change, 0, sha256(heads.get(change, b""))
            seen.add(change)
        digest.update(_line(*fields))
        count += 1
    if at is not None:
        yield at, count, digest.hexdigest()
    for n in sorted(set(heads) - seen):
        yield n, 0, sha256(heads[n]).hexdigest()


UNKNOWN = Text("台账中没有", "the ledger does not know it")
CHANGED = Text("内容与写入时不一致", "its events are not what was written")
MISSING = Text("缺失", "it is missing")


def against_ledger(connection: Connection, stated: Sequence[dict[str, Any]]) -> list[tuple[int, Text]]:
    """What of the changes is not what the ledger states: number of the change, and what is wrong."""
    wanted = {body["change"]: (body["events"], body["digest"]) for body in stated}
    found, problems = set(), []
    for n, count, digest in stored_digests(connection):
        found.add(n)
        if n not in wanted:
            problems.append((n, UNKNOWN))
        elif wanted[n] != (count, digest):
            problems.append((n, CHANGED))
    problems += [(n, MISSING) for n in wanted if n not in found]
    return sorted(problems)
