"""The operator at a terminal: questions, instructions, doubts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from console.cli.screen import both, plain, say

if TYPE_CHECKING:
    from procedures.run import Problem
    from sequencer.reading_source import Call, Question

HELP = "[dim]未测：原因 not_measured: reason | Ctrl-C 中断，可续 stop, to be resumed[/]"


class Terminal:
    """Asks the person in front of the screen; prompts go to standard error, answers come from standard input."""

    def __init__(self) -> None:
        self._item = ""

    def ask(self, question: Question) -> str:
        """The text entered for a reading."""
        self._head(question)
        unit = f" [{question.unit}]" if question.unit else ""
        return _line(f"  {question.text.zh} {question.text.en}{unit}: ")

    def check(self, question: Question) -> str:
        """The answer to a check: y, n, - or in words."""
        self._head(question)
        return _line(f"  {question.text.zh} {question.text.en} [y 符合 / n 不符合 / -: 原因 不适用]: ")

    def tell(self, call: Call) -> None:
        """Ask for something to be done; Enter when it is."""
        done = call.words
        _line(f"  ▶ {done.zh} {done.en} … Enter ")

    def waiting(self, seconds: int) -> None:
        """Say how long the wait is."""
        say(f"  [cyan]等待 {seconds} s，请勿改变状态 waiting {seconds} s, leave everything as it is …[/]")

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Say what is wrong; a reason where one can be given."""
        del question
        told = both({"zh": problem.zh, "en": problem.en})
        say(f"  {told}" if repr(text) in told else f"  [bold yellow]{plain(repr(text))}[/]: {told}")
        if problem.severity != "confirm":
            return ""
        return _line("  保留该值的原因（回车重新输入） Reason to keep it (Enter to enter it again): ").strip()

    def _head(self, question: Question) -> None:
        if question.item.zh != self._item:
            self._item = question.item.zh
            say(f"\n[bold]{both(question.item.to_dict())}[/]  {HELP}")


def _line(prompt: str) -> str:
    say(plain(prompt.rstrip()), end="")
    sys.stderr.write(" ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt("end of input")
    return line.rstrip("\r\n")
