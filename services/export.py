"""Writes one run as a file, in the format that its name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.bundle import SUFFIX, write_bundle
from records.store import Store
from records.verification import ledger_of, read_verified
from reports.tables import export

if TYPE_CHECKING:
    from pathlib import Path


def export_run(name: str, output: Path, url: str) -> list[Path]:
    """Write one run; returns the files written.

    Raises:
        RecordsError, ReportError: The run cannot be read, or the format is not known.
    """
    store = Store(url, read_only=True)
    run = store.find(name)
    if output.suffix == SUFFIX:
        return write_bundle(store, run, output, ledger_of(store).trust.public)
    export(read_verified(store, run), output)
    return [output]
