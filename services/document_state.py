"""Whether the store of the laboratory still holds to a document that is genuine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from records.entries import Opened, read
from records.store import Store
from records.verification import ledger_of, read_verified
from reports.identity import certificate_number, number_of, title
from reports.model import read_run
from services.runs import amended

if TYPE_CHECKING:
    from records.store_rows import RunLine


def document_state(url: str, named: str, valid_until: str, today: date) -> str:
    """The state of a document: VALID, EXPIRED, SUPERSEDED or UNKNOWN.

    Args:
        url: The store.
        named: Title and number of the document, as its metadata give them.
        valid_until: Last day, ISO; empty where the document gives none.
        today: The day that is asked about.

    Returns:
        ``SUPERSEDED`` where a later record corrects that of the document, ``UNKNOWN`` where the store holds no record
        that gives this document.

    Raises:
        StoreError, Damaged: The store or the record cannot be believed.
    """
    store = Store(url, read_only=True)
    try:
        lines = store.runs()
        run = next((line.run for line in lines if line.closed and named.endswith(f" {_number(line)}")), None)
        if run is None:
            return "UNKNOWN"
        view = read_run(read_verified(store, run, ledger_of(store)))
        if named != f"{title(view).name.zh} {certificate_number(view)}":
            return "UNKNOWN"
        if run in amended(lines):
            return "SUPERSEDED"
        return "EXPIRED" if valid_until and date.fromisoformat(valid_until) < today else "VALID"
    finally:
        store.close()


def _number(line: RunLine) -> str:
    return number_of(line.run, read(line.opened, Opened))
