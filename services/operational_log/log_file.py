"""The file of the operational log, written by structlog: one JSON object a line, passwords taken out."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

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
        structlog.WriteLogger(_Quiet(stream)),  # type: ignore[arg-type]  # written to and flushed, nothing else
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_process,
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.BoundLogger,
    )


class _Quiet:
    """A stream that takes nothing where it cannot be written, such as on a full disk; what is logged stops no run."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


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
