"""What the bench had been told when a reading was taken, in a stored run and in one that is only thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from drivers.roles import methods_of
from records.entries import Command, read
from records.journal import MemoryJournal
from sequencer.attempts import first
from sequencer.engine import examine
from sequencer.journal_memory import JournalMemory
from sequencer.judging.keys import Key, arguments
from sequencer.reading_sources import DryRunSource
from sequencer.session import StoppedClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from procedures.base import Procedure
    from records.event import Event
    from sequencer.reading_source import Answer, Call, Question
    from sequencer.session import Setup

State: TypeAlias = "frozenset[tuple[str, str, tuple[Key, ...]]]"
"""The last command of each role: role, method, arguments. A role that stopped is as one that was told nothing."""


Undoing: TypeAlias = "frozenset[tuple[str, str]]"
"""Role and method of the commands after which the role is as if it had been told nothing."""


def undoing(procedure: type[Procedure[Any, Any]]) -> Undoing:
    """The commands of a procedure's roles after which the role is as if it had been told nothing."""
    roles = procedure.role_types().items()
    return frozenset((r, m) for r, role in roles for m, mark in methods_of(role).items() if mark.undoes)


def states_recorded(events: Sequence[Event], undoes: Undoing) -> dict[str, State]:
    """The state at each reading of a stored run, by its address; empty for a run that commanded nothing.

    Args:
        events: Entries of the run.
        undoes: Commands that leave a role as if it had been told nothing.
    """
    told: dict[str, tuple[str, tuple[Key, ...]]] = {}
    found = {}
    for event in events:
        if event.kind == Command.entry_kind:
            command = read(event, Command)
            told[command.role] = (command.method, arguments(command.args))
        elif event.kind == "observation":
            found[first(event.address)] = _state(told, undoes)
    return found


def states_asked(setup: Setup) -> dict[str, State]:
    """The state at each reading that a run would take, by its address: gone through with an ideal instrument."""
    answers = _Watching(undoing(setup.procedure))
    record = JournalMemory(MemoryJournal())
    handle, procedure = setup.handle(record, answers, StoppedClock())
    examine(procedure, handle, record)
    return answers.states


class _Watching(DryRunSource):
    """Remembers the state at each question."""

    def __init__(self, undoes: Undoing) -> None:
        super().__init__()
        self._undoes = undoes
        self.states: dict[str, State] = {}
        self._told: dict[str, tuple[str, tuple[Key, ...]]] = {}

    def act(self, call: Call) -> None:
        super().act(call)
        self._told[call.role] = (call.method, arguments(call.texts()))

    def read(self, call: Call, question: Question) -> Answer:
        self.states[first(question.address)] = _state(self._told, self._undoes)
        return super().read(call, question)


def _state(told: Mapping[str, tuple[str, tuple[Key, ...]]], undoes: Undoing) -> State:
    return frozenset((role, method, args) for role, (method, args) in told.items() if (role, method) not in undoes)
