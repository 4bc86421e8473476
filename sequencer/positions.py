"""Many units under test at once: one stimulus, a record and a verdict for each position."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from procedures.text import Text
from records.entries import Dwell
from records.journal import MemoryJournal
from sequencer.engine import examine
from sequencer.errors import Refused
from sequencer.journal_memory import JournalMemory
from sequencer.looks import Looks
from sequencer.position_barrier import PositionBarrier
from sequencer.reading_sources import BenchSource, DryRunSource
from sequencer.session import StoppedClock, perform, preview
from sequencer.supervision import Unsupervised

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from drivers.roles import Clock, Reading
    from metrology.decision import Outcome
    from procedures.run import Problem
    from records.event import Event
    from sequencer.journal_memory import Appends
    from sequencer.operator import AttendedInstrument
    from sequencer.reading_source import Answer, Call, EnvironmentReader, Question
    from sequencer.session import Setup
    from sequencer.supervision import Supervision


class PositionSource:
    """The answers of one position: its own instruments at once, shared ones with the others, people in turn.

    Args:
        bench: Answers of the whole bench, with this position's own roles.
        barrier: Where it meets the other positions.
        position: Its name.
        own: Roles that every position has for itself.
        people: Those of them that a person fills.
        looks: What the room showed last.
        resumed: Whether it goes on after an interruption: some positions may have a shared reading that others lack, so
            those take it while the rest wait. What the bench is told is the same for all.
    """

    acts = True
    planning = False
    extra = False

    def __init__(
        self, bench: BenchSource, barrier: PositionBarrier, position: str, own: Collection[str],
        people: Collection[str], looks: Looks, *, resumed: bool = False,
    ) -> None:  # fmt: skip
        self._bench, self._barrier, self._position, self._resumed = bench, barrier, position, resumed
        self._own, self._people, self._looks = own, people, looks

    @property
    def correctable(self) -> bool:
        """A person can be asked again."""
        return self._bench.correctable

    @property
    def environment(self) -> EnvironmentReader:
        """The instruments of the bench, where they read the environment."""
        return self

    def watches(self, role: str) -> bool:
        """Whether an instrument fills a role."""
        return self._bench.watches(role)

    def look(self, call: Call) -> Reading:
        """Read an instrument of the environment, one position after the other; one of the whole bench once for all."""

        def look() -> Reading:
            return (
                self._bench.look(call)
                if call.role in self._own
                else self._looks.of(call, partial(self._bench.look, call))
            )

        reading: Reading = self._barrier.operator_turn(self._position, call, look)
        return reading

    def read(self, call: Call, question: Question) -> Answer:
        """Take one reading."""
        answer: Answer = self._make(call, lambda: self._bench.read(call, question), reads=True)
        return answer

    def find(self, call: Call, question: Question) -> Answer:
        """Answer one check."""
        answer: Answer = self._make(call, lambda: self._bench.find(call, question), reads=True)
        return answer

    def act(self, call: Call) -> None:
        """Carry out a command."""
        self._make(call, lambda: self._bench.act(call))

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Ask the operator, who is still with this position."""
        return self._bench.doubt(question, text, problem)

    def wait(self, seconds: int) -> None:
        """Let time pass, once for all."""
        self._barrier.shared_call(self._position, seconds, lambda: self._bench.wait(seconds), extra=self.extra)

    def pause(self, seconds: int) -> None:
        """Let time pass while this position is held; others that are held wait for the same time."""
        self._barrier.own_call(lambda: self._bench.pause(seconds))

    def _make(self, call: Call, act: Callable[[], Any], *, reads: bool = False) -> Any:
        if call.role not in self._own:
            return self._barrier.shared_call(self._position, call, act, extra=self.extra or (reads and self._resumed))
        if call.role in self._people:
            return self._barrier.operator_turn(self._position, call, act)
        return self._barrier.own_call(act)


@dataclass(frozen=True, slots=True)
class Position:
    """One position and what will be run on it.

    Attributes:
        name: Its name on the bench, as addresses carry it.
        setup: The run.
        journal: Its own journal.
        roles: Driver of each role, its own ones among them.
        past: Entries already there.
        listener: Told of every new entry.
        traffic: Gives the byte traffic since its last entry.
        operator: The person at the bench, as this position addresses them.
    """

    name: str
    setup: Setup
    journal: Appends
    roles: Mapping[str, object]
    past: Sequence[Event] = ()
    listener: Callable[[Event], None] | None = None
    traffic: Callable[[], str] = str
    operator: AttendedInstrument | None = None


def refuse_divergence(setups: Sequence[Setup], own: Collection[str]) -> None:
    """Refuse positions that would not ask the shared roles for the same things in the same order, or wait otherwise.

    Raises:
        Refused: With every position that differs from the first.
    """
    plans = [preview(s, MemoryJournal(), alike=True) for s in setups]
    shared = [([c for c in plan.calls if c.role not in own], plan.waits) for plan in plans]
    reasons = [
        Text(
            f"工位 {n} 的检定点或等待时间与工位 1 不同，不能同时检定（{setups[n - 1].subject.serial}）",
            f"position {n} ({setups[n - 1].subject.serial}) needs other points or times than position 1; "
            "verify it apart",
        )
        for n, calls in enumerate(shared, 1)
        if calls != shared[0]
    ]
    if reasons:
        raise Refused(reasons)


class Ahead(NamedTuple):
    """What a run that is resumed will yet ask the bench for; those of whom it is the same can go on together.

    Attributes:
        calls: Calls of the shared roles.
        waits: Times that it lets pass, s.
        waited: How many of its waits are over: what is recorded meanwhile is not recorded once more.
    """

    calls: tuple[Call, ...]
    waits: tuple[int, ...]
    waited: int


def shared_ahead(setup: Setup, past: Sequence[Event], own: Collection[str]) -> Ahead:
    """What a run that is resumed will yet ask the bench for, once more or for the first time; touches nothing.

    Raises:
        SequencerError: Its journal does not lead on.
    """
    answers = DryRunSource(own)
    handle, procedure = setup.handle(record := JournalMemory(MemoryJournal(), past), answers, StoppedClock(), past=past)
    examine(procedure, handle, record)
    calls = tuple(call for call in answers.calls if call.role not in own)
    return Ahead(calls, tuple(answers.waits), sum(event.kind == Dwell.entry_kind for event in past))


def perform_together(
    positions: Sequence[Position],
    clock: Clock,
    *,
    own: Collection[str],
    people: Collection[str],
    make_safe: Callable[[], list[str]] = list,
    supervision: Supervision | None = None,
) -> dict[str, Outcome | BaseException]:
    """Run all positions of a bench; each ends with its own verdict or with what stopped it.

    A position that stops leaves the others to go on. Whatever ends the whole, the outputs are brought to their safe
    state, before and after the last position has come to rest.

    Args:
        positions: The positions.
        clock: The bench's clock.
        own: Roles that every position has for itself.
        people: Those of them that a person fills.
        make_safe: Brings the outputs of the bench to their safe state.
        supervision: See `sequencer.reading_sources.BenchSource`.
    """
    sleepers = getattr(clock, "sleepers", None)  # a simulated bench has them; a real one loads no simulation
    barrier, looks = PositionBarrier([p.name for p in positions], sleepers), Looks(clock)
    watched = supervision or Unsupervised()

    def stop(reason: KeyboardInterrupt) -> None:
        barrier.stop(reason)
        make_safe()

    def one(position: Position) -> Outcome:
        answers = BenchSource(position.roles, clock, position.operator, watched)
        try:
            return perform(
                position.setup,
                position.journal,
                PositionSource(answers, barrier, position.name, own, people, looks, resumed=bool(position.past)),
                clock,
                past=position.past,
                listener=position.listener,
                traffic=position.traffic,
                holding=watched.holding,
            )
        finally:
            barrier.leave(position.name)

    with (
        watched.on_stop(stop),
        ThreadPoolExecutor(max_workers=len(positions), thread_name_prefix="position") as pool,
    ):
        futures = {p.name: pool.submit(one, p) for p in positions}
        try:
            for future in futures.values():
                future.exception()
        except KeyboardInterrupt as signalled:
            stop(signalled)
        finally:
            pool.shutdown(wait=True)
            if sleepers is not None:
                sleepers.end()
            make_safe()
    return {name: future.exception() or future.result() for name, future in futures.items()}
