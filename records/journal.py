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


class Journal:
    """Appends to one run.

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
        self._writer, self._signer, self._now = store.writer(), signer, now
        self._seq = past[-1].seq + 1 if past else 0
        self._prev = past[-1].hash if past else GENESIS

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Chain an entry to the one before and make it durable.

        Raises:
            StoreError: It could not be made durable; the journal is as it was before.
            TypeError: The body holds something that canonical JSON cannot keep exactly.
        """
        time = self._now().astimezone(UTC).isoformat(timespec="microseconds")
        text = canonical(body)
        hash_ = digest(self.run, self._seq, time, kind, address, text, self._prev)
        e = Event(self.run, self._seq, time, kind, address, body, self._prev, hash_)
        self._writer.append(e, text, self._seal(e))
        self._seq, self._prev = self._seq + 1, hash_
        return e

    def close(self) -> None:
        """Give the connection back; nothing more is appended."""
        self._writer.close()

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
