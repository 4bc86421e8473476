"""Answers from the journal of another run: the reading of the same quantity at the same point, or none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from records.entries import Finding, Number, Observation, read
from sequencer.amending import PastClock
from sequencer.attempts import first, last
from sequencer.judging.keys import Key, arguments, point, same_kind
from sequencer.judging.states import State, Undoing, states_recorded
from sequencer.reading_source import Answer
from sequencer.value_forms import NumberForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from procedures.run import Problem
    from records.event import Event
    from sequencer.reading_source import Call, Question
    from sequencer.value_forms import Form

HOW = "run"
ABSENT = Text("原记录没有该读数", "the judged run holds no such reading")
NOT_ASKED = Text("原记录没有该项检查", "the judged run holds no such check")
AMBIGUOUS = Text("原记录有 {count} 个读数可能对应", "{count} readings of the judged run could be meant")


class _Kept(NamedTuple):
    """A reading of the judged run in a form that can be compared."""

    address: str
    item: str
    point: tuple[Key, ...]
    event: Event
    observed: Observation


class JudgedSource:
    """Reading source of a judgement.

    A reading answers a question if the same method of the same role was asked under the same name, and either the
    point has the same keys, or the bench had been told the same and only one reading was taken so. Several that could
    be meant, or none, count as not measured. No reading answers two questions. A check answers one that is worded the
    same.

    Args:
        events: Entries of the judged run.
        asked: The state of the bench at every reading of the judging edition, from `states_asked`.
        undoes: Commands that leave a role of that edition as if it had been told nothing, from `undoing`.
    """

    planning = False
    extra = False
    acts = False
    correctable = True
    environment = None

    def __init__(self, events: Sequence[Event], asked: Mapping[str, State], undoes: Undoing) -> None:
        self.clock = PastClock()
        self._asked, self._recorded = asked, states_recorded(events, undoes)
        entries = last(events)
        self._kept = [_kept(a, e) for a, e in entries.items() if e.kind == Observation.entry_kind]
        self._findings = [(a, e) for a, e in entries.items() if e.kind == Finding.entry_kind]
        self._used: set[str] = set()
        self._doubted: dict[str, str] = {}

    def read(self, call: Call, question: Question) -> Answer:
        """The reading that was taken, or that there is none."""
        if question.address in self._doubted:
            return Answer(note=self._doubted[question.address], how=HOW)
        found = self._matching(call, question)
        if len(found) != 1:
            why = ABSENT if not found else AMBIGUOUS
            return Answer(note=_both(why).format(count=len(found)), how=HOW)
        kept = found[0]
        self._used.add(kept.address)
        self.clock.show(Decimal(kept.observed.elapsed))
        value = kept.observed.value
        note = f"#{kept.event.seq} {kept.address}"
        form: Form = question.form or NumberForm(question.unit)
        if not isinstance(value, form.kept):
            return Answer(note=f"{note}: {kept.observed.note}", how=HOW)
        return Answer(form.recalled(kept.observed.text, value, kept.observed.trail), note=note, how=HOW)

    def find(self, call: Call, question: Question) -> Answer:
        """The answer to the check that asked the same, or that there is none."""
        name = str(call.args[0])
        if question.address in self._doubted:
            return Answer(finding="not_measured", note=self._doubted[question.address], how=HOW)
        for address, event in self._findings:
            finding = read(event, Finding)
            if address.rpartition("/")[2] == name and finding.words.question == question.text:
                note = f"#{event.seq} {address}" + (f": {finding.note}" if finding.note else "")
                return Answer(finding=finding.answer, note=note, how=HOW, confirmed_by=finding.confirmed_by)
        return Answer(finding="not_measured", note=_both(NOT_ASKED), how=HOW)

    def act(self, call: Call) -> None:
        """Nothing: nobody is there."""

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """A reading that this edition could not have taken so is not one of its readings."""
        self._doubted[question.address] = f"{text}: {problem.zh} / {problem.en}"
        return ""

    def wait(self, seconds: int) -> None:
        """Nothing: it is over."""

    pause = wait

    def _matching(self, call: Call, question: Question) -> list[_Kept]:
        address = first(question.address)
        item, *keys, name = address.split("/")
        args = arguments(call.texts())
        alike = [
            k
            for k in self._kept
            if k.address not in self._used
            and k.address.rpartition("/")[2] == name
            and (k.observed.role, k.observed.method) == (call.role, call.method)
            and arguments(k.observed.args) == args
            and (not isinstance(k.observed.value, Number) or same_kind(k.observed.value.unit, question.unit))
        ]
        wanted = point(keys)
        same = [k for k in alike if k.point == wanted]
        own = [k for k in same if k.item == item]
        if len(same) > 1 and own:
            return own
        if same:
            return same
        state = self._asked.get(address)
        return [k for k in alike if state and self._recorded.get(k.address) == state]


def _kept(address: str, event: Event) -> _Kept:
    item, *keys, _ = address.split("/")
    return _Kept(address, item, point(keys), event, read(event, Observation))


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"
