"""A person corrects an entry of theirs before its item closes.

The correction is journaled and withdraws the old entry (`records.entries.Correction`); then the run is gone through
once more from its journal, as after an interruption, with the new text as the answer. So everything that was computed
from the old entry is computed from the new one, and a replay takes the same way. The bench stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from messages import both
from metrology.text import Text
from records.entries import Correction, Finding, Observation
from sequencer.entered_text import problem_of_reason, unprintable
from sequencer.not_an_answer import NotAnAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from procedures.run import Problem
    from records.entries import Person
    from sequencer.journal_memory import JournalMemory

BY_A_PERSON = "operator"
NOT_OPEN = Text("该项目中没有 {address} 的人工录入", "this item has no entry of a person at {address}")
THE_SAME = Text("{address} 已是 {said}", "{address} says {said} already")


class Correcting(str):
    """What a person answers to correct an earlier entry, in place of an answer to the question.

    Args:
        address: Address of the earlier entry.
        text: What it should have said.
        why: The reason.
        by: Who corrects it; None for who performs the run.
    """

    __slots__ = ("address", "by", "why")

    def __new__(cls, address: str, text: str, why: str, by: Person | None = None) -> Correcting:
        """The text is what it should have said."""
        made = super().__new__(cls, text.strip())
        made.address, made.why, made.by = address, why.strip(), by
        return made

    address: str
    why: str
    by: Person | None


class Earlier(NamedTuple):
    """An entry of the item that its person may still correct.

    Attributes:
        address: Its address.
        question: What was asked.
        text: What was entered.
        unit: Unit of a reading.
    """

    address: str
    question: Text
    text: str
    unit: str = ""


class Corrected(Exception):
    """An entry was corrected: the run is gone through once more.

    Attributes:
        correcting: The correction.
    """

    def __init__(self, correcting: Correcting) -> None:
        super().__init__(correcting.address)
        self.correcting = correcting


class _Wrong:
    """Why a correction is not taken."""

    code, severity = "not_corrected", "refuse"

    def __init__(self, why: Text) -> None:
        self.zh, self.en = why


class OpenEntries:
    """What a person entered in the item that is examined.

    Args:
        record: The journal with its memory.
        person: Who performs the run.
    """

    def __init__(self, record: JournalMemory, person: Person) -> None:
        self._record, self._person = record, person
        self._entries: dict[str, tuple[Earlier, Callable[[str], object]]] = {}

    def begin(self) -> None:
        """Another item is examined: what was entered before can no longer be corrected, only amended."""
        self._entries.clear()

    def add(self, address: str, entry: Observation | Finding, unit: str, parse: Callable[[str], object]) -> None:
        """Take an entry in; `parse` refuses what could not stand in its place."""
        if self._record.rereads and entry.how == BY_A_PERSON:
            question = entry.words.question
            self._entries[address] = (Earlier(address, question, _written(entry), unit), parse)

    def earlier(self) -> tuple[Earlier, ...]:
        """What can be corrected, in the order in which it was entered."""
        return tuple(earlier for earlier, _ in self._entries.values())

    def take(self, given: Correcting) -> Problem:
        """Journal a correction; why it is not taken where it is none.

        Raises:
            Corrected: It was journaled.
        """
        problem = self._problem(given)
        if problem is not None:
            return problem
        old = self._record.placed(given.address)
        entry = Correction(
            entry=old.seq,
            hash=old.hash,
            old=self._entries[given.address][0].text,
            new=str(given),
            why=given.why,
            by=given.by or self._person,
        )
        self._record.correct(entry, given.address)
        raise Corrected(given)

    def _problem(self, given: Correcting) -> Problem | None:
        if given.address not in self._entries:
            return _Wrong(_filled(NOT_OPEN, address=given.address))
        earlier, parse = self._entries[given.address]
        if earlier.text == given:
            return _Wrong(_filled(THE_SAME, address=given.address, said=str(given)))
        poor = problem_of_reason(given.why) or unprintable(given.why)
        if poor:
            return _Wrong(both(poor))
        try:
            parse(str(given))
        except NotAnAnswer as error:
            return _Wrong(error.text)
        return None


def _filled(text: Text, **values: str) -> Text:
    return Text(*(form.format(**values) for form in text))


def _written(entry: Observation | Finding) -> str:
    """An entry as a person writes it."""
    if isinstance(entry, Finding):
        return f"{entry.answer}: {entry.note}" if entry.note else entry.answer
    return entry.text if entry.value is not None else f"not measured: {entry.note}"
