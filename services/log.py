"""The operational log: what the program did and refused. It is no evidence, and holds no readings and no passwords.

One JSON object a line, in the user's state folder or in the file that `STEELYARD_LOG` names; nothing on a terminal.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
import structlog

from records.address import without_passwords
from records.entries import ENTRIES, BrokenOff, Closed, Interrupted, Resumed, Verdict, read
from services.events import EntryWritten, PositionStopped, RunStarted

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from services.events import ServiceEvent
    from services.failures import Failure

LARGEST = 5_000_000
_SAID: Mapping[str, tuple[str, ...]] = {
    Resumed.entry_kind: ("operator", "reason"),
    Interrupted.entry_kind: ("reason",),
    Verdict.entry_kind: ("outcome",),
    Closed.entry_kind: ("outcome",),
    BrokenOff.entry_kind: (),
}
"""Entries that are logged, and which of their fields."""


def open_log(environ: MutableMapping[str, str] | None = None) -> None:
    """Write the log from now on. A log that cannot be written stops nothing."""
    named = (os.environ if environ is None else environ).get("STEELYARD_LOG", "")
    path = Path(named) if named else platformdirs.user_state_path("steelyard") / "steelyard.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(path.suffix + ".1"))
        stream = path.open("a", encoding="utf-8", buffering=1)
    except OSError:
        stream = Path(os.devnull).open("a", encoding="utf-8")  # noqa: SIM115
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_process,
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    links = logging.getLogger("steelyard.link")
    links.handlers, links.propagate, links.disabled = [_Links()], False, False  # a library may disable those it finds
    links.setLevel(logging.WARNING)


class _Links(logging.Handler):
    """Takes what links tell of attempts that they repeat into the log."""

    def emit(self, record: logging.LogRecord) -> None:
        logger().warning("link tried again", what=record.getMessage())


def logger() -> Any:
    """Where to log; silent until `open_log` was called."""
    if not structlog.is_configured():
        open_log({"STEELYARD_LOG": os.devnull})
    return structlog.get_logger()


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


def log_failure(command: str, found: Failure | None, error: BaseException) -> None:
    """Log a refusal, an interruption or a defect."""
    if found is None:
        logger().error("defect", command=command, error=f"{type(error).__name__}: {error}")
    else:
        reasons = [reason.en for reason in found.reasons]
        logger().warning(found.kind, command=command, about=found.about.en, reasons=reasons, run=found.run)


def _with_process(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    entry["pid"] = os.getpid()
    return entry


def _masked(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take passwords out of URLs, wherever they stand."""
    for key, value in entry.items():
        if isinstance(value, str):
            entry[key] = without_passwords(value)
        elif isinstance(value, list):
            entry[key] = [without_passwords(str(part)) for part in value]
    return entry
