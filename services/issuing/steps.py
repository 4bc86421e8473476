"""Numbers a document, and brings it from state to state; every step looks at the run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import convert
from msgspec.structs import replace
from sqlalchemy import select

from metrology.text import Text
from registers.document_steps import HasDocument, Numbering, advance_document, end_document, number_document
from registers.documents import DOCUMENTS, LIVE, DocumentKind, IssuedDocument
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument, identity
from registers.outcomes import Outcome
from registers.work import JOBS
from reports.last_day import last_day
from services.issuing.basis import FILED, basis_of, stated_in
from services.issuing.desk import Desk, refuse_unable
from services.issuing.gate import allowed, of_run, ready, refuse_measured_again
from services.issuing.numbering import numbering
from services.register.book import person

if TYPE_CHECKING:
    from datetime import date

    from records.ledger_state import LedgerState
    from records.register_documents import Documents
    from registers.change import Change
    from reports.view import RunView
    from services.issuing.rules import Permitted


def number(
    desk: Desk, run: str, laboratory: Documents, by: str, on: date, ledger: LedgerState | None = None
) -> str:  # fmt: skip
    """Give the document of a run a number; the one that it has, where it has one that holds.

    The document of a run that corrects another replaces that of the corrected one.

    Args:
        desk: The store.
        run: Name of the run, whole.
        laboratory: How documents are numbered.
        by: Who.
        on: The day.
        ledger: The ledger, where it was read for many runs.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: It may get no document.
    """
    view, found = allowed(desk.store, run, ledger)
    refuse_measured_again(desk.book, view)
    there = of_run(desk.book, run)
    if there is not None and there.record.state in LIVE:
        return there.key
    corrected = of_run(desk.book, view.opened.amends[-1].run) if view.opened.amends else None
    old = corrected.key if corrected is not None and corrected.record.state == "issued" else ""
    why = "its record was corrected" if old else ""
    return _numbered(desk, view, found, laboratory, by, on, old, why)


def number_filed(desk: Desk, document: IssuedDocument, how: Numbering, by: str) -> str:
    """Give a document that rests on no run a number; the one that there is for what it was made from, where it holds.

    Args:
        desk: The store, with what the document was made from, see `services.issuing.basis.keep`.
        document: The document.
        how: How it is numbered.
        by: Who.

    Raises:
        RegistersError: What it was made from is missing, or something is wrong with the document.
    """
    stated_in(desk.store, document, document.run)
    try:
        return desk.change(by, "numbered", lambda change: number_document(change, document, how), document.run)
    except HasDocument as other:
        return other.number


def reissue(desk: Desk, old: str, laboratory: Documents, by: str, why: str, on: date, run: str = "") -> str:
    """Number a document that replaces an issued one; the old one is superseded when the new one is issued.

    Args:
        desk: The store.
        old: Number of the document that is replaced.
        laboratory: How documents are numbered.
        by: Who.
        why: Why; the old document states it.
        on: The day.
        run: The record of the new document, of the same instrument; empty for that of the old one.

    Raises:
        RecordsError, RegistersError: As `number`; or the old one is not issued, or of another instrument.
    """
    before = desk.book.get(DOCUMENTS, old).record
    if before.state != "issued" or not why.strip():
        zh, en = f"只能替代已发出的文件并说明原因：{old}", f"only an issued document is replaced, with a reason: {old}"
        raise RegistersError([Text(zh, en)])
    if before.kind in FILED:
        zh = f"文件 {old} 不是由原始记录出具的：请先注销，再重新出具"
        raise RegistersError([Text(zh, f"document {old} rests on no run: cancel it, and issue the report again")])
    view, found = allowed(desk.store, run or before.run)
    subject = view.opened.subject
    if (subject.model, subject.serial) != (before.model, before.serial):
        en = f"document {old} is of another instrument: {before.model} {before.serial}"
        raise RegistersError([Text(f"文件 {old} 属于另一台器具：{before.model} {before.serial}", en)])
    return _numbered(desk, view, found, laboratory, by, on, old, why)


def _numbered(
    desk: Desk, view: RunView, found: Permitted, laboratory: Documents, by: str, on: date, old: str, why: str
) -> str:
    document = replace(_row(view, found, on), replaces=old, reason=why, check_page=laboratory.check_page)

    def work(change: Change) -> str:
        return number_document(change, _placed(change, document, view), numbering(laboratory, view.opened))

    try:
        return desk.change(by, "numbered", work, view.run)
    except HasDocument as other:
        return other.number


def _row(view: RunView, found: Permitted, on: date) -> IssuedDocument:
    opened = view.opened
    return IssuedDocument(
        kind=convert(str(found.kind), DocumentKind),
        state="specimen" if found.specimen else "numbered",
        run=view.run,
        name=opened.subject.name.zh,
        model=opened.subject.model,
        serial=opened.subject.serial,
        client=opened.subject.client,
        regulation=opened.regulation.id,
        outcome=convert(str(view.verdict.outcome) if view.verdict else "", Outcome),
        on=view.verified_on,
        valid_until=last_day(view),
        numbered_on=on,
        verifier=opened.people.operator.id,
        head=view.head,
        manifest=opened.code.manifest,
    )


def _placed(change: Change, document: IssuedDocument, view: RunView) -> IssuedDocument:
    """With the instrument and the job that the registers have for it."""
    subject = view.opened.subject
    wanted = identity(Instrument(maker=subject.maker, model=subject.model, serial=subject.serial))
    table, jobs = INSTRUMENTS.now, JOBS.now
    found = list(
        change.connection.scalars(select(table.c.key).where(table.c.identity == wanted, table.c.status != "merged"))
    )
    of = select(jobs.c.key).where((jobs.c.as_left == view.run) | (jobs.c.as_found == view.run))
    job = change.connection.scalar(of) or ""
    return replace(document, instrument=found[0] if len(found) == 1 else "", job=job)


def advance(desk: Desk, number: str, state: str, by: str, on: date, **fields: Any) -> None:
    """Bring a document to ``checked``, ``approved`` or ``issued``.

    Args:
        desk: The store.
        number: The document.
        state: Where to.
        by: Who; see `registers.document_steps.advance_document`.
        on: The day.
        **fields: Further fields of the row, such as the digest of the signed file.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: The run, the state or the person does not allow it.
    """
    who = person(by)
    refuse_unready(desk, number)
    refuse_unable(desk.book, state, who)
    desk.change(who, state, lambda change: advance_document(change, number, state, who, on, **fields))


def refuse_unready(desk: Desk, number: str) -> None:
    """Refuse a step of a document whose run does not allow it.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: It is not, or no more, a run of such a document; or what a document without a run rests on is not.
    """
    row = desk.book.get(DOCUMENTS, number)
    if row.record.kind in FILED:
        basis_of(desk.store, row)
    else:
        ready(desk.store, desk.book, row)


def void(desk: Desk, number: str, by: str, why: str) -> None:
    """Void a number of a document that was not issued; the number is kept.

    Raises:
        RegistersError: It was issued, or no reason is given.
    """
    desk.change(by, why or "void", lambda change: end_document(change, number, "void", why.strip()))


def cancel(desk: Desk, number: str, by: str, why: str) -> None:
    """Cancel an issued document (注销).

    Raises:
        RegistersError: It is not issued, or no reason is given.
    """
    desk.change(by, why or "cancelled", lambda change: end_document(change, number, "cancelled", why.strip()))
