"""The operator at a terminal: questions, instructions, doubts, waits."""

from __future__ import annotations

import os
import select
import sys
from typing import TYPE_CHECKING

from console.catalogue import messages as m
from console.cli.asides import Asides
from console.cli.entered_line import entered_line
from console.cli.screen import message, plain, say, tell, text_of
from console.language import localised
from sequencer.entered_text import problem_of_reason
from services.runs.run_control import RunControl

if TYPE_CHECKING:
    from procedures.run import Problem
    from sequencer.operator import Instruction
    from sequencer.reading_source import Question

COUNTDOWN_EVERY = 1 if sys.stderr.isatty() else 60


class Terminal:
    """Asks the person in front of the screen; prompts go to standard error, answers come from standard input."""

    def __init__(self, control: RunControl | None = None) -> None:
        self._head = ("", "", "")
        self._asides = Asides(control or RunControl())

    def ask(self, question: Question) -> str:
        """The text entered for a reading; or a correction of an earlier one."""
        self._heading(question)
        unit = f" [{question.unit or _hint(question)}]"
        return self._answer(f"  {_place(question)}{localised(question.text)}{unit}: ", question)

    def check(self, question: Question) -> str:
        """The answer to a check: y, n, - or in words; or a correction."""
        self._heading(question)
        return self._answer(f"  {_place(question)}{localised(question.text)} {localised(m.CHECK_HINT)}: ", question)

    def tell(self, instruction: Instruction) -> None:
        """Ask for something to be done; Enter when it is."""
        task = localised(m.DO).format(task=localised(instruction.text))
        while self._asides.noted(entered_line(f"  {_place(instruction)}{task} "), "", instruction.position):
            pass

    def _answer(self, prompt: str, question: Question) -> str:
        """What is entered that is no remark."""
        while True:
            text = entered_line(prompt)
            if self._asides.noted(text, question.address, question.position):
                continue
            if self._asides.is_correction(text):
                correcting = self._asides.correction(question.earlier)
                if correcting is None:
                    continue
                return correcting
            return text

    def announce(self, instruction: Instruction) -> None:
        """Warn of something."""
        tell(m.ANNOUNCE, task=f"{_place(instruction)}{localised(instruction.text)}")

    def waiting(self, seconds: int) -> None:
        """Say how long the wait is."""
        tell(m.WAIT, seconds=seconds)

    def remaining(self, seconds: int) -> None:
        """Count down; at the end what was typed meanwhile is dropped and shown."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K" + (message(m.WAIT_LEFT, seconds=seconds) if seconds else ""))
            sys.stderr.flush()
        elif seconds and seconds % 60 == 0:
            tell(m.WAIT_LEFT, seconds=seconds)
        if seconds == 0:
            tell(m.WAIT_OVER)
            typed = _drain()
            if typed:
                tell(m.TYPED_DROPPED, text=typed)

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Say what is wrong; a reason where one can be given."""
        del question
        told = text_of({"zh": problem.zh, "en": problem.en})
        say(f"  {told}" if repr(text) in told else f"  [bold yellow]{plain(repr(text))}[/]: {told}")
        if problem.severity != "confirm":
            return ""
        while True:
            reason = entered_line(f"  {localised(m.KEEP_REASON)}: ").strip()
            if not reason or not problem_of_reason(reason):
                return reason
            tell(m.NOT_A_REASON)

    def _heading(self, question: Question) -> None:
        head = (question.item.zh, question.position, question.serial)
        if head[0] != self._head[0]:
            say(f"\n[bold]{text_of(question.item)}[/]  {message(m.ANSWER_HELP)}")
        self._head = head


def _hint(question: Question) -> str:
    """What kind of answer is wanted that is no number."""
    hint = localised(m.ANSWERED_WITH.get(getattr(question.form, "reading", object).__name__, m.NUMBER_HINT))
    return hint if question.required else f"{hint}; {localised(m.LEAVE_OUT_HINT)}"


def _place(of: Question | Instruction) -> str:
    if not of.position:
        return ""
    return f"[{localised(m.PLACE).format(position=of.position, serial=of.serial)}] "


def _drain() -> str:
    """What was typed and not yet read, taken away; nothing where standard input is a file or a pipe."""
    if not sys.stdin.isatty():
        return ""
    typed = ""
    if os.name == "nt":
        import msvcrt

        while msvcrt.kbhit():  # type: ignore[attr-defined]
            typed += msvcrt.getwch()  # type: ignore[attr-defined]
        return typed.strip()
    import termios

    while select.select([sys.stdin], [], [], 0)[0]:
        data = os.read(sys.stdin.fileno(), 4096)
        if not data:
            break
        typed += data.decode(errors="replace")
    termios.tcflush(sys.stdin, termios.TCIFLUSH)
    return typed.strip()
