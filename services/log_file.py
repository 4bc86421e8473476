"""The file of the operational log, written by structlog: one JSON object a line, passwords taken out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
import structlog

from records.passwords import without_passwords

if TYPE_CHECKING:
    from collections.abc import MutableMapping

LARGEST = 5_000_000


def log_file(named: str) -> Any:
    """A logger that writes to a file; a log that cannot be written stops nothing.

    Args:
        named: The file; empty for the one in the user's state folder.
    """
    path = Path(named) if named else platformdirs.user_state_path("steelyard") / "steelyard.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(path.suffix + ".1"))
        stream = path.open("a", encoding="utf-8", buffering=1)
    except OSError:
        stream = Path(os.devnull).open("a", encoding="utf-8")  # noqa: SIM115
    return structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_process,
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.BoundLogger,
    )


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
