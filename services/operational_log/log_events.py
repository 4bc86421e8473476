"""What use cases publish, in the operational log: starts, interruptions, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.entries import ENTRIES, BrokenOff, Closed, Interrupted, Resumed, Verdict, read
from services.events import EntryWritten, PositionStopped, RunStarted
from services.operational_log.log import logger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.events import ServiceEvent

_SAID: Mapping[str, tuple[str, ...]] = {
    Resumed.entry_kind: ("operator", "reason"),
    Interrupted.entry_kind: ("reason",),
    Verdict.entry_kind: ("outcome",),
    Closed.entry_kind: ("outcome",),
    BrokenOff.entry_kind: (),
}
"""Entries that are logged, and which of their fields."""


def log_event(event: ServiceEvent) -> None:
    """Log what a use case publishes: starts, interruptions, ends. Subscribe it to `Events`."""
    if isinstance(event, RunStarted):
        logger().info(
            "run started",
            run=event.run,
            regulation=event.opened.regulation.id,
            bench=event.opened.bench.file,
            position=event.position,
            simulated=event.opened.simulated,
        )
    elif isinstance(event, EntryWritten) and event.entry.kind in _SAID:
        entry = read(event.entry, ENTRIES[event.entry.kind])
        said = {name: getattr(entry, name) for name in _SAID[event.entry.kind]}
        logger().info(f"entry {event.entry.kind}", run=event.run, entry=event.entry.seq, **said)
    elif isinstance(event, PositionStopped):
        logger().warning("position stopped", run=event.run, position=event.position, reason=str(event.reason))
