"""Threads that share one virtual time: what they wait for passes at once and not one after the other.

On a bench with positions every position runs in a thread of its own. Each of them that waits 5 s for its own instrument
waits for the same five seconds: the time moves on when nobody is busy, and then to the earliest end of a wait.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from threading import Condition


@dataclass
class _Sleeper:
    """A thread that waits until a time."""

    until: Decimal
    over: bool = False
    error: Exception | None = None


class Sleepers:
    """The threads of a bench, as far as they are busy or asleep.

    Args:
        elapsed: The time.
        advance: Moves it on by so many seconds.
    """

    def __init__(self, elapsed: Callable[[], Decimal], advance: Callable[[Decimal], None]) -> None:
        self._elapsed, self._advance = elapsed, advance
        self._busy, self._counting = 0, False
        self._asleep: list[_Sleeper] = []
        self._changed = Condition()

    def begin(self, count: int) -> None:
        """So many threads take part from now on, all of them busy."""
        with self._changed:
            self._busy, self._counting = count, True

    def end(self) -> None:
        """Nobody takes part any more: who sleeps is woken, and a later wait moves the time by itself."""
        with self._changed:
            self._busy, self._counting = 0, False
            for sleeper in self._asleep:
                sleeper.over = True
            self._asleep.clear()
            self._changed.notify_all()

    def busy(self, count: int = 1) -> None:
        """So many threads that had nothing to do have been given something."""
        with self._changed:
            self._busy += count if self._counting else 0

    def idle(self) -> None:
        """The calling thread has nothing to do until another one gives it something, or has ended."""
        with self._changed:
            if self._counting:
                self._busy -= 1
                self._move_on()

    def sleep(self, seconds: Decimal) -> None:
        """Wait; raises what moving the time on raises."""
        with self._changed:
            if not self._counting:
                self._advance(seconds)
                return
            sleeper = _Sleeper(self._elapsed() + seconds)
            self._asleep.append(sleeper)
            self._busy -= 1
            self._move_on()
            self._changed.wait_for(lambda: sleeper.over)
        if sleeper.error is not None:
            raise sleeper.error

    def _move_on(self) -> None:
        if self._busy > 0 or not self._asleep:
            return
        error, until = None, min(sleeper.until for sleeper in self._asleep)
        try:
            self._advance(max(Decimal(0), until - self._elapsed()))
        except Exception as failure:  # noqa: BLE001  it belongs to those who waited for it
            error = failure
        for sleeper in [one for one in self._asleep if one.until <= until]:
            sleeper.over, sleeper.error = True, error
            self._asleep.remove(sleeper)
            self._busy += 1
        self._changed.notify_all()
