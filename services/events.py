"""What a use case tells while it works: subscribe to `Events` and receive one of the types below.

::

    RunStarted       a run begins or continues: what is verified, where, and how many conclusions are planned
    EntryWritten     an entry was appended to the journal of a run; it is on disk already
    PositionStopped  one position of a bench stopped; the others continue
    Notice           a message for a person that is not an entry of the journal
    Seen             what a source, a standard or the room shows while the run waits; not on record yet
    Traffic          bytes on a link
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from metrology.text import Text
    from records.entries import Opened
    from records.event import Event


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins or continues.

    Attributes:
        run: Its id.
        title: Title of the regulation.
        opened: Its first entry.
        total: Conclusions that are planned.
        done: Conclusions that exist already, when a run is resumed.
        position: Position on the bench; empty on a bench for one instrument.
    """

    run: str
    title: Text
    opened: Opened
    total: int
    done: int = 0
    position: str = ""


@dataclass(frozen=True, slots=True)
class EntryWritten:
    """An entry was appended to the journal of a run."""

    run: str
    entry: Event
    position: str = ""


@dataclass(frozen=True, slots=True)
class PositionStopped:
    """One position stopped; the others continue."""

    position: str
    run: str
    reason: BaseException


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for a person."""

    text: Text


@dataclass(frozen=True, slots=True)
class Seen:
    """What an instrument shows while the run waits for it; `position` is empty for one of the whole bench."""

    role: str
    position: str
    text: str


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes on a link; `direction` is `sent` or `received`."""

    role: str
    direction: str
    data: bytes


def tell(notices: Iterable[Text], events: Events) -> None:
    """Publish messages for a person."""
    for notice in notices:
        events.publish(Notice(notice))


ServiceEvent = RunStarted | EntryWritten | PositionStopped | Notice | Seen | Traffic


class Events:
    """Passes each event to every subscriber, one event at a time even if several positions publish at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[ServiceEvent], None]] = []
        self._lock = RLock()

    def subscribe(self, listener: Callable[[ServiceEvent], None]) -> Callable[[], None]:
        """Call `listener` for each event from now on; returns a function that ends the subscription."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, event: ServiceEvent) -> None:
        """Pass an event to every subscriber. An exception of a subscriber reaches the caller."""
        with self._lock:
            for listener in list(self._listeners):
                listener(event)
