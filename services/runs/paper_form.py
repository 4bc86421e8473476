"""A record form that is copied row by row into a page: kept as the CSV file that a run is decided by, problems told at once.

Every entry is on the disk before the page goes on: a reload, a second window or a restart of the server loses nothing.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from threading import RLock
from typing import TYPE_CHECKING, Final

from messages import both
from metrology.text import NO_TEXT, Text
from records.durable_file import write_durably
from records.journal import MemoryJournal
from records.spreadsheet import guarded
from sequencer.entered_text import problem_of_reason
from sequencer.form import FormError, FormSource, contradicted, read_form
from sequencer.form.empty import COLUMNS, form_rows
from sequencer.form.reading import Row
from sequencer.session import StoppedClock, perform, preview
from services.laboratory.prepare import identity_for, of_form
from services.runs.form import empty, run_from_form
from services.runs.unfit import unfit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sequencer.reading_source import Question
    from services.events import Events
    from services.laboratory.prepare import Job

FOLDER: Final = "forms"
"""Folder of the laboratory in which forms lie that are being copied."""
NOT_ASKED = Text("记录表没有这一行", "the form has no such row")
_LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row.

    Attributes:
        address: Its address.
        item, text: What it belongs to, and what is asked.
        unit: Unit of a reading.
        check: Whether it is a check.
        needed: Whether a value must be written; a row that is not may stay empty.
        value, reason: What was written, and why a doubtful value is right.
        problem: What is wrong with it; no text for nothing, also while it is empty.
    """

    address: str
    item: Text
    text: Text
    unit: str
    check: bool
    needed: bool
    value: str = ""
    reason: str = ""
    problem: Text = NO_TEXT


class PaperForm:
    """One form.

    Args:
        job: What is verified; its source is a form.
        folder: The laboratory; the form lies in its folder `forms`, under the name of the job or of the cell.

    Raises:
        FormError: A form of that name is there, and is for something else or cannot be read.
    """

    def __init__(self, job: Job, folder: Path) -> None:
        self._job, self._lock = job, RLock()
        began, cell = job.setup.opened, job.setup.opened.campaign
        told = f"{cell.campaign}-{cell.cell}" if cell is not None else began.order or job.setup.subject.serial
        name = re.sub(r"[^\w-]+", "-", told).strip("-") or "form"
        self.path = folder / FOLDER / f"{name}.csv"
        self._questions = {q.address: q for q in preview(job.setup, MemoryJournal()).questions}
        if not self.path.is_file():
            self.path.parent.mkdir(exist_ok=True)
            write_durably(self.path, empty(job.setup).encode("utf-8-sig"))
        form = read_form(self.path)
        self._identity, self._rows = form.identity, dict(form.rows)
        if other := form.identity.differences(identity_for(job.setup, form.identity.number)):
            raise FormError(self.path, other)

    def rows(self) -> list[FormRow]:
        """Every row in its order, with what is wrong with it."""
        with self._lock:
            problems = self._problems()
            return [self._row(question, problems) for question in self._questions.values()]

    def enter(self, address: str, value: str, reason: str = "") -> Text:
        """Write one row; returns what is wrong with it, no text for nothing.

        Raises:
            FormError: The form has no such row.
        """
        with self._lock:
            row = self._rows.get(address)
            if row is None or address not in self._questions:
                raise FormError(self.path, [NOT_ASKED])
            said, why = " ".join(value.split()), " ".join(reason.split())
            problem = unfit(said) or unfit(why) or (both(poor) if why and (poor := problem_of_reason(why)) else None)
            if problem is not None:
                return problem
            self._rows[address] = replace(row, value=said, reason=why)
            write_durably(self.path, self._written().encode("utf-8-sig"))
            return self._problems().get(address, NO_TEXT) if said else NO_TEXT

    def enter_column(self, address: str, values: Sequence[str]) -> list[str]:
        """Write a column of values, such as one copied from a spreadsheet, into the rows of one kind from a row on.

        Rows are of one kind where item and the last part of the address are the same: the gross masses of packages. An
        empty value leaves its row as it is.

        Returns:
            Addresses of the rows that were written.

        Raises:
            FormError: There are more values than rows, a value cannot be kept, or a row holds another one; nothing was
                written then.
        """
        with self._lock:
            places = list(self._questions)
            if address not in self._questions:
                raise FormError(self.path, [NOT_ASKED])
            item, kind = self._questions[address].item, address.rsplit("/", 1)[-1]
            rows = [
                a for a in places[places.index(address) :] if self._questions[a].item == item and a.endswith(f"/{kind}")
            ]
            said = [" ".join(value.split()) for value in values]
            while said and not said[-1]:
                said.pop()
            problems: list[str | Text] = []
            if len(said) > len(rows):
                problems.append(
                    Text(
                        f"{len(said)} 个值多于 {len(rows)} 行，未录入",
                        f"{len(said)} values for {len(rows)} rows: nothing was entered",
                    )
                )
            for place, value in zip(rows, said, strict=False):
                if value and (wrong := unfit(value)) is not None:
                    problems.append(wrong)
                if value and self._rows[place].value not in {"", value}:
                    problems.append(
                        Text(
                            f"{place} 已填 {self._rows[place].value}，未录入",
                            f"{place} holds {self._rows[place].value} already: nothing was entered",
                        )
                    )
            if problems:
                raise FormError(self.path, problems)
            written = [(place, value) for place, value in zip(rows, said, strict=False) if value]
            for place, value in written:
                self._rows[place] = replace(self._rows[place], value=value)
            write_durably(self.path, self._written().encode("utf-8-sig"))
            return [place for place, _ in written]

    def decide(self, url: str, events: Events) -> str:
        """Decide the run by the form; returns its id. The form is then done with, and kept beside.

        Raises:
            FormError: With every problem.
            NotAllowed, Refused: As `services.runs.form.run_from_form`.
        """
        with self._lock:
            run = run_from_form(self._job, self.path, url, events)
            self.path.replace(self.path.with_suffix(f".{run}.done.csv"))
            return run

    def _row(self, question: Question, problems: dict[str, Text]) -> FormRow:
        row = self._rows.get(question.address) or Row(0, question.unit, "", "")
        problem = problems.get(question.address, NO_TEXT) if row.value else NO_TEXT
        return FormRow(
            question.address, question.item, question.text, question.unit, question.form is None,
            question.required and not question.optional, row.value, row.reason, problem,
        )  # fmt: skip

    def _problems(self) -> dict[str, Text]:
        """What is wrong, by address: the form is gone through once in memory, as before a run is decided by it."""
        lines = {row.line: address for address, row in self._rows.items()}
        setup = of_form(self._job.setup, read_form(self.path), self.path)
        trial = FormSource(self.path, self._rows, self._questions, collect=True)
        memory = MemoryJournal()
        perform(setup, memory, trial, StoppedClock())
        found: dict[str, Text] = {}
        for problem in (*trial.problems, *contradicted(trial, self._rows, memory.events)):
            said = problem if isinstance(problem, Text) else both(problem)
            at = _LINE.match(said.en)
            address = lines.get(int(at[1]), "") if at else ""
            if address and self._rows[address].value:  # an empty row is not wrong yet
                found.setdefault(address, _shorter(said, address))
        return found

    def _written(self) -> str:
        out = io.StringIO()
        value, reason = COLUMNS.index("value"), COLUMNS.index("reason")
        lines = []
        for cells in form_rows(self._questions.values(), self._identity):
            row = self._rows.get(cells[0])
            filled = list(cells)
            if row is not None and not cells[0].startswith("#"):
                filled[value], filled[reason] = row.value, row.reason
            lines.append([guarded(cell) for cell in filled])
        csv.writer(out, lineterminator="\r\n").writerows(lines)
        return out.getvalue()


def _shorter(said: Text, address: str) -> Text:
    """A problem without line and address, which stand beside it on the page."""
    zh, en = (re.split(f"{re.escape(address)}(?:: |：)", form, maxsplit=1)[-1] for form in said)
    return Text(zh, en)
