"""Reads the run of a document with everything checked: chain, seals, ledger, later corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from records.verification import ledger_of, read_verified
from registers.book import Book
from registers.contents import REGISTERS
from registers.documents import DOCUMENTS, LIVE
from registers.projection import laid_out
from reports.model import read_run
from reports.view import Numbered
from services.issuing.rules import permitted
from services.runs import amended
from services.standards.capability_check import refuse_below_capability

if TYPE_CHECKING:
    from records.store import Store
    from registers.change import Row
    from registers.documents import IssuedDocument
    from reports.view import RunView
    from services.issuing.rules import Permitted


def verified_run(store: Store, run: str) -> RunView:
    """A run with nothing missing or changed in it.

    Raises:
        RecordsError: The run or the ledger is not what was written, or a result is below what the laboratory can do.
    """
    ledger = ledger_of(store)
    entries = read_verified(store, run, ledger)
    refuse_below_capability(store, entries)
    return replace(read_run(entries), ledger=ledger.place(run), replaced_by=amended(store.runs()).get(run, ""))


def allowed(store: Store, run: str) -> tuple[RunView, Permitted]:
    """A run, and the document that it may get.

    Raises:
        RecordsError: As `verified_run`.
        RegistersError: It may get none.
    """
    view = verified_run(store, run)
    return view, permitted(view)


def book_of(store: Store) -> Book | None:
    """The registers of a store that is only read; None where it has none yet, or another version's."""
    return Book(store) if laid_out(store.engine, list(REGISTERS.values())) else None


def of_run(book: Book, run: str) -> Row[IssuedDocument] | None:
    """The newest document of a run that holds, or may yet; else the newest that was issued once."""
    rows = list(book.rows(DOCUMENTS, lambda c: (c.run == run) & (c.state != "void"), order=("recorded", "key")))
    return max(rows, key=lambda row: (row.record.state in LIVE, row.recorded, row.key), default=None)


def numbered_in(store: Store, run: str) -> Numbered | None:
    """What the documents of a run print of its row; None where it has no number."""
    book = book_of(store)
    row = of_run(book, run) if book is not None else None
    return numbered(row) if row is not None else None


def numbered(row: Row[IssuedDocument]) -> Numbered:
    """What a document prints of its row."""
    of = row.record
    ended = {
        "superseded": f"cancelled, replaced by {of.replaced_by}",
        "cancelled": "cancelled by the laboratory",
    }.get(of.state, "")
    return Numbered(row.key, of.replaces, ended, of.check_page)
