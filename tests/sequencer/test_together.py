"""Readings that belong together are never taken from two sides of an interruption."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drivers.roles import Reading
from procedures.base import Procedure
from procedures.conditions import Condition, air
from procedures.errors import NotMeasured
from procedures.regulation import Regulation, item
from procedures.subject import Subject
from procedures.text import Text
from records.event import Body, Event
from records.journal import MemoryJournal
from sequencer.amending import AmendedSource, Amendment, amendable
from sequencer.attempts import first
from sequencer.errors import Interrupted, NotAmendable
from sequencer.reading_source import Answer, Call, Question
from sequencer.reading_sources import DryRunSource
from sequencer.session import Setup, StoppedClock, perform, replay
from services.laboratory.prepare import unattended
from tests.sequencer.conftest import SOURCE
from tests.sequencer.toy_roles import Loads, Meter

ASK = Text("读数", "reading")
LOADS = (Decimal(1), Decimal(2))


class Pairs(Procedure[Subject, Any]):
    """The difference of two readings at one placement is zero; between two placements it is not."""

    regulation = Regulation("PAIRS", "1", Text("对", "pairs"), date(2026, 1, 1), date(2026, 1, 1), (), 12, (SOURCE,))
    subject_model = Subject
    loads: Loads
    scale: Meter

    @classmethod
    def conditions(cls, subject: Subject) -> tuple[Condition, ...]:
        del subject
        return air((15, 25), source=SOURCE)

    def omits(self, key: str) -> Text | None:
        """There is no nameplate to be held against anything."""
        return Text("无铭牌", "no nameplate") if key == "specification" else None

    @item("pairs", "1", "成对", "Pairs")
    def pair(self) -> None:
        """Every load once."""
        for load in LOADS:
            with self.run.point(f"{load}g"):
                a, b = self.run.together("pair", lambda load=load: self._read(load))
                self.run.decide(ASK, a - b, 0, unit="g", formula="a − b", substitution=f"{a} − {b}", source=SOURCE)

    def _read(self, load: Decimal) -> tuple[Decimal, Decimal]:
        self.bench.loads.place(load)
        a = self.run.observe("a", self.bench.scale.indication, unit="g", expect=load, ask=ASK)
        self.bench.loads.add(load)
        return a, self.run.observe("b", self.bench.scale.indication, unit="g", expect=load, ask=ASK)


class Pan(DryRunSource):
    """A pan that never gives the same twice: a reading shows which placement it is of."""

    placements = 0

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        Pan.placements += 1000  # another day

    def act(self, call: Call) -> None:
        self.told.append(call.method)
        Pan.placements += call.method == "place"

    def read(self, call: Call, question: Question) -> Answer:
        if call.role == "room":
            return Answer(Reading("20", Decimal(20), question.unit))
        return Answer(Reading(str(Pan.placements), Decimal(Pan.placements), "g"), how="operator")


class Stopping(MemoryJournal):
    """Ends before a certain entry, as a kill would."""

    def __init__(self, past: list[Event], before: int | None = None) -> None:
        super().__init__("r")
        self.events, self._before = list(past), before

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        if len(self.events) == self._before:
            self._before = None
            raise KeyboardInterrupt
        return super().append(kind, body, address)


SUBJECT = Subject(name="秤", maker="m", model="x", serial="1")
OPENED = unattended(Pairs, SUBJECT, stage="initial", on=date(2026, 11, 23))
PAIRS = Setup(Pairs, SUBJECT, OPENED)


def run(past: list[Event], before: int | None = None, setup: Setup = PAIRS) -> list[Event]:
    journal = Stopping(past, before)
    if before is None:
        assert perform(setup, journal, Pan(), StoppedClock(), past=past) == "conform"
    else:
        with pytest.raises((Interrupted, KeyboardInterrupt)):
            perform(setup, journal, Pan(), StoppedClock(), past=past)
    return journal.events


def kinds(events: list[Event]) -> list[tuple[str, str]]:
    return [(e.kind, e.address.removeprefix("pairs/1g/")) for e in events if e.address.startswith("pairs/1g/")]


WHOLE = run([])


@pytest.mark.parametrize("before", range(2, len(WHOLE)))
@pytest.mark.parametrize("again", [None, 1, 2, 3, 4, 5, 6])
def test_wherever_it_is_cut_a_difference_is_of_one_placement(before: int, again: int | None) -> None:
    """Once, and a second time after some further entries."""
    events = run([], before)
    if again is not None and len(events) + again < len(WHOLE):
        events = run(events, len(events) + again)
    events = run(events)
    assert replay(PAIRS, MemoryJournal(), events) == "conform"
    assert len({e.address for e in events if e.kind == "observation"}) == len(
        [e for e in events if e.kind == "observation"]
    )


def test_both_attempts_stay_on_record() -> None:
    cut = next(e.seq for e in WHOLE if e.address == "pairs/1g/b")
    events = run(run([], cut))
    assert kinds(events) == [
        ("command", "loads.place#1"),
        ("observation", "a"),
        ("command", "loads.add#1"),
        ("broken_off", "pair#1#1"),
        ("command", "attempt2/loads.place#1"),
        ("observation", "attempt2/a"),
        ("command", "attempt2/loads.add#1"),
        ("observation", "attempt2/b"),
    ]


def test_a_whole_measurement_is_not_made_again() -> None:
    cut = next(e.seq for e in WHOLE if e.address == "pairs/2g/loads.place#1")
    assert not [e for e in run(run([], cut)) if e.kind == "broken_off"]


def test_what_nothing_was_read_of_is_not_broken_off() -> None:
    cut = next(e.seq for e in WHOLE if e.address == "pairs/1g/a")
    events = run(run([], cut))
    assert not [e for e in events if e.kind == "broken_off"]
    assert [e.body["method"] for e in events if e.kind == "restored"] == ["place"]


def test_a_form_is_not_measured_again() -> None:
    """What a person wrote down was read at one time, whenever the run over it stopped."""

    class Form(Pan):
        acts = False
        planning = False
        extra = False

    form = PAIRS.stating(source="form")
    cut = next(e.seq for e in WHOLE if e.address == "pairs/1g/b") - 1
    journal = Stopping([], cut)
    answers = Form()
    with pytest.raises(Interrupted):
        perform(form, journal, answers, StoppedClock())
    assert perform(form, journal, answers, StoppedClock(), past=list(journal.events)) == "conform"
    assert not [e for e in journal.events if e.kind == "broken_off"]


def test_amending_goes_by_the_attempt_that_counts() -> None:
    cut = next(e.seq for e in WHOLE if e.address == "pairs/1g/b")
    events = run(run([], cut))
    with pytest.raises(NotAmendable, match="attempt2/a"):
        amendable(events, "pairs/1g/a", "7")
    old = amendable(events, "pairs/1g/attempt2/a", "7")
    change = Amendment(
        old.address, "7", {"id": "R1", "name": "n"}, "", "typed wrong", "paper form", {"id": "R2", "name": "m"}
    )
    answers, journal = AmendedSource(events, change), MemoryJournal("new")
    assert perform(PAIRS, journal, answers, answers.clock) == "not_conform"
    assert next(e.body["text"] for e in journal.events if e.address == "pairs/1g/a") == "7"
    assert {first(e.address) for e in events if e.kind == "observation"} == {
        e.address for e in journal.events if e.kind == "observation"
    }


def test_within_each_other_they_are_refused() -> None:
    class Nested(Pairs):
        @item("pairs", "1", "成对", "Pairs")
        def pair(self) -> None:
            self.run.together("外", lambda: self.run.together("内", lambda: None))

    with pytest.raises(RuntimeError, match="内"):
        perform(Setup(Nested, PAIRS.subject, OPENED), MemoryJournal(), Pan(), StoppedClock())


def test_what_is_not_measured_leaves_them() -> None:
    class Missing(Pairs):
        @item("pairs", "1", "成对", "Pairs")
        def pair(self) -> None:
            def read() -> None:
                raise NotMeasured(Text.same("broken"))

            self.run.together("pair", read)

    assert perform(Setup(Missing, PAIRS.subject, OPENED), MemoryJournal(), Pan(), StoppedClock()) == "incomplete"
