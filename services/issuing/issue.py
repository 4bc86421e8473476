"""Numbers the documents of runs and writes them, ready to be signed."""

from __future__ import annotations

import os
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from records.errors import RecordsError
from records.store import Store
from records.verification import ledger_of
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from reports.documents import write_documents
from sequencer.processes import FEW, processes, unbroken
from services.issuing import steps
from services.issuing.desk import desk
from services.issuing.document_notes import Notes, sources
from services.issuing.gate import numbered, verified_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from records.ledger_state import LedgerState
    from records.register_documents import Documents
    from registers.change import Change, Row
    from registers.documents import IssuedDocument
    from reports.view import Numbered
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
        if len(runs) == 1:
            return [written(at, steps.number(at, runs[0], laboratory, by, on), folder, by, dcc=dcc)]
        ledger, numbers, failed = ledger_of(at.store), dict[str, str](), None
        for run in runs:
            try:
                numbers[run] = steps.number(at, run, laboratory, by, on, ledger)
            except (RecordsError, RegistersError) as error:
                failed = error
                break
        made = many(at, url, numbers, folder, by, dcc=dcc)
    if failed is not None:
        raise failed
    return made


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
    refuse_signed(row)
    run = row.record.run
    files = printed(at.store, ledger_of(at.store), run, folder, numbered(row), dcc=dcc)
    note_digest(at, row, sha256(files[0].read_bytes()).hexdigest(), by)
    return Issue(number, run, files)


def refuse_signed(row: Row[IssuedDocument]) -> None:
    """Refuse to write a file again on which signatures were begun.

    Raises:
        RegistersError: They were.
    """
    if row.record.signatures:
        en = f"document {row.key} bears signatures already; sign that file, or void the number"
        raise RegistersError([Text(f"文件 {row.key} 已有签名；请继续签署该文件，或作废编号", en)])


def many(at: Desk, url: str, numbers: Mapping[str, str], folder: Path, by: str, *, dcc: bool) -> list[Issue]:
    """Write the files of many numbered documents, in processes side by side.

    Those that are there as they were written, from what is still so, are left as they are: so a batch that was cut short
    goes on. A document that bears a signature has its file already, wherever that is; none is written.

    Args:
        at: The store.
        url: Its address.
        numbers: Number of the document of each run.
        folder: Where the files go.
        by: Who.
        dcc: As `issue`.

    Raises:
        ReportError: Of the first that cannot be set; those before it have their files.
    """
    rows = {run: at.book.get(DOCUMENTS, number) for run, number in numbers.items()}
    from reports.dcc.file import Maker

    notes, made_from = Notes(folder), sources(url, list(rows), Maker() if dcc else None, "issue")
    found: dict[str, tuple[Path, ...]] = {run: () for run, row in rows.items() if row.record.signatures}
    for run, row in rows.items():
        files = notes.files(run, made_from[run])
        if run not in found and files and notes.digest_of(files[0]) == row.record.digest:
            found[run] = files
    left = [run for run in rows if run not in found]
    for run, files in _beside(url, at, {run: numbered(rows[run]) for run in left}, folder, dcc=dcc):
        notes.add(run, made_from[run], files)
        note_digest(at, rows[run], notes.digest_of(files[0]), by)
        found[run] = files
    return [Issue(number, run, found[run]) for run, number in numbers.items()]


def _beside(
    url: str, at: Desk, runs: Mapping[str, Numbered], folder: Path, *, dcc: bool
) -> Iterator[tuple[str, tuple[Path, ...]]]:  # fmt: skip
    count = min(os.cpu_count() or 1, len(runs) // FEW)
    if count > 1:
        with processes(count) as pool:
            made = pool.map(partial(_elsewhere, url, folder, dcc), runs, runs.values())
            yield from zip(runs, made, strict=True)
        return
    ledger = ledger_of(at.store)
    for run, of in runs.items():
        yield run, printed(at.store, ledger, run, folder, of, dcc=dcc)


@cache
def _opened(url: str) -> tuple[Store, LedgerState]:
    store = Store(url, read_only=True)
    return store, ledger_of(store)


def _elsewhere(url: str, folder: Path, dcc: bool, run: str, of: Numbered) -> tuple[Path, ...]:  # noqa: FBT001
    """The same in a process that lives for one call of `many`."""
    with unbroken():
        return printed(*_opened(url), run, folder, of, dcc=dcc)


def printed(
    store: Store, ledger: LedgerState, run: str, folder: Path, of: Numbered, *, dcc: bool
) -> tuple[Path, ...]:  # fmt: skip
    """Write the files of a numbered document.

    Args:
        store: The store.
        ledger: Its ledger.
        run: The run.
        folder: Where to.
        of: What the document prints of its row.
        dcc: As `issue`.

    Raises:
        RecordsError: The run is not what was written.
        ReportError: It cannot be set; the number stays and is used when it is written again, or voided.
    """
    view = verified_run(store, run, ledger)
    entries = store.events(run)
    maker = None
    if dcc:
        from reports.dcc.file import Maker

        maker = Maker()
    files = write_documents(
        entries, folder, ledger=view.ledger, replaced_by=view.replaced_by, files=store.files(entries), numbered=of,
        dcc=maker,
    )  # fmt: skip
    return tuple(files)


def note_digest(at: Desk, row: Row[IssuedDocument], digest: str, by: str) -> None:
    """The digest of a file stands in the register until the first signature; two who write one file note it once.

    Raises:
        RegistersError: Another signed meanwhile.
    """

    def work(change: Change) -> None:
        ahead = change.get(DOCUMENTS, row.key)
        if ahead.record.digest != digest:
            refuse_signed(ahead)
            change.edit(DOCUMENTS, row.key, digest=digest)

    if digest != row.record.digest:
        at.change(by, "printed", work)
