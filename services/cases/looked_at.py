"""The cases of a laboratory as somebody looks at them: case files of its folder `cases`, their runs and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from messages import both
from metrology.text import NO_TEXT, Text
from records.entries import Closed, of_kind, opened
from records.errors import RecordsError, RegisterError
from records.store import Store
from records.verification import ledger_of, read_verified
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from services.cases.case_file import read_case
from services.cases.signs import signs
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from records.event import Event
    from services.cases.case_file import Case
    from services.cases.signs import Signs

FOLDER: Final = "cases"
OPEN: Final = "open"


class Listed(NamedTuple):
    """A case file of the folder.

    Attributes:
        name: Name of the file, without its ending.
        case: What it says; None where it cannot be read.
        problem: Why it cannot be read.
    """

    name: str
    case: Case | None
    problem: Text = NO_TEXT


class RunRow(NamedTuple):
    """A run of a case.

    Attributes:
        asked: As the case file names it.
        run: The run; empty where the store has none of this name.
        problem: Why it is not shown.
    """

    asked: str
    run: str = ""
    instrument: str = ""
    serial: str = ""
    edition: str = ""
    kind: str = ""
    day: str = ""
    outcome: str = ""
    problem: Text = NO_TEXT


class DocumentRow(NamedTuple):
    """A document of a run of the case."""

    number: str
    kind: Text
    state: Text
    run: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A case.

    Attributes:
        listed: The case file.
        runs: Its runs.
        documents: The documents of these.
        signs: The sign test over its instruments; None where there is nothing to compare.
        missing: Photographs whose file is not beside the case file.
    """

    listed: Listed
    runs: tuple[RunRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    signs: Signs | None = None
    missing: frozenset[str] = frozenset()


def cases_in(laboratory: Path) -> list[Listed]:
    """The case files of a laboratory, the last name first; one that cannot be read is listed with the reason."""
    return [_listed(file) for file in sorted((laboratory / FOLDER).glob("*.toml"), reverse=True)]


def looked_at(url: str, laboratory: Path, name: str) -> Looked | None:
    """One case; None where there is no such file.

    Raises:
        RecordsError: The store cannot be read.
    """
    listed = next((one for one in cases_in(laboratory) if one.name == name), None)
    if listed is None or listed.case is None:
        return None if listed is None else Looked(listed)
    case = listed.case
    found: dict[str, Sequence[Event]] = {}
    store = Store(url, read_only=True)
    try:
        ledger, rows = ledger_of(store), list[RunRow]()
        for asked in case.runs:
            try:
                run = store.find(asked)
                events = read_verified(store, run, ledger)
            except RecordsError as error:
                rows.append(RunRow(asked, problem=both(str(error))))
                continue
            if run not in found:
                found[run] = events
                rows.append(_row(asked, run, events))
    finally:
        store.close()
    folder = laboratory / FOLDER
    missing = frozenset(p.file for p in case.photographs if not (folder / p.file).is_file())
    tested = signs(dict(sorted(found.items())), case.disadvantage)
    return Looked(listed, tuple(rows), tuple(_documents(url, list(found))), tested, missing)


def _listed(file: Path) -> Listed:
    try:
        return Listed(file.stem, read_case(file))
    except RegisterError as error:
        return Listed(file.stem, None, both(str(error)))


def _row(asked: str, run: str, events: Sequence[Event]) -> RunRow:
    first, ends = opened(events), of_kind(events, Closed)
    subject = first.subject
    return RunRow(
        asked, run, f"{subject.maker} {subject.model}".strip(), subject.serial, first.regulation.id, first.kind, first.date,
        str(ends[-1].entry.outcome) if ends else OPEN,
    )  # fmt: skip


def _documents(url: str, runs: Sequence[str]) -> list[DocumentRow]:
    titles = {f.name: f.choices for f in DOCUMENTS.fields}
    try:
        with opened_book(url) as book:
            rows = book.rows(DOCUMENTS, lambda c: c.run.in_(runs), order=("on", "key"))
            return [
                DocumentRow(
                    row.key, titles["kind"].get(row.record.kind, NO_TEXT), titles["state"].get(row.record.state, NO_TEXT),
                    row.record.run,
                )
                for row in rows
            ]  # fmt: skip
    except RegistersError:  # a store without registers has no documents
        return []
