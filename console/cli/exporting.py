"""`steelyard export`: one run as a file, in the form its name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def export_run(name: str, output: Path, url: str) -> list[Path]:
    """Write one run; the files that were written.

    Raises:
        RecordsError, ReportError: The run cannot be read, or the form is not known.
    """
    from records.bundle import SUFFIX, write_bundle
    from records.keys import trusted_keys
    from records.store import Store
    from reports.tables import export

    store = Store(url)
    run = store.find(name)
    if output.suffix == SUFFIX:
        return write_bundle(store, run, output, trusted_keys())
    export(store.events(run), output)
    return [output]
