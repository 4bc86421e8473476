"""A person holds a run: it waits before its next step, which its journal states."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from metrology.exact import plain
from records.entries import Because, Continued, Paused
from sequencer.noting import OpenJournal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from drivers.roles import Clock
    from metrology.text import Text
    from records.entries import Opened
    from sequencer.journal_memory import JournalMemory


class Holding(Protocol):
    """Knows whether a person holds the run."""

    def held(self) -> Text | None:
        """Who holds it, in words; None where nobody does."""
        ...

    def wait(self) -> None:
        """Return when the run may go on. Raises KeyboardInterrupt where it is to stop instead."""
        ...

    def noting(self, journal: OpenJournal) -> AbstractContextManager[None]:
        """Entered while the run goes on: remarks can be written into its journal."""
        ...


def pause(holding: Holding | None, record: JournalMemory, clock: Clock) -> None:
    """Wait for as long as a person holds the run.

    A pause of a person has no limits in its entry; one of the environment has. No conclusion rests on either. A run
    that is stopped meanwhile ends with the pause: nothing says that it continued.
    """
    why = holding.held() if holding is not None else None
    if holding is None or why is None:
        return
    began = clock.elapsed()
    record.write(Paused(elapsed=plain(began), words=Because(reason=why)))
    holding.wait()
    now = clock.elapsed()
    record.write(Continued(waited=plain(now - began), elapsed=plain(now)))


def open_to(holding: Holding | None, record: JournalMemory, opened: Opened) -> AbstractContextManager[None]:
    """Let remarks be written as long as the run goes on."""
    return nullcontext() if holding is None else holding.noting(OpenJournal(record, opened))
