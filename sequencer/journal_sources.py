"""Reading sources of a run whose readings are all in a journal: nobody is asked, and nothing is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from sequencer.errors import Differs
from sequencer.reading_source import Answer

if TYPE_CHECKING:
    from procedures.run import Problem
    from sequencer.reading_source import Call, Question

NEVER_MEASURED = Text(
    "当时未测，重新评定时不再测量", "was not measured at the time, and nothing is measured by a re-evaluation"
)


class _JournalSource:
    """What both are.

    Args:
        acts: Whether the run commanded a bench; one decided from a form did not.
    """

    planning = False
    extra = False
    correctable = False
    environment = None

    def __init__(self, *, acts: bool) -> None:
        self.acts = acts


class ReplaySource(_JournalSource):
    """Reading source for a replay: the journal must hold every answer."""

    def read(self, call: Call, question: Question) -> Answer:
        """Refuse: a replay asks nothing new."""
        del call
        raise Differs(f"{question.address}: the journal holds no such observation")

    find = read

    def act(self, call: Call) -> None:
        """Refuse: a replay touches nothing."""
        raise Differs(f"the journal holds no such command: {call.role}.{call.method}{tuple(call.texts())}")

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Refuse."""
        raise Differs(f"{question.address}: {text}: {problem.en}")

    def wait(self, seconds: int) -> None:
        """Refuse."""
        raise Differs(f"the journal holds no such waiting time: {seconds} s")

    pause = wait


class ArchiveSource(_JournalSource):
    """Reading source for a re-evaluation: what the journal lacks counts as not measured."""

    def read(self, call: Call, question: Question) -> Answer:
        """Not measured."""
        del call, question
        return Answer(finding="not_measured", note=NEVER_MEASURED.en)

    find = read

    def act(self, call: Call) -> None:
        """Nothing: nobody is there."""

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """No reason: nobody is there to give one."""
        del question, text, problem
        return ""

    def wait(self, seconds: int) -> None:
        """Nothing: it is over."""

    pause = wait
