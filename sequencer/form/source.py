"""A filled-in form as the source of answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from metrology.text import Text
from sequencer.form.errors import FormError
from sequencer.reading_source import Answer, entered, found
from sequencer.value_forms import NumberForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from procedures.run import Problem
    from sequencer.form.reading import Row
    from sequencer.reading_source import Call, Question

CORRECT = Text("请改正", "correct it")
CORRECT_OR_EXPLAIN = Text(
    "请改正，或在 reason 列说明该值为何正确", "correct it, or say in column `reason` why it is right"
)


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
    planning = False
    extra = False
    environment = None

    def __init__(self, path: Path, rows: dict[str, Row], planned: Iterable[str], *, collect: bool = False) -> None:
        self._path, self._rows, self._collect = path, rows, collect
        self._planned = frozenset(planned)
        self._used: set[str] = set()
        self._doubted: Counter[str] = Counter()
        self.problems: list[str | Text] = []

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
        self._doubted[question.address] += 1
        if problem.severity == "confirm" and row.reason:
            return row.reason
        at = f"{question.address}: {text!r}"
        if self._collect and self._doubted[question.address] > 1:  # the value that is doubted now is not of the form
            return ""
        remedy = CORRECT if problem.severity == "refuse" else CORRECT_OR_EXPLAIN
        self._problem(
            Text(
                f"第 {row.line} 行：{at}：{problem.zh}；{remedy.zh}",
                f"line {row.line}: {at}: {problem.en}; {remedy.en}",
            )
        )
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
        """Filled-in rows nobody asked for: address and literal text, with the reason where the form gives one."""
        return [
            (a, f"{row.value} ({row.reason})" if row.reason else row.value)
            for a, row in self._rows.items()
            if row.value and a not in self._used
        ]

    def _number(self, row: Row, question: Question) -> Answer:
        if row.unit and row.unit != question.unit:
            raise ValueError(
                f"unit is {row.unit!r}, asked for {question.unit!r}; convert the value and restore the unit"
            )
        answer = entered(row.value, question, "form", self._path.parent)
        return answer if answer.note else Answer(answer.reading, note=row.reason, how="form")

    def _answer(self, question: Question, parse: Callable[[Row], Answer]) -> Answer:
        self._used.add(question.address)
        row = self._rows.get(question.address)
        if self._doubted[question.address] > 1:  # what an ideal instrument shows depends on an earlier wrong value
            return Answer(finding="not_measured", note=row.value if row else "—", how="form")
        if question.address in self._doubted:
            return _ideal(question)
        if row is None:
            self._problem(f"{question.address}: the row is missing; `steelyard form` writes it")
        elif not row.value and question.required:
            self._problem(
                f"line {row.line}: {question.address}: the value is missing; write it, or `not_measured: reason`"
            )
        else:
            try:
                return parse(row)
            except ValueError as error:
                self._problem(f"line {row.line}: {question.address}: {error}")
        return _ideal(question)

    def _problem(self, problem: str | Text) -> None:
        if not self._collect:
            raise FormError(self._path, [problem])
        self.problems.append(problem)


def _ideal(question: Question) -> Answer:
    """What an ideal instrument would show, so that the rows after a problem are checked as well."""
    reading = (question.form or NumberForm(question.unit)).ideal(question.expect)
    return Answer(reading, finding="conform", how="form")
