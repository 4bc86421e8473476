"""Numbers the documents of runs and writes them, ready to be signed."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from reports.documents import write_documents
from services.issuing import steps
from services.issuing.desk import desk
from services.issuing.gate import numbered, verified_run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from records.register_documents import Documents
    from services.issuing.desk import Desk


class Issue(NamedTuple):
    """A document that was numbered, and its files, the legal one first."""

    number: str
    run: str
    files: tuple[Path, ...]


def issue(
    url: str, runs: Sequence[str], folder: Path, laboratory: Documents, *, by: str, on: date, dcc: bool = False
) -> list[Issue]:  # fmt: skip
    """Give the documents of runs their numbers and write them; a run that has a number keeps it.

    Args:
        url: The store.
        runs: Names of runs, whole.
        folder: Where the files go.
        laboratory: How documents are numbered.
        by: Who.
        on: The day.
        dcc: Attach the digital calibration certificate (DCC), which the signatures of the document then cover too.

    Raises:
        RecordsError, RegistersError, ReportError: Of the first run that may get no document; those before it have theirs.
    """
    with desk(url) as at:
        return [written(at, steps.number(at, run, laboratory, by, on), folder, by, dcc=dcc) for run in runs]


def replacement(
    url: str, old: str, folder: Path, laboratory: Documents, *, by: str, why: str, on: date, run: str = "", dcc: bool = False
) -> Issue:  # fmt: skip
    """Number and write a document that replaces an issued one.

    Raises:
        RecordsError, RegistersError, ReportError: As `services.issuing.steps.reissue`, or it cannot be written.
    """
    with desk(url) as at:
        return written(at, steps.reissue(at, old, laboratory, by, why, on, run), folder, by, dcc=dcc)


def written(at: Desk, number: str, folder: Path, by: str, *, dcc: bool = False) -> Issue:
    """Write the files of a numbered document; its digest stands in the register until the first signature.

    Raises:
        RegistersError: Signatures were begun on an earlier file.
        ReportError: It cannot be set; the number stays and is used when it is written again, or voided.
    """
    row = at.book.get(DOCUMENTS, number)
    if row.record.signatures:
        en = f"document {number} bears signatures already; sign that file, or void the number"
        raise RegistersError([Text(f"文件 {number} 已有签名；请继续签署该文件，或作废编号", en)])
    view = verified_run(at.store, row.record.run)
    entries = at.store.events(view.run)
    maker = None
    if dcc:
        from reports.dcc.file import Maker

        maker = Maker()
    files = write_documents(
        entries, folder, ledger=view.ledger, replaced_by=view.replaced_by, files=at.store.files(entries),
        numbered=numbered(row), dcc=maker,
    )  # fmt: skip
    digest = sha256(files[0].read_bytes()).hexdigest()
    if digest != row.record.digest:
        at.change(by, "printed", lambda change: change.edit(DOCUMENTS, number, row.version, digest=digest))
    return Issue(number, view.run, tuple(files))
