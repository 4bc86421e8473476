"""Where the positions of a bench meet: what they share is done once for all, what one person does is done in turn.

Every position runs its procedure in a thread of its own. A call to a role of its own instrument goes ahead at once. A
call to a shared role waits until every live position wants the same, then the lowest position makes it and all get the
result. A call to a person waits for its turn, lowest position first, so that an operator walks along the bench and the
order never depends on chance. A position that ends, fails or is stopped leaves, and the rest go on without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Condition, RLock
from typing import TYPE_CHECKING, Any

from sequencer.errors import EntryRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drivers.simulated_bench.sleepers import Sleepers
    from sequencer.reading_source import Call

PATIENCE = 1.0  # s; how long a stop waits for the call that is being made before it goes for the outputs all the same


@dataclass
class _Wait:
    """A position waiting to make a call; it is woken by itself, so that forty-eight do not wake for one."""

    ready: Condition
    call: Call | int
    shared: bool
    extra: bool = False
    granted: bool = False
    over: bool = False
    result: Any = None
    error: BaseException | None = None


class PositionBarrier:
    """The barrier point of the positions of one bench.

    Args:
        positions: Positions taking part, in the order of their turns.
        sleepers: The virtual time that they share, on a simulated bench: it stands still while one of them is busy.
    """

    def __init__(self, positions: Iterable[str], sleepers: Sleepers | None = None) -> None:
        self._order = tuple(positions)
        self._sleepers = sleepers
        if sleepers is not None:
            sleepers.begin(len(self._order))
        self._live = set(self._order)
        self._waiting: dict[str, _Wait] = {}
        self._busy = False
        self._stop: BaseException | None = None
        self._lock = RLock()
        self._rested = Condition(self._lock)

    def shared_call(self, position: str, call: Call | int, act: Callable[[], Any], *, extra: bool = False) -> Any:
        """Make a call that all positions share; `call` is what they must agree on.

        An `extra` call is wanted by some positions only, because of what they read: it goes first, and the others wait.

        Raises:
            EntryRefused: This position wants something else than the others at this point.
        """
        return self._wait(position, _Wait(Condition(self._lock), call, shared=True, extra=extra), act)

    def operator_turn(self, position: str, call: Call, act: Callable[[], Any]) -> Any:
        """Make a call of this position alone, when its turn comes."""
        return self._wait(position, _Wait(Condition(self._lock), call, shared=False), act)

    def leave(self, position: str) -> None:
        """Take no further part; the others no longer wait for this position."""
        with self._lock:
            self._live.discard(position)
            self._waiting.pop(position, None)
            self._grant()
            self._idle()

    def stop(self, reason: BaseException, patience: float = PATIENCE) -> None:
        """Stop everybody: every position that waits, comes to wait or is being answered gets the reason.

        Args:
            reason: Why.
            patience: Seconds for which the call that is being made may still have the link to itself; what it answers
                is not used, since the outputs may already be on their way to the safe state.
        """
        with self._lock:
            self._stop = reason
            if self._sleepers is not None:
                self._sleepers.end()
            for waiting in self._waiting.values():
                waiting.ready.notify()
            self._rested.wait_for(lambda: not self._busy, timeout=patience)

    def own_call(self, act: Callable[[], Any]) -> Any:
        """Make a call to an instrument of this position's own at once; not used either once all is stopped."""
        result = act()
        if self._stop is not None:
            raise self._stop
        return result

    def _wait(self, position: str, wait: _Wait, act: Callable[[], Any]) -> Any:
        with self._lock:
            self._waiting[position] = wait
            self._grant()
            self._idle()
            wait.ready.wait_for(lambda: wait.granted or wait.over or self._stop is not None)
            if self._stop is not None and not wait.granted:
                raise self._stop
        if wait.granted:
            self._make(position, wait, act)
        if self._stop is not None:
            raise self._stop
        if wait.error is not None:
            raise wait.error
        return wait.result

    def _make(self, position: str, wait: _Wait, act: Callable[[], Any]) -> None:
        try:
            wait.result = act()
        except BaseException as error:  # noqa: BLE001  every position that shares the call must get it
            wait.error = error
        with self._lock:
            self._busy = False
            for other, w in self._sharing(position, wait):
                w.result, w.error, w.over = wait.result, w.error or wait.error, True
                w.ready.notify()
                self._waiting.pop(other)
                if other != position:
                    self._awake()
            self._grant()
            self._rested.notify_all()

    def _grant(self) -> None:
        """Let one call go ahead, once everybody who is left waits."""
        if self._busy or self._stop is not None or not self._live or set(self._waiting) != self._live:
            return
        ready = [p for p in self._order if p in self._waiting]
        alone = [p for p in ready if not self._waiting[p].shared]
        extra = [p for p in ready if self._waiting[p].extra]
        first = (alone or extra or ready)[0]
        if not (alone or extra):
            self._dismiss_divergent(ready, self._waiting[first].call)
        self._busy = self._waiting[first].granted = True
        self._waiting[first].ready.notify()
        self._awake()

    def _awake(self) -> None:
        """A position that waited here has something to do, from now on and not only when its thread goes on."""
        if self._sleepers is not None:
            self._sleepers.busy()

    def _idle(self) -> None:
        """The calling position waits here, or has ended."""
        if self._sleepers is not None:
            self._sleepers.idle()

    def _sharing(self, position: str, wait: _Wait) -> list[tuple[str, _Wait]]:
        """The positions that get the result of a call: all that wait for the same."""
        if not wait.shared:
            return [(position, wait)]
        return [(p, w) for p, w in self._waiting.items() if w.shared and w.call == wait.call and w.extra == wait.extra]

    def _dismiss_divergent(self, ready: list[str], call: Call | int) -> None:
        for position in ready:
            wait = self._waiting[position]
            if wait.call != call:
                wait.error = EntryRefused(f"position {position} wants {wait.call}, the others {call}; verify it alone")
                wait.over = True
                wait.ready.notify()
                self._awake()
                self._waiting.pop(position)
                self._live.discard(position)
