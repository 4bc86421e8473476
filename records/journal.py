"""The journal of one run: entries are chained here and durable when `append` returns."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache, partial
from threading import RLock, Thread
from typing import TYPE_CHECKING

from records.audit import WITH_THE_NEXT
from records.block import join, line
from records.errors import StoreError
from records.event import GENESIS, Body, Event, digest, encode
from records.ledger import note
from records.writer import Block

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from sqlalchemy import Connection

    from records.head_memory import Progress
    from records.ledger import Head, Note, Signer
    from records.store import Store

    class AtEnd(Protocol):
        """Writes what belongs to the end of a run, inside its transaction."""

        def __call__(self, connection: Connection, *, entries: Sequence[Event]) -> Sequence[Note]:
            """Write it; what the ledger is to say of it."""
            ...


WAITING = WITH_THE_NEXT
"""Entries without a reading: they go in the transaction of the next one, or alone if it does not come soon."""
LINGER = 0.05
"""How often it is looked whether an entry still waits that waited before, s."""


def new_run_id(now: datetime) -> str:
    """A name for a run: sortable by time to the millisecond, unique across benches, short enough to type."""
    return f"{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03d}{secrets.token_hex(2)}"


def utc_now() -> datetime:
    """Wall-clock time in UTC."""
    return datetime.now(UTC)


def _now() -> str:
    """`utc_now` in ISO 8601 with microseconds; every entry needs one."""
    seconds, rest = divmod(time.time_ns(), 1_000_000_000)
    return f"{_to_the_second(seconds)}.{rest // 1000:06d}+00:00"


@lru_cache(maxsize=1)
def _to_the_second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat()


class Journal:
    """Appends to one run; for one thread.

    What was read or seen is on the disk when `append` returns. What was told to the bench, and what follows from
    readings already there (`WAITING`), goes with the next such entry in one transaction; if none comes it is in
    the file a tenth of a second later: the end of the process takes at most that much of it, and nothing that was read.

    Args:
        store: Where it is kept.
        run: The run's identity, see `new_run_id`.
        signer: The station's key.
        past: Entries already there, when a run is resumed.
        linger: An entry that waits is written after once to twice this time, s.
        at_end: What else is written in the transaction of the last entry, `closed`. It is given the entries of that
            transaction, and gives what the ledger is to say of what it wrote.
    """

    def __init__(
        self,
        store: Store,
        run: str,
        signer: Signer,
        past: Sequence[Event] = (),
        *,
        linger: float = LINGER,
        at_end: AtEnd | None = None,
    ) -> None:
        self.run, self._at_end = run, at_end
        self._store, self._writer, self._signer, self._linger = store, store.writer(), signer, linger
        self._written = (past[-1].seq, past[-1].hash) if past else (-1, GENESIS)
        self._waiting: list[tuple[Event, bytes]] = []
        self._progress: list[Progress] = []
        self._unsure = False
        self._lock = RLock()  # a Ctrl-C may leave it taken by the thread that must still write why it stopped
        self._watcher: Thread | None = None
        self._closed = threading.Event()

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Chain an entry to the one before and make it durable.

        Raises:
            StoreError: It could not be made durable; the journal is as it was before.
            TypeError: The body holds something that canonical JSON cannot keep exactly.
        """
        text = encode(body)
        with self._lock:
            if self._unsure:
                self._look()
            last, prev = (self._waiting[-1][0].seq, self._waiting[-1][0].hash) if self._waiting else self._written
            seq = last + 1
            now = _now()
            hash_ = digest(self.run, seq, now, kind, address, text, prev)
            e = Event(self.run, seq, now, kind, address, body, prev, hash_)
            row = (e, line(e, text))
            if kind in WAITING:
                self._waiting.append(row)
                if self._watcher is None:
                    self._watcher = Thread(target=self._watch, name=f"journal {self.run}", daemon=True)
                    self._watcher.start()
            else:
                self._write([*self._waiting, row])
        return e

    def written(self) -> list[Event]:
        """The entries that are in the store, oldest first.

        Raises:
            Damaged: One of them is not what was written.
        """
        with self._lock:
            return self._store.events(self.run)

    def attach(self, content: bytes) -> None:
        """Keep the bytes of a file; they are on the disk when this returns, before an entry names their digest.

        Raises:
            StoreError: They could not be kept.
        """
        with self._lock:
            self._writer.attach(hashlib.sha256(content).hexdigest(), content)

    def close(self) -> None:
        """Give the connection back; nothing more is appended. What waits after a failure is left to a resume."""
        with self._lock:
            self._closed.set()
            self._waiting = []
            self._writer.close()
            for place in self._progress:
                place.close()

    def _watch(self) -> None:
        """Write what nothing has taken along; ends when nothing waits, and is begun again by the next that does."""
        seen = -1
        while not self._closed.wait(self._linger):
            waits = self._waiting
            first = waits[0][0].seq if waits else -1
            if first == seen:
                with self._lock:
                    if not self._come_due(first):
                        self._watcher = None
                        return
            seen = first

    def _come_due(self, first: int) -> bool:
        """Write what waits if that is still so; if that fails, the next entry meets the same failure and states it."""
        if not self._waiting or self._unsure or self._closed.is_set():
            return False
        if self._waiting[0][0].seq == first:
            with suppress(StoreError):
                self._write(self._waiting, on_disk=False)
        return True

    def _write(self, rows: list[tuple[Event, bytes]], *, on_disk: bool = True) -> None:
        """Write entries with their seal; those that a run begins, goes on or ends with are stated in the ledger too."""
        first, last = rows[0][0], rows[-1][0]
        entries = join([text for _, text in rows])
        signature = self._signer.seal(self.run, first.seq, first.prev, entries)
        block = Block(self.run, first.seq, first.prev, entries, self._signer.name, signature)
        stated = note(rows, self._store.second_place, self._store.witness)
        self._unsure = True  # until it is known to be written: a Ctrl-C may fall between
        head: Head | None = None
        if stated is None:
            self._writer.append(block, on_disk=on_disk)
        else:
            ends = self._at_end if last.kind == "closed" else None
            together = partial(ends, entries=[e for e, _ in rows]) if ends is not None else None
            head = self._writer.enter(stated, self._signer, last.time, block, together)
        self._waiting = []
        self._written = (last.seq, last.hash)
        self._unsure = False
        if head is not None:
            self._store.remember(head, last.time)
            self._progress = self._progress or self._store.progress(self.run, head.store)
        if on_disk:
            self._remember(last)

    def _remember(self, last: Event) -> None:
        """Keep how far the run came elsewhere: perhaps less than what was written, never more."""
        with suppress(OSError):
            for place in self._progress:
                place.note(last.seq, last.hash)
                if last.kind == "closed":
                    place.close(ended=True)

    def _look(self) -> None:
        """Find out whether what was being written when something broke is there; all of it is, or none."""
        found = self._store.last(self.run)
        if found is not None and found[0] > self._written[0]:
            self._waiting = []
            self._written = found
        self._unsure = False


class MemoryJournal:
    """A journal that forgets: for plans, forms and replays, which must leave no trace."""

    def __init__(self, run: str = "") -> None:
        self.run = run
        self.events: list[Event] = []
        self.files: list[bytes] = []

    def attach(self, content: bytes) -> None:
        """Keep a file in memory."""
        self.files.append(content)

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Keep an entry in memory; it is checked like a durable one."""
        encode(body)
        e = Event(self.run, len(self.events), "", kind, address, body, "", "")
        self.events.append(e)
        return e
