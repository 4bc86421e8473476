"""A run from its first entry to its last: start, resume, replay, plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import json, structs

from metrology.decision import JJF1094, Outcome
from procedures.text import Text
from records.entries import Objection, Refused
from sequencer.correcting import Corrected, OpenEntries
from sequencer.engine import examine, plan
from sequencer.errors import Differs
from sequencer.holding import open_to
from sequencer.journal_memory import JournalMemory
from sequencer.journal_sources import ReplaySource
from sequencer.preview_memory import Previews
from sequencer.reading_source import Call
from sequencer.reading_sources import DryRunSource
from sequencer.run import RunHandle
from sequencer.safety import stopping_safely
from sequencer.second_person import performing, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drivers.roles import Clock
    from procedures.base import Procedure
    from procedures.standards import Standard
    from procedures.subject import Subject
    from records.entries import Opened, StandardUsed
    from records.entries import Plan as PlanEntry
    from records.event import Event
    from sequencer.environment_monitor import EnvironmentMonitor
    from sequencer.gates import Facts
    from sequencer.holding import Holding
    from sequencer.journal_memory import Appends
    from sequencer.reading_source import Question, ReadingSource

NOT_ASKED = Text(
    "判定时未用到该值：该项已中止或已无效", "not used: the item had ended or was void before this was asked for"
)


_PREVIEWS: Previews[Plan] = Previews()


class StoppedClock:
    """A clock that stands still: for runs nobody waits for."""

    def __init__(self, at: Decimal = Decimal(0)) -> None:
        self._at = at

    def elapsed(self) -> Decimal:
        """The moment it was stopped at."""
        return self._at


@dataclass(frozen=True, slots=True)
class Setup:
    """What is known before anything is measured.

    Attributes:
        procedure: The edition that will be run.
        subject: The instrument under test.
        opened: The first entry.
        own: Roles that every position of the bench has for itself; None on a bench without positions.
    """

    procedure: type[Procedure[Any, Any]]
    subject: Subject
    opened: Opened
    own: tuple[str, ...] | None = None

    def stating(self, **fields: Any) -> Setup:
        """The same run with other fields of the first entry."""
        return replace(self, opened=structs.replace(self.opened, **fields))

    def handle(
        self,
        record: JournalMemory,
        answers: ReadingSource,
        clock: Any,
        guard: EnvironmentMonitor | None = None,
        past: Sequence[Event] = (),
        holding: Holding | None = None,
    ) -> tuple[RunHandle, Procedure[Any, Any]]:
        """A run handle and the procedure bound to it; `past` are the entries that a resumed run has already."""
        from procedures.regulation import Stage

        o = self.opened
        handle = RunHandle(
            record,
            answers,
            clock,
            stage=Stage(o.stage),
            on=date.fromisoformat(o.date),
            rule=JJF1094 if o.policy.decision == "JJF 1094" else None,
            standards=standards_of(o.standards),
            guard=guard,
            roles=self.procedure.role_types(),
            under_test=self.procedure.under_test,
            seconds=seconds(o.people, past),
            draft=self.procedure.regulation.draft,
            holding=holding,
            entered=OpenEntries(record, performing(o.people, past)),
        )
        return handle, self.procedure(self.subject, handle)


@dataclass
class Plan:
    """What a run would do."""

    plan: PlanEntry
    events: Sequence[Event]
    questions: list[Question] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> int:
        """How long the regulation lets wait."""
        return sum(self.waits)

    @property
    def conclusions(self) -> int:
        """How many points and checks will be concluded: the length of the run, for a progress display."""
        return sum(e.kind == "conclusion" for e in self.events)


def preview(setup: Setup, journal: Appends, *, alike: bool = False) -> Plan:
    """Go through the procedure with an ideal instrument; touches nothing.

    A run is gone through several times before it begins, on a bench with positions for each of them. What it does
    depends on nothing else than what its plan is remembered under.

    Args:
        setup: The run.
        journal: One that forgets.
        alike: That of an instrument will do which differs in the serial number alone; texts may name the other one.
    """
    o = setup.opened
    depends = setup.procedure, type(setup.subject), setup.own, json.encode((o.stage, o.date, o.policy, o.standards))
    return _PREVIEWS.of(depends, setup.subject, lambda: _previewed(setup, journal), alike=alike)


def _previewed(setup: Setup, journal: Appends) -> Plan:
    answers = DryRunSource(setup.own)
    seen: list[Event] = []
    record = JournalMemory(journal, listener=seen.append)
    handle, procedure = setup.handle(record, answers, StoppedClock())
    examine(procedure, handle, record)
    return Plan(plan(procedure), seen, answers.questions, answers.calls, answers.waits)


def gate(setup: Setup, journal: Appends, facts: Facts) -> Setup:
    """The same run with what was overridden on record.

    Args:
        setup: The run.
        journal: One that forgets.
        facts: The state of the world.

    Raises:
        Refused: With every reason why the run may not start.
    """
    from sequencer.gates import check

    _, procedure = setup.handle(JournalMemory(journal), DryRunSource(), StoppedClock())
    overrides = check(procedure, setup.opened, facts)
    return setup.stating(overrides=overrides)


def refusals(setup: Setup, journal: Appends, facts: Facts) -> dict[str, list[Text]]:
    """What each start gate refuses, by its name, whether it is overridden or not; arguments as for `gate`."""
    from sequencer.gates import findings

    _, procedure = setup.handle(JournalMemory(journal), DryRunSource(), StoppedClock())
    return findings(procedure, setup.opened, facts)


def perform(
    setup: Setup,
    journal: Appends,
    answers: ReadingSource,
    clock: Clock | StoppedClock,
    *,
    past: Sequence[Event] = (),
    make_safe: Callable[[], list[str]] = list,
    listener: Callable[[Event], None] | None = None,
    traffic: Callable[[], str] = str,
    unread: Callable[[], list[tuple[str, str]]] = list,
    holding: Holding | None = None,
) -> Outcome:
    """Run, or go on with, a verification until its verdict.

    Outputs are brought to their safe state on every way out. What stopped the run is journaled before it is raised.
    Entries that were handed in but never asked for (`unread`) are journaled too, so that nothing is lost. Where the
    journal can be read again, a person may correct an entry before its item closes.

    Raises:
        Interrupted: The run stopped and can be resumed.
        Differs: The journal contradicts the run.
    """
    record = JournalMemory(journal, past, listener, traffic)
    if not past:
        record.open(setup.opened)
    with stopping_safely(record, make_safe), open_to(holding, record, setup.opened):
        outcome = _examined(setup, record, answers, clock, past, holding)
    for address, text in unread():
        left = Refused(text=text, code="not_asked", how="form", words=Objection(problem=NOT_ASKED))
        record.write(left, f"{address}#1")
    record.close(outcome)
    return outcome


def _examined(
    setup: Setup,
    record: JournalMemory,
    answers: ReadingSource,
    clock: Clock | StoppedClock,
    past: Sequence[Event],
    holding: Holding | None,
) -> Outcome:
    """Examine until the verdict; once more from the journal after each correction of an entry."""
    while True:
        guard = _guard(setup, record, answers, clock, past)
        handle, procedure = setup.handle(record, answers, clock, guard, past, holding)
        try:
            return examine(procedure, handle, record)
        except Corrected as made:
            past = record.learn_again(made.correcting.address, made.correcting)


def replay(setup: Setup, journal: Appends, events: Sequence[Event]) -> Outcome:
    """Recompute every conclusion from a run's own journal, with no instrument attached.

    Args:
        setup: The run, rebuilt from its `opened` entry.
        journal: One that forgets.
        events: The run's entries.

    Raises:
        Differs: A conclusion, an item or the verdict is not what the journal says or is not in it, or the run has no
            verdict.
    """
    if not any(e.kind == "verdict" for e in events):
        raise Differs("the run has no verdict yet; `steelyard resume` goes on with it")
    new: list[Event] = []
    record = JournalMemory(journal, events, new.append)
    answers = ReplaySource(acts=setup.opened.commands)
    handle, procedure = setup.handle(record, answers, StoppedClock())
    outcome = examine(procedure, handle, record)
    left = record.unvisited()
    if new:
        raise Differs(f"the journal lacks an entry that follows from it: {new[0].kind} {new[0].address}")
    if left:
        raise Differs(f"entry {left[0].seq} ({left[0].kind} {left[0].address}) does not follow from the journal")
    return outcome


def _guard(
    setup: Setup, record: JournalMemory, answers: ReadingSource, clock: Clock | StoppedClock, past: Sequence[Event]
) -> EnvironmentMonitor | None:
    reader = answers.environment
    if reader is None or isinstance(clock, StoppedClock):
        return None
    types = setup.procedure.role_types()
    watched = {
        c: Call(c.role, c.method, (), types[c.role])
        for c in setup.procedure.conditions(setup.subject)
        if c.watched and reader.watches(c.role)
    }
    if not watched:
        return None
    from sequencer.environment_monitor import EnvironmentMonitor

    return EnvironmentMonitor(watched, reader, clock, record, past, standards=standards_of(setup.opened.standards))


def standards_of(used: Sequence[StandardUsed]) -> dict[str, tuple[Standard, ...]]:
    """The standards behind each role, as a run corrects by them."""
    from procedures.standards import Standard

    found: dict[str, tuple[Standard, ...]] = {}
    for s in used:
        found[s.role] = (*found.get(s.role, ()), *(Standard(s.id, q.certified()) for q in s.quantities))
    return found
