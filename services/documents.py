"""The documents of one run or of many, in processes side by side."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from messages import both
from metrology.text import Text
from records.entries import opened
from records.errors import RecordsError
from records.run_index import amending
from records.store import Store
from records.verification import ledger_of, read_verified
from registers.documents import UNISSUED
from registers.errors import RegistersError
from reports.documents import write_documents
from reports.errors import ReportError
from sequencer.processes import FEW, processes, unbroken
from services.issuing.document_notes import Notes, sources
from services.issuing.gate import approved, book_of, numbered, of_run
from services.standards.capability_check import refuse_below_capability
from services.suspicious_data.readings_index import OtherRuns
from services.suspicious_data.record_alerts import alerts_in
from services.witness import witness_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reports.dcc.file import Maker
    from reports.view.alert import Alert


@dataclass(frozen=True, slots=True)
class Written:
    """What was made of one run.

    Attributes:
        run: The run.
        files: Its documents, the legal one first.
        number: The number that the register of documents has for it; empty where it has none.
        refused: Why there are none.
        alerts: What makes the record look as honest readings seldom do.
        kept: Whether they were there already, and were left as they are.
    """

    run: str
    files: tuple[Path, ...] = ()
    number: str = ""
    refused: Text | None = None
    alerts: tuple[Alert, ...] = ()
    kept: bool = False


def write_all(
    url: str, runs: Sequence[str], directory: Path, dcc: Maker | None = None, *, go_on: bool = False
) -> Iterator[Written]:
    """Write the documents of each run; one that cannot have any stops no other.

    Where there are several runs, what is written is noted in the folder, see `services.issuing.document_notes`.

    Args:
        url: The store.
        runs: Names of runs, whole.
        directory: Where to.
        dcc: Makes the digital calibration certificates, see `reports.documents.write_documents`; only those of documents
            that were approved are signed.
        go_on: Leave out runs whose documents are there as they were written, from what is still so.

    Yields:
        What was made of each run, in the order of `runs`; what is left out comes first.

    Raises:
        RecordsError, RegistersError, ReportError: A single run that can have no documents.
    """
    if len(runs) == 1 and not go_on:
        with closing(_Desk(url)) as desk:
            yield desk.write(runs[0], directory, dcc)
        return
    notes = Notes(directory)
    made_from = sources(url, runs, dcc, "report")
    kept = {run: files for run in runs if (files := notes.files(run, made_from[run]))} if go_on else {}
    yield from (Written(run, files, kept=True) for run, files in kept.items())
    for written in _written(url, [run for run in runs if run not in kept], directory, dcc):
        if written.refused is None:
            notes.add(written.run, made_from[written.run], written.files)
        yield written


def _written(url: str, runs: Sequence[str], directory: Path, dcc: Maker | None) -> Iterator[Written]:
    number = min(os.cpu_count() or 1, len(runs) // FEW)
    if number > 1:
        with processes(number) as pool:
            yield from pool.map(partial(_elsewhere, url, directory, dcc), runs)
    elif runs:
        with closing(_Desk(url)) as desk:
            yield from (desk.attempt(run, directory, dcc) for run in runs)


class _Desk:
    """A store with what its documents state of it, read once; without a book where it has no registers yet."""

    def __init__(self, url: str) -> None:
        self.records = Store(url, read_only=True)
        self.ledger = ledger_of(self.records)
        self.known = OtherRuns(self.records)
        self.book = book_of(self.records)

    def close(self) -> None:
        """Give the connections back."""
        self.records.close()

    def write(self, run: str, directory: Path, dcc: Maker | None) -> Written:
        """The documents of a run."""
        if dcc is not None and dcc.key is not None:
            from services.dcc.writing import signing_person

            approved(self.records, run, signing_person(dcc.key))
        entries = read_verified(self.records, run, self.ledger)
        refuse_below_capability(self.records, entries)
        place, later, files = (
            self.ledger.place(run),
            amending(self.records, [run]).get(run, ""),
            self.records.files(entries),
        )
        alerts = tuple(alerts_in(self.records, entries, self.known))
        first = opened(entries).follows
        before = read_verified(self.records, first, self.ledger) if first else ()
        row = of_run(self.book, run) if self.book is not None else None
        made = write_documents(
            entries, directory, ledger=place, witness=witness_place(self.records, self.ledger, run), replaced_by=later, files=files, dcc=dcc, alerts=alerts,
            before=before, proof=row is None or row.record.state in UNISSUED, numbered=numbered(row) if row is not None else None,
        )  # fmt: skip
        return Written(run, tuple(made), number=row.key if row is not None else "", alerts=alerts)

    def attempt(self, run: str, directory: Path, dcc: Maker | None) -> Written:
        """The documents of a run, or why there are none."""
        try:
            return self.write(run, directory, dcc)
        except RegistersError as error:
            zh, en = "；".join(r.zh for r in error.reasons), "; ".join(r.en for r in error.reasons)
            return Written(run, refused=Text(zh, en))
        except (RecordsError, ReportError) as error:
            return Written(run, refused=both(str(error)))


_desk = cache(_Desk)


def _elsewhere(url: str, directory: Path, dcc: Maker | None, run: str) -> Written:
    """The same in a process that lives for one call of `write_all`."""
    with unbroken():
        return _desk(url).attempt(run, directory, dcc)
