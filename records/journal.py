"""The journal of one run: entries are chained here and durable when `append` returns."""

from __future__ import annotations

import secrets
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from threading import RLock, Thread
from typing import TYPE_CHECKING, Protocol

from records.audit import must_be_sealed
from records.block import line
from records.errors import StoreError
from records.event import GENESIS, Body, Event, Seal, digest, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.store import Store
    from records.writer import Row

# Entries without a reading: they wait for the next one and go in its transaction, or alone if it does not come soon.
WAITING = frozenset({"plan", "conclusion", "item", "verdict", "command", "restored", "dwell"})
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


class Signer(Protocol):
    """A station's key."""

    @property
    def name(self) -> str:
        """Its fingerprint."""
        ...

    def sign(self, run: str, seq: int, hash_: str) -> str:
        """Seal an entry."""
        ...


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
    """

    def __init__(
        self, store: Store, run: str, signer: Signer, past: Sequence[Event] = (), *, linger: float = LINGER
    ) -> None:
        self.run = run
        self._store, self._writer, self._signer, self._linger = store, store.writer(), signer, linger
        self._written = (past[-1].seq, past[-1].hash) if past else (-1, GENESIS)
        self._waiting: list[Row] = []
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
            row = (e, line(e, text), self._seal(e))
            if kind in WAITING:
                self._waiting.append(row)
                if self._watcher is None:
                    self._watcher = Thread(target=self._watch, name=f"journal {self.run}", daemon=True)
                    self._watcher.start()
            else:
                self._write([*self._waiting, row])
        return e

    def close(self) -> None:
        """Give the connection back; nothing more is appended. What waits after a failure is left to a resume."""
        with self._lock:
            self._closed.set()
            self._waiting = []
            self._writer.close()

    def _watch(self) -> None:
        """Write what nothing has taken along; ends when nothing waits, and is begun anew by the next that does."""
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
        """Write what waits if that is still so; if that fails, the next entry meets the same failure and says so."""
        if not self._waiting or self._unsure or self._closed.is_set():
            return False
        if self._waiting[0][0].seq == first:
            with suppress(StoreError):
                self._write(self._waiting, on_disk=False)
        return True

    def _write(self, rows: list[Row], *, on_disk: bool = True) -> None:
        self._unsure = True  # until it is known to be written: a Ctrl-C may fall between
        self._writer.append(rows, on_disk=on_disk)
        self._waiting = []
        self._written = (rows[-1][0].seq, rows[-1][0].hash)
        self._unsure = False

    def _look(self) -> None:
        """Find out whether what was being written when something broke is there; all of it is, or none."""
        found = self._store.last(self.run)
        if found is not None and found[0] > self._written[0]:
            self._waiting = []
            self._written = found
        self._unsure = False

    def _seal(self, e: Event) -> Seal | None:
        if not must_be_sealed({"seq": e.seq, "kind": e.kind}):
            return None
        return Seal(e.run, e.seq, e.hash, self._signer.name, self._signer.sign(e.run, e.seq, e.hash))


class MemoryJournal:
    """A journal that forgets: for plans, forms and replays, which must leave no trace."""

    def __init__(self, run: str = "") -> None:
        self.run = run
        self.events: list[Event] = []

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Keep an entry in memory; it is checked like a durable one."""
        encode(body)
        e = Event(self.run, len(self.events), "", kind, address, body, "", "")
        self.events.append(e)
        return e
