"""The events of a work, numbered, for any number of followers; one that comes late asks for those after a number."""

from __future__ import annotations

import zlib
from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 20_000
"""Events that are kept; older ones are in the journal."""


class WorkEvent(Struct, frozen=True):
    """Something that happened.

    Attributes:
        number: Its number, from 1 without a gap.
        kind: ``started``, ``entry``, ``asked``, ``answered``, ``waiting``, ``announced``, ``notice``, ``paused``, ``continued``,
            ``seen``, ``stopping``, ``position-stopped`` or ``ended``.
        position: The position it concerns; empty for the whole bench.
        body: What belongs to it.
    """

    number: int
    kind: str
    position: str
    body: dict[str, Any]


class Numbered:
    """A list of events that grows, and who follows it."""

    def __init__(self) -> None:
        self._events: list[WorkEvent] = []
        self._packed = b""
        self._newest = 0
        self._changed = Lock()
        self._followers: list[Callable[[], None]] = []

    @property
    def newest(self) -> int:
        """Number of the newest event; 0 before the first."""
        return self._newest

    def add(self, kind: str, position: str = "", **body: Any) -> int:
        """Add an event and tell the followers; returns its number."""
        with self._changed:
            self._newest += 1
            event = WorkEvent(self._newest, kind, position, body)
            self._events.append(event)
            if len(self._events) > MOST:
                del self._events[:-MOST]
            followers = list(self._followers)
        for follower in followers:
            follower()
        return event.number

    def after(self, number: int) -> list[WorkEvent]:
        """The events after a number; those that are no longer kept are missing at the beginning."""
        with self._changed:
            kept = [*_unpacked(self._packed), *self._events] if self._packed else self._events
            return kept[max(number - self._newest + len(kept), 0) :]

    def pack(self) -> None:
        """Keep the events of a work that has ended as compressed JSON: some hundred would take most of a megabyte."""
        with self._changed:
            self._packed = zlib.compress(json.encode([*_unpacked(self._packed), *self._events]))
            self._events = []

    def follow(self, follower: Callable[[], None]) -> Callable[[], None]:
        """Call `follower` after each event, in the thread of the event; returns a function that ends it."""
        with self._changed:
            self._followers.append(follower)

        def leave() -> None:
            with self._changed:
                if follower in self._followers:
                    self._followers.remove(follower)

        return leave


def _unpacked(packed: bytes) -> list[WorkEvent]:
    return json.decode(zlib.decompress(packed), type=list[WorkEvent]) if packed else []
