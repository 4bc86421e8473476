"""The operator of a work: shows each question to those who follow it, and waits for the one answer that is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from messages import both
from metrology.text import NO_TEXT, Text
from sequencer.correcting import Correcting
from sequencer.entered_text import problem_of_reason
from services.bench_work.state import EarlierEntry, Waiting
from services.runs.unfit import unfit

if TYPE_CHECKING:
    from procedures.run import Problem
    from sequencer.operator import Instruction
    from sequencer.reading_source import Question
    from services.bench_work.work import BenchWork


class Asking:
    """The person at a page; see `sequencer.operator.Operator`.

    Args:
        work: The work that shows the questions.
    """

    def __init__(self, work: BenchWork) -> None:
        self._work = work
        self._problem, self._entered = NO_TEXT, ""

    def ask(self, question: Question) -> str:
        """The text entered for a reading."""
        form = getattr(question.form, "reading", None)
        return self._asked(
            kind="reading", unit=question.unit, form="Reading" if form is None else form.__name__,
            required=question.required, **_of(question),
        )  # fmt: skip

    def check(self, question: Question) -> str:
        """The answer to a check."""
        return self._asked(kind="check", **_of(question))

    def tell(self, instruction: Instruction) -> None:
        """Ask for something to be done."""
        text, position, serial = instruction
        self._asked(kind="task", text=text, position=position, serial=serial)

    def announce(self, instruction: Instruction) -> None:
        """Warn of something; never refused, since it also says what to do after a stop."""
        self._work.announced(instruction.text, instruction.position)

    def waiting(self, seconds: int) -> None:
        """Say that time has to pass."""
        self._work.waits(Waiting(total=seconds, left=seconds))

    def remaining(self, seconds: int) -> None:
        """Count down."""
        self._work.waits(seconds)

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """The reason to keep a doubtful entry; empty to enter it again."""
        said = Text(problem.zh, problem.en)
        if problem.severity != "confirm":
            self._problem, self._entered = said, text
            return ""
        refused = NO_TEXT
        while True:
            placed = {**_of(question), "text": said, "earlier": ()}
            reason = self._work.question(kind="doubt", entered=text, problem=refused, **placed).strip()
            poor = problem_of_reason(reason) if reason else ""
            why = both(poor) if poor else unfit(reason)
            if why is None:
                return reason
            refused = why

    def _asked(self, **asked: Any) -> str:
        """One entry that documents can show."""
        while True:
            problem, entered = self._problem, self._entered
            self._problem, self._entered = NO_TEXT, ""
            text = self._work.question(problem=problem, entered=entered, **asked)
            why = unfit(text) or (unfit(text.why) if isinstance(text, Correcting) else None)
            if why is None:
                return text
            self._problem, self._entered = why, text


def _of(question: Question) -> dict[str, Any]:
    return {
        "text": question.text, "item": question.item, "address": question.address,
        "position": question.position, "serial": question.serial,
        "earlier": tuple(EarlierEntry(**e._asdict()) for e in question.earlier),
    }  # fmt: skip
