"""What a person does to a run from outside of it: pause, continue, stop to the safe state.

The thread that performs the run asks: before each step whether it is held, and around each call of a driver whether it
is to stop. A stop is the exception that Ctrl-C is, so that no clean-up misses it.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Condition, Event, RLock, get_ident
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from metrology.text import Text
    from sequencer.noting import OpenJournal

PATIENCE = 1.0
"""Seconds for which a stop waits for the call that is being made, before it makes the outputs safe all the same."""


class RunControl:
    """Pause, continue and stop, for one run or for all positions of a bench."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._why: Text | None = None
        self._stop: KeyboardInterrupt | None = None
        self._acts: list[Callable[[KeyboardInterrupt], object]] = []
        self._acting = RLock()
        self._inside: dict[int, int] = {}
        self._journals: list[OpenJournal] = []
        self._first: list[str] = []
        self._waiting = 0

    @property
    def stopped(self) -> bool:
        """Whether it is to stop."""
        return self._stop is not None

    @property
    def waiting(self) -> int:
        """How many positions stand still because the run is held."""
        return self._waiting

    def held(self) -> Text | None:
        """Who holds the run, in words; None where nobody does."""
        return self._why

    def pause(self, why: Text) -> None:
        """Hold the run before its next step; readings that belong together are completed first."""
        with self._changed:
            self._why = why

    def proceed(self) -> None:
        """Let the run go on."""
        with self._changed:
            self._why = None
            self._changed.notify_all()

    def wait(self) -> None:
        """Return when nobody holds the run.

        Raises:
            KeyboardInterrupt: It is to stop.
        """
        with self._changed:
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: self._why is None or self._stop is not None)
            finally:
                self._waiting -= 1
        self.check()

    def note_first(self, text: str) -> None:
        """Have something noted in each journal as its run begins or goes on."""
        self._first.append(text)

    @contextmanager
    def noting(self, journal: OpenJournal) -> Iterator[None]:
        """Remarks can be written into this journal as long as its run goes on."""
        with self._changed:
            self._journals.append(journal)
        for text in self._first:
            journal.remark(text)
        try:
            yield
        finally:
            with self._changed:
                self._journals.remove(journal)

    def journals(self, position: str = "") -> list[OpenJournal]:
        """The journals of the runs that go on, of one position or of all."""
        with self._changed:
            return [one for one in self._journals if not position or one.position == position]

    def stop(self, who: str) -> None:
        """Stop the run; returns when its outputs were made safe or are being made safe. A second stop does nothing."""
        with self._changed:
            if self._stop is not None:
                return
            self._stop = KeyboardInterrupt(who)
            self._changed.notify_all()
        with self._acting:
            for act in list(self._acts):
                act(self._stop)

    def check(self) -> None:
        """Raise what stops the run.

        Raises:
            KeyboardInterrupt: It is to stop.
        """
        if self._stop is not None:
            raise KeyboardInterrupt(*self._stop.args)

    @contextmanager
    def calling(self) -> Iterator[None]:
        """A call of a driver: not begun, and not used, once the run is to stop."""
        me = get_ident()
        self.check()
        self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            self._inside[me] -= 1
            if not self._inside[me]:
                del self._inside[me]
        self.check()

    def within(self) -> None:
        """Called while a driver works: ends its call, but never one that makes outputs safe.

        Raises:
            KeyboardInterrupt: The run is to stop, and this thread is in a call of it.
        """
        if self._stop is not None and get_ident() in self._inside:
            self.check()

    @contextmanager
    def on_stop(self, act: Callable[[KeyboardInterrupt], object]) -> Iterator[None]:
        """Have something done by the one who stops, while the run may be in a call that does not end.

        The bench stays open until it is done: this ends only then.
        """
        with self._acting:
            self._acts.append(act)
            if self._stop is not None:
                act(self._stop)
        try:
            yield
        finally:
            with self._acting:
                self._acts.remove(act)

    @contextmanager
    def safe_in_time(self, make_safe: Callable[[], list[str]]) -> Iterator[Callable[[], list[str]]]:
        """Gives a `make_safe` for the run; a stop calls it itself where the run does not within `PATIENCE`."""
        begun = Event()

        def once_begun() -> list[str]:
            begun.set()
            return make_safe()

        with self.on_stop(lambda _: begun.wait(PATIENCE) or make_safe()):
            yield once_begun
            begun.set()
