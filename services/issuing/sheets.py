"""What is printed from the register of documents: labels, notices of cancellation, lists of the documents of a batch."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_

from metrology.text import Text
from records.durable_file import write_durably
from records.register import read
from registers.documents import DOCUMENTS
from registers.errors import NothingToShow, RegistersError
from reports.content.document import document
from reports.content.sheets import batch_sheet, cancellation_notice, label_sheet
from services.issuing.basis import issuing
from services.issuing.gate import ready
from services.issuing.rules import State, state_on
from services.register.book import opened_book
from services.signing.key_files import KeyFile, get_signer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyhanko.sign.signers.pdf_cms import Signer

    from registers.book import Book
    from registers.change import Row
    from registers.documents import IssuedDocument
    from services.issuing.desk import Desk


def labels(
    url: str,
    numbers: Sequence[str],
    file: Path,
    key_file: Path,
    *,
    single: bool,
    skip: int,
    secret: Callable[[str], str],
) -> Path:
    """Print labels (检定合格证) of certificates; returns the file.

    Args:
        url: The store.
        numbers: Numbers of certificates.
        file: The PDF.
        key_file: The key of the seal, which signs what each QR says.
        single: One label a page, for a printer of labels; else sheets of A4.
        skip: How many labels of the first sheet are used up already.
        secret: Asks for the passphrase or PIN.

    Raises:
        RegistersError: A document is no verification certificate that is valid today, or its run allows none any more.
        RecordsError: A run is not what was written.
        SignatureFault: The key does not sign.
    """
    signer = get_signer(read(key_file, KeyFile), key_file.parent, secret)
    with opened_book(url) as book:
        made = [_label(book, book.get(DOCUMENTS, number), signer) for number in numbers]
    write_durably(file, label_sheet(made, single=single, skip=skip, time=_now()))
    return file


def _label(book: Book, row: Row[IssuedDocument], signer: Signer) -> tuple[dict[str, str], str]:
    """What a label prints, and the text of its QR."""
    from reports.signatures.qr import Essentials, qr_text

    of, today = row.record, datetime.now().astimezone().date()
    state, why = state_on(of, today)
    if of.kind != "certificate" or state is not State.VALID:
        en = f"only a verification certificate that is valid gets a label; {row.key}: {why.en}"
        raise RegistersError([Text(f"只有有效的检定证书可出合格证；{row.key}：{why.zh}", en)])
    view = ready(book.store, book, row)
    said = dict(document(view)["essentials"])
    page = said.pop("check_page")
    text = qr_text(Essentials(**said, digest=of.content or of.digest), signer, page)
    return {**said, "model": of.model, "issuer_en": view.opened.laboratory.name.en, "language":
            view.opened.policy.documents_language, "name_en": view.opened.subject.name.en}, text  # fmt: skip


def cancellation(at: Desk, number: str, folder: Path) -> Path:
    """Write the notice that a document is cancelled (注销); returns its file.

    Raises:
        RegistersError: It is not cancelled.
    """
    row = at.book.get(DOCUMENTS, number)
    if row.record.state != "cancelled":
        raise RegistersError([Text(f"文件 {number} 未注销", f"document {number} is not cancelled")])
    by = issuing(at.store, row)
    past = at.book.history(DOCUMENTS, number)[-1]
    day = datetime.fromisoformat(past.time).astimezone().date().isoformat()
    pdf = cancellation_notice(by, number, row.record.reason, day, past.who, time=past.time)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"cancellation_{number}.pdf"
    write_durably(file, pdf)
    return file


def batch_list(url: str, text: str, file: Path) -> Path:
    """Print the list of the documents of an order, a job or a client, or of one number; returns its file.

    Args:
        url: The store.
        text: Number of the order, of a job or of a document, or name of the client.
        file: The PDF.

    Raises:
        NothingToShow: There is none.
    """
    with opened_book(url) as book:
        rows = list(book.rows(DOCUMENTS, lambda c: or_(
            c.key == text, c.client == text, c.job == text, c.job.like(f"{text.replace('%', '')}/%")
        )))  # fmt: skip
        rows = [row for row in rows if row.record.state != "void"]
        if not rows:
            raise NothingToShow([Text(f"没有 {text} 的文件", f"there is no document of {text}")])
        laboratory = issuing(book.store, rows[0])
    today = datetime.now().astimezone().date()
    lines = [(row.key, row.record, state_on(row.record, today)[0]) for row in rows]
    cells = [
        [
            key,
            of.kind,
            of.name,
            of.model,
            of.serial,
            of.outcome,
            str(of.on or ""),
            str(of.valid_until or ""),
            str(state),
        ]
        for key, of, state in lines
    ]
    write_durably(file, batch_sheet(laboratory, text, cells, today.isoformat(), time=_now()))
    return file


def _now() -> str:
    return datetime.now().astimezone().isoformat()
