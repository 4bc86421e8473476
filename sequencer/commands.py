"""What a run tells its bench, and how it brings the bench back to where a journal ends."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, TypeVar

from metrology.exact import plain
from records.entries import BrokenOff, Command, Dwell, Purpose, Restored
from sequencer.attempts import again
from sequencer.conclusions import Conclusions
from sequencer.holding import pause
from sequencer.reading_source import Call

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.roles import Clock
    from metrology.decision import Rule
    from procedures.observed import Curve
    from procedures.run_readings import Recorded
    from procedures.text import Text
    from sequencer.holding import Holding
    from sequencer.journal_memory import JournalMemory
    from sequencer.reading_source import ReadingSource

Measured = TypeVar("Measured")


class _BrokenOff(Exception):  # not an error: a turn in the way of a run
    """The journal ends within readings that belong together."""


class _Attempt:
    """One attempt at readings that belong together.

    Attributes:
        ends: The journal says that it was broken off; it ends where the journal knows no further.
        begun: A reading of it is in the journal from before an interruption.
    """

    def __init__(self, *, ends: bool) -> None:
        self.ends, self.begun = ends, False


class Acting(Conclusions):
    """The part of the run handle that acts on the bench.

    Args:
        record: The journal with its memory.
        rule: Decision rule of the laboratory's policy, None for that of the regulation.
        answers: Who answers what the journal does not know.
        clock: The run's clock.
        draft: Whether the edition is a draft.
    """

    def __init__(
        self, record: JournalMemory, rule: Rule | None, answers: ReadingSource, clock: Clock, *, draft: bool = False
    ) -> None:
        super().__init__(record, rule, draft)
        self._answers, self._clock = answers, clock
        self._ordinals: dict[str, int] = {}
        self._passed: list[Call | int] = []
        self._before: list[Call] = []
        self._attempt: _Attempt | None = None
        self._holding: Holding | None = None

    def dwell(self, seconds: int, why: Text, record: Recorded | None = None) -> Curve | None:
        """Wait, see `procedures.run.Run.dwell`."""
        address = self._numbered("dwell")
        recorded = None if record is None else self._recorded(record)
        if self._record.known(Dwell, address) is None:
            self._restore()
            if record is None or recorded is not None:
                self._answers.wait(seconds)
            else:
                recorded = self._wait_recording(seconds, record)
            entry = Dwell(seconds=str(seconds), elapsed=self._elapsed(), words=Purpose(why=why))
            self._record.write(entry, address)
        else:
            self._passed.append(seconds)
        return recorded

    def _wait_recording(self, seconds: int, record: Recorded) -> Curve | None:
        """Wait and record what an instrument shows meanwhile; None where none does."""
        raise NotImplementedError

    def _recorded(self, record: Recorded) -> Curve | None:
        """What the journal says was recorded during a wait; None where nothing was."""
        raise NotImplementedError

    def checkpoint(self) -> None:
        """Nothing before this is repeated after an interruption, see `procedures.run.Run.checkpoint`."""
        if self._attempt is not None:
            raise RuntimeError("a checkpoint within readings that belong together")
        calls = [*self._before, *(step for step in self._passed if isinstance(step, Call))]
        last = {(call.role, call.method): n for n, call in enumerate(calls)}
        self._before, self._passed = [calls[n] for n in sorted(last.values())], []

    def together(self, name: str, measure: Callable[[], Measured]) -> Measured:
        """Readings that belong together, see `procedures.run.Run.together`."""
        if self._attempt is not None:
            raise RuntimeError(f"{name}: readings that belong together are within others that do")
        before, passed, group = self._path, len(self._passed), self._numbered(name)
        for number in count(1):
            ends = self._record.known(BrokenOff, f"{group}#{number}") is not None
            self._attempt = _Attempt(ends=ends)
            self._path = before if number == 1 else (*before, again(number))
            try:
                return measure()
            except _BrokenOff:
                del self._passed[passed:]
                if not ends:
                    self._record.write(BrokenOff(elapsed=self._elapsed()), f"{group}#{number}")
            finally:
                self._attempt, self._path = None, before
        raise AssertionError("an attempt follows every one that is broken off")

    def _command(self, call: Call) -> None:
        """Tell an actuator something; the journal has it before it is done."""
        if not self._answers.acts:
            return
        address = self._numbered(f"{call.role}.{call.method}")
        if self._record.known(Command, address) is None:
            self._restore()
            self._record.write(self._told(Command, call), address)
            self._answers.act(call)
        else:
            self._passed.append(call)

    def _restore(self) -> None:
        """Bring the bench to where the journal ends: what this item commanded so far is done once more, in order.

        An item begins from a defined state, so its own commands lead back to the interrupted point, from the right
        direction; the last set-point alone would not (a pressure reached from below is not one reached from above).
        """
        if self._attempt is not None and self._attempt.ends:
            raise _BrokenOff
        if self._record.stands():  # an entry was corrected, and nothing was done to the bench
            self._passed, self._before = [], []
            if self._attempt is not None:
                self._attempt.begun = False
        if self._attempt is not None and self._attempt.begun and self._answers.acts:
            raise _BrokenOff
        if self._attempt is None:
            pause(self._holding, self._record, self._clock)
        passed, self._passed = self._passed, []
        given = {(step.role, step.method) for step in passed if isinstance(step, Call)}
        state, self._before = [c for c in self._before if (c.role, c.method) not in given], []
        for step in [*state, *passed]:
            if isinstance(step, Call):
                self._record.write(self._told(Restored, step))
                self._answers.act(step)
            else:
                self._answers.wait(step)

    def _told(self, type_: type[Command], call: Call) -> Command:
        return type_(role=call.role, method=call.method, args=tuple(call.texts()), elapsed=self._elapsed())

    def _recalled(self) -> None:
        """A reading came from the journal."""
        if self._attempt is not None:
            self._attempt.begun = True

    def _address(self, name: str) -> str:
        self._examined()
        return "/".join((*self._path, name))

    def _numbered(self, name: str) -> str:
        address = self._address(name)
        return f"{address}#{self._count(address)}"

    def _count(self, address: str) -> int:
        self._ordinals[address] = self._ordinals.get(address, 0) + 1
        return self._ordinals[address]

    def _elapsed(self) -> str:
        return plain(self._clock.elapsed())
