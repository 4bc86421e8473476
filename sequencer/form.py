"""Record forms: an empty one to fill in by hand or by other software, a filled-in one to decide."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from drivers.roles import Reading
from metrology.exact import plain
from sequencer.errors import SequencerError
from sequencer.reading_source import Answer, entered, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from procedures.run import Problem
    from sequencer.reading_source import Call, Question

COLUMNS = ("address", "项目 item", "读数 reading", "单位 unit", "value", "reason")
GUIDE = (
    "# value: a number, a point as decimal sign; for checks conform/合格, not_conform/不合格, "
    "not_applicable: reason/不适用：原因; "
    "not_measured: reason/未测：原因. Column reason: why a doubtful value is right."
)


class FormError(SequencerError):
    """A filled-in form cannot be decided.

    Args:
        path: The file.
        problems: One line each, with the line of the file, the address and what to do.
    """

    def __init__(self, path: object, problems: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.path, self.problems = str(path), problems


def empty_form(questions: Iterable[Question]) -> str:
    """CSV text of an empty form, one row per question."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for q in questions:
        item = f"{q.item.zh} {q.item.en}"
        writer.writerow((q.address, item, f"{q.text.zh} {q.text.en}", q.unit, "", ""))
    writer.writerow((GUIDE, *("",) * (len(COLUMNS) - 1)))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Row:
    """One filled-in row."""

    line: int
    unit: str
    value: str
    reason: str


def read_form(path: Path) -> dict[str, Row]:
    """Read a filled-in form: rows by address.

    Raises:
        FormError: The file cannot be read, lacks a column, or has an address twice.
    """
    text = _text(path)
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    names = [name.strip() if name else "" for name in reader.fieldnames or ()]
    missing = [c for c in ("address", "value") if c not in names]
    if missing:
        raise FormError(
            path, [f"line 1: column {c!r} is missing; `steelyard form` writes an empty form" for c in missing]
        )
    rows: dict[str, Row] = {}
    problems = []
    for fields in reader:
        cells = {(k or "").strip(): (v or "").strip() for k, v in fields.items() if isinstance(v, str | None)}
        address = cells.get("address", "")
        if not address or address.startswith("#"):
            continue
        if address in rows:
            problems.append(f"line {reader.line_num}: {address}: stands in line {rows[address].line} already; keep one")
        unit = next((v for k, v in cells.items() if k.endswith("unit")), "")
        rows[address] = Row(reader.line_num, unit, cells["value"], cells.get("reason", ""))
    if problems:
        raise FormError(path, problems)
    return rows


def _text(path: Path) -> str:
    """The text of a form as spreadsheets write it: UTF-8, UTF-16 with its mark, GB 18030."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormError(path, [f"cannot be read: {error.strerror}"]) from error
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormError(path, ["is neither UTF-8 nor UTF-16 nor GB 18030 text; save it as CSV UTF-8"])


def _delimiter(text: str) -> str:
    """What separates the columns, from the first line: a comma, a semicolon or a tab."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


class FormSource:
    """A filled-in form as the source of answers.

    With `collect`, problems are gathered instead of raised, so that one pass over the form finds all of them.

    Args:
        path: The file, for messages.
        rows: Its rows, see `read_form`.
        planned: Every address this run may ask for; a run that ends early leaves some of them unread.
        collect: Gather problems and go on as an ideal instrument would.
    """

    acts = False
    room = None

    def __init__(self, path: Path, rows: dict[str, Row], planned: Iterable[str], *, collect: bool = False) -> None:
        self._path, self._rows, self._collect = path, rows, collect
        self._planned = frozenset(planned)
        self._used: set[str] = set()
        self._doubted: set[str] = set()
        self.problems: list[str] = []

    @property
    def correctable(self) -> bool:
        """While problems are gathered, a refused entry is asked for again and answered as an ideal instrument would."""
        return self._collect

    def read(self, call: Call, question: Question) -> Answer:
        """The value of the row with this address."""
        del call
        return self._answer(question, lambda row: self._number(row, question))

    def find(self, call: Call, question: Question) -> Answer:
        """The answer of the row with this address."""
        del call
        return self._answer(question, lambda row: found(row.value, "form"))

    def act(self, call: Call) -> None:
        """Nothing: it was done when the form was filled in."""

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """The reason the form gives."""
        row = self._rows[question.address]
        self._doubted.add(question.address)
        if problem.severity == "confirm" and row.reason:
            return row.reason
        remedy = (
            "correct it" if problem.severity == "refuse" else "correct it, or say in column `reason` why it is right"
        )
        self._problem(f"line {row.line}: {question.address}: {text!r}: {problem.en} ({problem.zh}); {remedy}")
        return ""

    def wait(self, seconds: int) -> None:
        """Nothing: the waiting was done."""

    pause = wait

    def unknown(self) -> list[str]:
        """Rows that this run never asks for, as problems."""
        return [
            f"line {row.line}: {address}: this run does not ask for it; use a form made for this subject and stage"
            for address, row in self._rows.items()
            if address not in self._planned
        ]

    def unread(self) -> list[tuple[str, str]]:
        """Filled-in rows nobody asked for because the run was decided before: address and literal text."""
        return [(a, row.value) for a, row in self._rows.items() if row.value and a not in self._used]

    def _number(self, row: Row, question: Question) -> Answer:
        if row.unit and row.unit != question.unit:
            raise ValueError(
                f"unit is {row.unit!r}, asked for {question.unit!r}; convert the value and restore the unit"
            )
        answer = entered(row.value, question.unit, "form")
        return answer if answer.note else Answer(answer.reading, note=row.reason, how="form")

    def _answer(self, question: Question, parse: Callable[[Row], Answer]) -> Answer:
        self._used.add(question.address)
        row = self._rows.get(question.address)
        if question.address in self._doubted:
            return _ideal(question)
        if row is None:
            self._problem(f"{question.address}: the row is missing; `steelyard form` writes it")
        elif not row.value:
            self._problem(
                f"line {row.line}: {question.address}: the value is missing; write it, or `not_measured: reason`"
            )
        else:
            try:
                return parse(row)
            except ValueError as error:
                self._problem(f"line {row.line}: {question.address}: {error}")
        return _ideal(question)

    def _problem(self, problem: str) -> None:
        if not self._collect:
            raise FormError(self._path, [problem])
        self.problems.append(problem)


def _ideal(question: Question) -> Answer:
    """What an ideal instrument would show, so that the rows after a problem are checked as well."""
    value = question.expect if question.expect is not None else Decimal(0)
    return Answer(Reading(plain(value), value, question.unit), finding="conform", how="form")
