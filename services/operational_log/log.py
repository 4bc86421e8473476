"""The operational log: what the program did and refused. It is no evidence, and holds no readings and no passwords.

One JSON object a line, in the user's state folder or in the file that `STEELYARD_LOG` names; nothing on a terminal. The file
is opened by the first entry: most commands have nothing to log, and none of them waits for the library that writes it.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from services.failures import Failure

_opened: list[Any] = []
_named = {"STEELYARD_LOG": os.devnull}


def open_log(environ: MutableMapping[str, str] | None = None) -> None:
    """Write the log from now on, to the file that the variable names or to the usual one."""
    _named["STEELYARD_LOG"] = (os.environ if environ is None else environ).get("STEELYARD_LOG", "")
    _opened.clear()
    links = logging.getLogger("steelyard.link")
    links.handlers, links.propagate, links.disabled = [_Links()], False, False  # a library may disable those it finds
    links.setLevel(logging.WARNING)


class _Links(logging.Handler):
    """Takes what links tell of attempts that they repeat into the log."""

    def emit(self, record: logging.LogRecord) -> None:
        logger().warning("link tried again", what=record.getMessage())


def logger() -> Any:
    """Where to log; silent until `open_log` was called."""
    if not _opened:
        from services.operational_log.log_file import log_file

        _opened.append(log_file(_named["STEELYARD_LOG"]))
    return _opened[0]


def log_failure(command: str, found: Failure | None, error: BaseException) -> None:
    """Log a refusal, an interruption or a defect."""
    if found is None:
        logger().error("defect", command=command, error=f"{type(error).__name__}: {error}")
    else:
        reasons = [reason.en for reason in found.reasons]
        logger().warning(found.kind, command=command, about=found.about.en, reasons=reasons, run=found.run)
