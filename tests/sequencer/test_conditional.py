"""Further readings on a condition, settling and checkpoints: on a bench, a form, resume and replay."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.roles import Reading
from metrology.text import Text
from procedures.regulation import item
from procedures.subject import Subject
from records.journal import MemoryJournal
from sequencer.errors import Interrupted
from sequencer.form import FormSource
from sequencer.form.reading import Row
from sequencer.position_barrier import PositionBarrier
from sequencer.reading_source import Answer, Call, Question
from sequencer.reading_sources import DryRunSource
from sequencer.session import Setup, StoppedClock, perform, preview, replay
from services.laboratory.prepare import unattended
from tests.sequencer.conftest import Toy

ASK = Text("示值", "shown")
CRITERION: Any = {"within": Decimal("0.01"), "every": 60, "most": 4}


class Careful(Toy):
    """One reading, two more when it is at 0.8 V, and a source that settles between two checkpoints."""

    @item("indication", "2", "示值误差", "Indication error")
    def indication(self) -> None:
        """Set, settle, read, read more."""
        for p in (Decimal(1), Decimal(2)):
            self.run.checkpoint()
            self.bench.source.set(p)
            with self.run.point(f"{p}V"):
                self.run.settle("steady", lambda key, p=p: self._read(key, p), what=ASK, **CRITERION)
                found = [self._read("I1", p)]
                doubtful = found[0] == Decimal("0.80")
                found += self.run.only_if(doubtful, lambda p=p: [self._read("I2", p), self._read("I3", p)]) or []
                mean = sum(found, Decimal(0)) / len(found)
                trace = {"formula": "mean", "substitution": str(len(found))}
                self.run.decide(Text.same(f"{p} V"), mean - p, Decimal("0.5"), unit="V", **trace)  # type: ignore[arg-type]

    def _read(self, name: str, p: Decimal) -> Decimal:
        return self.run.observe(name, self.bench.meter.indication, unit="V", expect=p, ask=ASK)


class Scripted(DryRunSource):
    """Answers by address; stops where it is told."""

    planning = False

    def __init__(self, given: dict[str, str], stop: str = "") -> None:
        super().__init__()
        self.given, self.stop, self.waited = given, stop, []

    def read(self, call: Call, question: Question) -> Answer:
        """The given answer, else the ideal one."""
        if self.stop and question.address.endswith(self.stop):
            raise KeyboardInterrupt
        text = self.given.get(question.address.removeprefix("indication/"))
        self.questions.append(question)
        value = Decimal(text) if text else question.expect or Decimal(0)
        return Answer(Reading(str(value), value, question.unit))


@pytest.fixture
def setup() -> Setup:
    """A run of this procedure."""
    subject = Subject(name="表", maker="m", model="x", serial="1")
    return Setup(Careful, subject, unattended(Careful, subject, stage="initial", on=date(2026, 11, 23)))


def run(setup: Any, source: Any, past: Any = ()) -> list[Any]:
    """Entries of a run."""
    journal = MemoryJournal("test")
    with suppress(Interrupted, KeyboardInterrupt):
        perform(setup, journal, source, StoppedClock(), past=past)
    return [*past, *journal.events]


def addresses(events: list[Any], kind: str = "observation") -> list[str]:
    """Addresses of a kind."""
    return [e.address.removeprefix("indication/") for e in events if e.kind == kind]


def test_more_is_read_only_where_it_is_wanted(setup: Any) -> None:
    plain = addresses(run(setup, Scripted({})))
    assert "1V/I2" not in plain
    more = run(setup, Scripted({"1V/I1": "0.80", "1V/I2": "0.9", "1V/I3": "1.0"}))
    assert [a for a in addresses(more) if a.startswith("1V/I")] == ["1V/I1", "1V/I2", "1V/I3"]
    assert replay(setup, MemoryJournal("test"), more) == "conform"


def test_a_plan_names_what_may_be_asked(setup: Any) -> None:
    optional = {
        q.address.split("/", 1)[1]: q.optional for q in preview(setup, MemoryJournal()).questions if "V/" in q.address
    }
    assert optional == {f"{p}V/I{n}": n > 1 for p in (1, 2) for n in (1, 2, 3)}


@pytest.mark.parametrize(("first", "problems"), [("1.0", 0), ("0.80", 2)])
def test_rows_of_a_form_may_stay_empty(setup: Any, first: str, problems: int) -> None:
    questions = preview(setup, MemoryJournal()).questions
    given = {"1V/I1": first, "2V/I1": "2.0"}
    rows = {}
    for n, q in enumerate(questions, 2):
        key = q.address.removeprefix("indication/")
        value = (
            "conform" if not q.unit else str(q.expect) if q.address.startswith("environment") else given.get(key, "")
        )
        rows[q.address] = Row(n, q.unit, value, "")
    source = FormSource(Path("form.csv"), rows, [q.address for q in questions], collect=True)
    perform(setup.stating(source="form"), MemoryJournal("test"), source, StoppedClock())
    assert len(source.problems) == problems


def test_it_waits_until_two_readings_agree(setup: Any) -> None:
    looks = {"1V/steady1": "1.5", "1V/steady2": "1.2", "1V/steady3": "1.195"}
    events = run(setup, Scripted(looks))
    assert [a for a in addresses(events) if "1V/steady" in a] == ["1V/steady1", "1V/steady2", "1V/steady3"]
    never = run(setup, Scripted({f"1V/steady{n}": str(n) for n in (1, 2, 3, 4)}))
    assert next(e for e in never if e.kind == "item" and e.body["key"] == "indication").body["outcome"] == "incomplete"


def test_an_interrupted_run_goes_back_to_the_checkpoint(setup: Any) -> None:
    cut = run(setup, Scripted({}, stop="2V/I1"))
    again = Scripted({})
    whole = run(setup, again, past=cut)
    restored = [e.body["args"] for e in whole if e.kind == "restored"]
    assert restored == [["2"]]
    assert whole[-1].kind == "closed"
    assert replay(setup, MemoryJournal("test"), whole) == "conform"


def test_a_position_that_wants_more_goes_first_and_the_others_wait() -> None:
    barrier, made = PositionBarrier(["1", "2"]), []

    def one(position: str) -> None:
        if position == "2":
            barrier.shared_call("2", Call("reference", "power"), lambda: made.append("more of 2"), extra=True)
        barrier.shared_call(position, Call("source", "set"), lambda: made.append("set"))
        barrier.leave(position)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(one, p) for p in ("1", "2")]:
            done.result(timeout=10)
    assert made == ["more of 2", "set"]
