"""The journal of one run: entries are chained here and durable when `append` returns."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from records.audit import must_be_sealed
from records.event import GENESIS, Body, Event, Seal, canonical, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records.store import Store
    from records.writer import Row


def new_run_id(now: datetime) -> str:
    """A name for a run: sortable by time to the millisecond, unique across benches, short enough to type."""
    return f"{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03d}{secrets.token_hex(2)}"


def utc_now() -> datetime:
    """Wall-clock time in UTC."""
    return datetime.now(UTC)


class Signer(Protocol):
    """A station's key."""

    @property
    def name(self) -> str:
        """Its fingerprint."""
        ...

    def sign(self, run: str, seq: int, hash_: str) -> str:
        """Seal an entry."""
        ...


# Entries that follow from those before: they wait for the next entry, or for the end, and go with it.
FOLLOWING = frozenset({"plan", "conclusion", "item", "verdict"})
# Entries without a reading: in the file before they are carried out, on the disk with the next reading at the latest.
BEFOREHAND = frozenset({"command", "restored", "dwell"})


class Journal:
    """Appends to one run.

    What is read is on the disk when `append` returns. What follows from readings already there may wait for the next
    entry (`FOLLOWING`): were it lost, a resume would compute it again. `closed` and `interrupted` go with all of it.

    Args:
        store: Where it is kept.
        run: The run's identity, see `new_run_id`.
        signer: The station's key.
        past: Entries already there, when a run is resumed.
        now: Wall clock.
    """

    def __init__(
        self, store: Store, run: str, signer: Signer, past: Sequence[Event] = (), now: Callable[[], datetime] = utc_now
    ) -> None:
        self.run = run
        self._store, self._writer, self._signer, self._now = store, store.writer(), signer, now
        self._written = (past[-1].seq, past[-1].hash) if past else (-1, GENESIS)
        self._waiting: list[Row] = []
        self._unsure = False

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Chain an entry to the one before and make it durable.

        Raises:
            StoreError: It could not be made durable; the journal is as it was before.
            TypeError: The body holds something that canonical JSON cannot keep exactly.
        """
        if self._unsure:
            self._look()
        last, prev = (self._waiting[-1][0].seq, self._waiting[-1][0].hash) if self._waiting else self._written
        now = self._now()
        time = (now if now.tzinfo is UTC else now.astimezone(UTC)).isoformat(timespec="microseconds")
        text = canonical(body)
        hash_ = digest(self.run, last + 1, time, kind, address, text, prev)
        e = Event(self.run, last + 1, time, kind, address, body, prev, hash_)
        row = (e, text, self._seal(e))
        if kind in FOLLOWING:
            self._waiting.append(row)
        else:
            self._write([*self._waiting, row], on_disk=kind not in BEFOREHAND)
        return e

    def close(self) -> None:
        """Give the connection back; nothing more is appended. What waits after a failure is left to a resume."""
        self._writer.close()

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
        canonical(body)
        e = Event(self.run, len(self.events), "", kind, address, body, "", "")
        self.events.append(e)
        return e
