"""The operator of a bench: what a user interface implements, and how a run addresses the person it talks to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from drivers.roles import mark_of, methods_of, wording
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from procedures.run import Problem
    from sequencer.reading_source import Call, Question

MAKE_SAFE = Text("检定已停止，请立即处理：{task}", "the run has stopped; do this now: {task}")
CONTROLLER = Text("{role} 即将：{task}", "{role} is about to: {task}")


class Instruction(NamedTuple):
    """Something a person does, or is warned of.

    Attributes:
        text: What, in words.
        position: Position on the bench; empty where the instruction concerns the whole bench.
        serial: Serial number of the instrument at that position.
    """

    text: Text
    position: str = ""
    serial: str = ""


class Operator(Protocol):
    """A person at the bench, through a terminal, a page or a script. Never asked two things at once."""

    def ask(self, question: Question) -> str:
        """The text that the person enters for a reading."""
        ...

    def check(self, question: Question) -> str:
        """``conform``, ``not_conform`` or ``not_applicable``, and a note; see `reading_source.found`."""
        ...

    def tell(self, instruction: Instruction) -> None:
        """Ask for something to be done and wait until it is."""
        ...

    def announce(self, instruction: Instruction) -> None:
        """Warn of something that happens now, or that has to be done now; does not wait."""
        ...

    def waiting(self, seconds: int) -> None:
        """Say that time has to pass."""
        ...

    def remaining(self, seconds: int) -> None:
        """Called every second of a wait; 0 when it is over. What was entered meanwhile answers no question."""
        ...

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Say what is wrong with an entry; the reason to keep it nevertheless, or empty to enter it again."""
        ...


class AttendedInstrument:
    """The operator as one run addresses them: with position and serial number, and with commands in words.

    Args:
        operator: The person.
        position: Position on the bench; empty on a bench for one instrument.
        serial: Serial number of the instrument under test.
        own: Roles that each position has for itself; others concern the whole bench.
    """

    def __init__(
        self,
        operator: Operator,
        position: str = "",
        serial: str = "",
        own: Collection[str] = (),
    ) -> None:
        self._operator, self._own = operator, own
        self._position, self._serial = position, serial
        self._asked: Question | None = None
        self._on: dict[str, type] = {}

    def ask(self, call: Call, question: Question) -> str:
        """Ask for a reading."""
        return self._operator.ask(self._placed(call, question))

    def check(self, call: Call, question: Question) -> str:
        """Ask for a check."""
        return self._operator.check(self._placed(call, question))

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Question an entry of the instrument that was just asked for."""
        asked = self._asked
        return self._operator.doubt(asked if asked and asked.address == question.address else question, text, problem)

    def tell(self, call: Call) -> None:
        """Ask for a command to be carried out."""
        mark = mark_of(call.type, call.method)
        if mark is not None and mark.energises:
            self._on[call.role] = call.type
        self._operator.tell(self._instruction(call, call.words))
        if mark is not None and mark.makes_safe:
            self._on.pop(call.role, None)

    def announce(self, call: Call) -> None:
        """Warn of an instrument that is about to switch its output."""
        mark = mark_of(call.type, call.method)
        if mark is not None and mark.energises:
            task = call.words
            text = Text(*(form.format(role=call.role, task=t) for form, t in zip(CONTROLLER, task, strict=True)))
            self._operator.announce(self._instruction(call, text))

    def make_safe(self) -> list[Text]:
        """Ask for every output that the person left on to be made safe; returns what was asked for."""
        asked = []
        for role in self._on.values():
            for name in [name for name, mark in methods_of(role).items() if mark.makes_safe]:
                task = wording(role, name, ())
                text = Text(MAKE_SAFE.zh.format(task=task.zh), MAKE_SAFE.en.format(task=task.en))
                self._operator.announce(Instruction(text))
                asked.append(text)
        self._on.clear()
        return asked

    def waiting(self, seconds: int) -> None:
        """Say that time has to pass."""
        self._operator.waiting(seconds)

    def remaining(self, seconds: int) -> None:
        """Say how much of it is left."""
        self._operator.remaining(seconds)

    def _placed(self, call: Call, question: Question) -> Question:
        if call.role in self._own:
            question = question._replace(position=self._position, serial=self._serial)
        self._asked = question
        return question

    def _instruction(self, call: Call, text: Text) -> Instruction:
        own = call.role in self._own
        return Instruction(text, self._position if own else "", self._serial if own else "")
