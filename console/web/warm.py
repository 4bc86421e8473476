"""What the first page would wait for is loaded while the server starts: the regulations and the benches."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from console.web.arenas import keep_loaded
from procedures import registry
from procedures.errors import ProcedureError
from records.errors import RecordsError
from services.laboratory.laboratory_folders import regulation_folders

if TYPE_CHECKING:
    from pathlib import Path


def warm_up(laboratory: Path) -> None:
    """Load every regulation beside the start of the server; what is wrong with one is told by the page that needs it."""
    Thread(target=_load, args=(laboratory,), name="warm-up", daemon=True).start()


def _load(laboratory: Path) -> None:
    with suppress(RecordsError, ProcedureError):
        registry.implemented(regulation_folders(laboratory))
    keep_loaded()
