"""The documents of one run or of many, in processes side by side."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from messages import both
from records.entries import Opened, read
from records.errors import RecordsError
from records.store import Store
from records.verification import ledger_of, read_verified
from reports.documents import write_documents
from reports.errors import ReportError
from services.runs import amended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from metrology.text import Text

FEW = 4
"""A process of its own takes about as long to start as so many runs take."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was made of one run.

    Attributes:
        run: The run.
        files: Its documents, the legal one first.
        refused: Why there are none.
    """

    run: str
    files: tuple[Path, ...] = ()
    refused: Text | None = None


def runs_named(url: str, names: Sequence[str], *, positions: bool = False) -> list[str]:
    """The runs of a store that are meant.

    Args:
        url: The store.
        names: Names of runs, or the beginnings of names; ``last`` is the newest.
        positions: With the runs that were on the other positions of the bench at the same time.

    Raises:
        UnknownRun: There is none of a name, or more than one.
    """
    records = Store(url, read_only=True)
    found = [records.find(name) for name in names]
    if positions:
        at = {line.run: read(line.opened, Opened).position for line in records.runs()}
        together = {_base(run) for run in found if at.get(run)}
        found += [run for run, position in at.items() if position and _base(run) in together]
    records.close()
    return list(dict.fromkeys(found))


def write_all(url: str, runs: Sequence[str], directory: Path) -> Iterator[Written]:
    """Write the documents of each run; one that cannot have any stops no other.

    Args:
        url: The store.
        runs: Names of runs, whole.
        directory: Where to.

    Yields:
        What was made of each run, in the order of `runs`.

    Raises:
        RecordsError, ReportError: A single run that can have no documents.
    """
    if len(runs) == 1:
        yield _write(url, runs, directory, alone=True)[0]
        return
    processes = min(os.cpu_count() or 1, len(runs) // FEW)
    if processes < 2:
        yield from _write(url, runs, directory)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _leave_interrupts) as pool:
        parts = [runs[start : start + FEW] for start in range(0, len(runs), FEW)]
        for written in pool.map(_write, [url] * len(parts), parts, [directory] * len(parts)):
            yield from written


def _write(url: str, runs: Sequence[str], directory: Path, *, alone: bool = False) -> list[Written]:
    records = Store(url, read_only=True)
    ledger, later = ledger_of(records), amended(records.runs())
    found = []
    for run in runs:
        try:
            entries = read_verified(records, run, ledger)
            files = write_documents(
                entries,
                directory,
                ledger=ledger.place(run),
                replaced_by=later.get(run, ""),
                files=records.files(entries),
            )
            found.append(Written(run, tuple(files)))
        except (RecordsError, ReportError) as error:
            if alone:
                raise
            found.append(Written(run, refused=both(str(error))))
    records.close()
    return found


def _base(run: str) -> str:
    """The name that the runs of one bench share."""
    return run.rpartition("-")[0]


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
