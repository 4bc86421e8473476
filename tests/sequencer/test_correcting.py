"""An entry is corrected before its item closes: journaled, replayed, and decided as if it had been right at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drivers.roles import Reading
from metrology.text import Text
from procedures.regulation import item
from procedures.run import Problem
from procedures.subject import Subject
from records.entries import Conclusion, Correction, Observation, of_kind, read
from records.event import Body, Event
from records.journal import MemoryJournal
from sequencer.correcting import Correcting
from sequencer.errors import Interrupted
from sequencer.reading_source import Answer, Call, Question, entered
from sequencer.reading_sources import DryRunSource
from sequencer.session import Setup, StoppedClock, perform, replay
from services.laboratory.prepare import unattended
from tests.sequencer.conftest import SOURCE, Toy

ASK = Text("示值", "shown")
WHY = "misread by one division of the scale"
FIRST, LATER = "indication/1V/shown", "indication/3V/shown"


class Read(Toy):
    """Three points, each read by a person, and read again where it shows too much; then one point more."""

    @item("indication", "2", "示值误差", "Indication error")
    def indication(self) -> None:
        """Three points."""
        for p in map(Decimal, (1, 2, 3)):
            self.bench.source.set(p)
            with self.run.point(f"{p}V"):
                shown = self._read("shown", p)
                again = self.run.only_if(shown > p, lambda p=p: self._read("again", p))
                error = (shown if again is None else again) - p
                trace: dict[str, Any] = {"formula": "E", "substitution": f"{error}", "source": SOURCE}
                self.run.decide(Text.same(f"{p} V"), error, Decimal("0.5"), unit="V", **trace)

    @item("zero", "3", "零点", "Zero")
    def zero(self) -> None:
        """One point."""
        with self.run.point("0V"):
            shown = self._read("shown", Decimal(0))
            self.run.decide(ASK, shown, Decimal("0.5"), unit="V", formula="E", substitution=f"{shown}", source=SOURCE)

    def _read(self, name: str, p: Decimal) -> Decimal:
        return self.run.observe(name, self.bench.meter.indication, unit="V", expect=p, ask=ASK)


class Kept(MemoryJournal):
    """A journal that can be read again; it ends before a certain entry, as a kill would."""

    def __init__(self, past: list[Event] | None = None, before: int | None = None) -> None:
        super().__init__("r")
        self.events, self._before = list(past or ()), before

    def written(self) -> list[Event]:
        return list(self.events)

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        if len(self.events) == self._before:
            self._before = None
            raise KeyboardInterrupt
        return super().append(kind, body, address)


class Person(DryRunSource):
    """Reads what an ideal instrument shows but where a text is given; a correction is given once, then the answer."""

    planning = False
    correctable = True

    def __init__(self, given: dict[str, list[str]]) -> None:
        super().__init__()
        self.given, self.problems = given, list[str]()

    def read(self, call: Call, question: Question) -> Answer:
        if call.role == "room":
            return Answer(Reading("20", Decimal(20), question.unit))
        self.questions.append(question)
        given = self.given.get(question.address)
        text = given.pop(0) if given else str(question.expect)
        return Answer(correcting=text) if isinstance(text, Correcting) else entered(text, question, "operator")

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        self.problems.append(problem.en)
        return ""


SUBJECT = Subject(name="表", maker="m", model="x", serial="1")
SETUP = Setup(Read, SUBJECT, unattended(Read, SUBJECT, stage="initial", on=date(2026, 11, 23)))


def run(given: dict[str, list[str]], journal: Kept | None = None) -> tuple[Kept, Person]:
    journal, person = journal or Kept(), Person(given)
    perform(SETUP, journal, person, StoppedClock(), past=journal.written())
    return journal, person


def concluded(journal: Kept) -> list[tuple[str, str, str]]:
    return [(e.address, c.outcome, c.words.substitution) for e, c in of_kind(journal.events, Conclusion)]


RIGHT = run({})[0]


def test_a_slip_is_corrected_two_readings_later_and_everything_follows_from_the_right_value() -> None:
    journal, person = run({FIRST: ["1.9"], LATER: [Correcting(FIRST, "1", WHY)]})
    assert concluded(journal) == concluded(RIGHT)
    assert replay(SETUP, MemoryJournal(), journal.events) == "conform"
    said = next(e for e in journal.events if e.kind == "correction")
    found = read(said, Correction)
    old = journal.events[found.entry]
    assert (old.address, read(old, Observation).text) == (FIRST, "1.9")
    assert (found.old, found.new, found.why) == ("1.9", "1", WHY)
    assert [e.kind for e in journal.events[said.seq + 1 : said.seq + 3]] == ["observation", "conclusion"]
    assert not [e for e in journal.events if e.kind == "restored"]
    assert [c.args[0] for c in person.calls if c.role == "source"] == [1, 2, 3]  # the bench was told nothing twice


def test_a_corrected_value_that_wants_a_further_reading_gets_it_with_the_bench_brought_there() -> None:
    journal, person = run({LATER: [Correcting(FIRST, "1.2", WHY)], "indication/1V/again": ["1.1"]})
    assert {a: s for a, _, s in concluded(journal)}["indication/1V"] == "0.1"
    assert replay(SETUP, MemoryJournal(), journal.events) == "conform"
    assert [c.args[0] for c in person.calls if c.role == "source"][:4] == [1, 2, 3, 1]


def test_what_may_be_corrected_is_what_a_person_entered_in_the_open_item() -> None:
    journal, person = run({})
    offered = {q.address: [e.address for e in q.earlier] for q in person.questions}
    assert offered[LATER] == [FIRST, "indication/2V/shown"]
    assert (offered[FIRST], offered["zero/0V/shown"]) == ([], [])
    del journal


@pytest.mark.parametrize(("given", "said"), [
    (Correcting("zero/0V/shown", "1", WHY), "no entry of a person"),
    (Correcting(FIRST, "1", WHY), "says 1 already"),
    (Correcting(FIRST, "1.1", "yes"), "no reason"),
    (Correcting(FIRST, "one", WHY), "number"),
])  # fmt: skip
def test_what_is_no_correction_is_said_and_writes_nothing(given: Correcting, said: str) -> None:
    journal, person = run({LATER: [given]})
    assert said in person.problems[0]
    assert [e.kind for e in journal.events] == [e.kind for e in RIGHT.events]


def test_killed_after_the_correction_the_reading_is_asked_for_again() -> None:
    given: dict[str, list[Any]] = {FIRST: ["1.9"], LATER: [Correcting(FIRST, "1", WHY)]}
    whole, _ = run(given)
    cut = next(e.seq for e in whole.events if e.kind == "correction") + 1
    journal = Kept(before=cut)
    with pytest.raises((Interrupted, KeyboardInterrupt)):
        run({FIRST: ["1.9"], LATER: [Correcting(FIRST, "1", WHY)]}, journal)
    ended, person = run({}, Kept(journal.written()))
    assert person.questions[0].address == FIRST
    assert concluded(ended) == concluded(RIGHT)
    assert replay(SETUP, MemoryJournal(), ended.events) == "conform"


def test_a_correction_can_be_corrected() -> None:
    again = [Correcting(FIRST, "1.1", WHY), Correcting(FIRST, "1", "it was right but for the tenth")]
    journal, _ = run({FIRST: ["1.9"], LATER: list(again), "indication/1V/again": ["1.1"]})
    assert concluded(journal) == concluded(RIGHT)
    assert replay(SETUP, MemoryJournal(), journal.events) == "conform"
    assert sum(e.kind == "correction" for e in journal.events) == 2
