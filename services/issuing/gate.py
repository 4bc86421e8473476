"""Reads the run of a document with everything checked: chain, seals, ledger, later corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from metrology.text import Text
from records.run_index import amending
from records.verification import ledger_of, read_verified
from registers.book import Book
from registers.contents import REGISTERS
from registers.documents import DOCUMENTS, LIVE
from registers.errors import RegistersError
from registers.projection import laid_out
from registers.verifications import VERIFICATIONS
from reports.identity import Kind
from reports.model import read_run
from reports.view import Numbered
from services.issuing.rules import APPROVED, CERTIFYING, SEAL, permitted, refuse_other
from services.standards.capability_check import refuse_below_capability

if TYPE_CHECKING:
    from records.ledger_state import LedgerState
    from records.store import Store
    from registers.change import Row
    from registers.documents import IssuedDocument
    from reports.view import RunView
    from services.issuing.rules import Permitted


def verified_run(store: Store, run: str, ledger: LedgerState | None = None) -> RunView:
    """A run with nothing missing or changed in it.

    Args:
        store: The store.
        run: Name of the run, whole.
        ledger: The ledger, where it was read for many runs.

    Raises:
        RecordsError: The run or the ledger is not what was written, or a result is below what the laboratory can do.
    """
    ledger = ledger if ledger is not None else ledger_of(store)
    entries = read_verified(store, run, ledger)
    refuse_below_capability(store, entries)
    return replace(read_run(entries), ledger=ledger.place(run), replaced_by=amending(store, [run]).get(run, ""))


def allowed(store: Store, run: str, ledger: LedgerState | None = None) -> tuple[RunView, Permitted]:
    """A run, and the document that it may get; see `verified_run`.

    Raises:
        RecordsError: As `verified_run`.
        RegistersError: It may get none.
    """
    view = verified_run(store, run, ledger)
    return view, permitted(view)


def ready(store: Store, book: Book, row: Row[IssuedDocument]) -> RunView:
    """The run of a document, where the document may go a step further or be signed for.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: It is not, or no more, a run of such a document, or its job was measured again.
    """
    view = verified_run(store, row.record.run)
    refuse_other(view, row.key, row.record)
    refuse_measured_again(book, view)
    return replace(view, numbered=numbered(row))


def approved(store: Store, run: str, person: str) -> RunView:
    """The run of a certificate that was approved: what is signed of it beside the PDF, such as a DCC, asks this.

    Args:
        store: The store.
        run: Name of the run, whole.
        person: Who signs, by the certificate of the key: ``seal``, or the person who approved.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: It has no certificate that was checked and approved and that holds, or another person signs.
    """
    book = book_of(store)
    row = of_run(book, run) if book is not None else None
    if book is None or row is None:
        zh = f"记录 {run} 没有编号，不签署：steelyard documents issue {run} -o FOLDER"
        raise RegistersError(
            [Text(zh, f"run {run} has no number and is not signed for: steelyard documents issue {run}")]
        )
    view = ready(store, book, row)
    if row.record.kind not in CERTIFYING or row.record.state not in APPROVED:
        zh = f"文件 {row.key} 不是已批准且有效的证书，不签署"
        en = f"document {row.key} is no certificate that was approved and holds; nothing is signed for it"
        raise RegistersError([Text(zh, en)])
    if person not in {SEAL, row.record.approver}:
        zh = f"文件 {row.key} 由机构印章或批准人 {row.record.approver} 签署，不是 {person}"
        en = f"document {row.key} is signed for by the seal or by {row.record.approver}, who approved it, not by {person}"
        raise RegistersError([Text(zh, en)])
    return view


def refuse_measured_again(book: Book, view: RunView) -> None:
    """Refuse the certificate of a run after which its job was measured again: the last run of a job counts.

    Raises:
        RegistersError: It was.
    """
    if permitted(view).kind is not Kind.CERTIFICATE:
        return
    row = book.find(VERIFICATIONS, view.run)
    if row is not None and not row.record.as_left:
        zh = f"任务 {row.record.job} 在记录 {view.run} 之后已重新检定，以最后一次为准"
        en = f"job {row.record.job} was measured again after run {view.run}: its last run counts"
        raise RegistersError([Text(zh, en)])


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
    holds = of.kind in CERTIFYING and of.state in APPROVED
    return Numbered(row.key, of.replaces, ended, of.check_page, approved=holds)
