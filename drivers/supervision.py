"""What a run knows of its own safety: whether a driver hangs, whether time was lost, whether the watchdog has acted.

A reading counts only if, after it was taken, nothing had taken the outputs away and the computer had not slept.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drivers.errors import SupervisionLost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SILENCE_SECONDS = 30.0
#: Seconds by which the two clocks may part between two looks, and the share of the time passed that is added: a clock
#: that is being corrected runs at most 500 ppm off.
_LOST_SECONDS, _CORRECTED = 2.0, 0.001


class Pulse:
    """Whether the run is alive and its readings may be believed.

    Args:
        silence: Seconds for which a driver call may neither send nor receive anything, beyond what it waits for.
        wall: The computer's clock, which goes on while it sleeps.
        steady: A clock that stands still while the computer sleeps and is never set.
    """

    def __init__(
        self,
        silence: float = SILENCE_SECONDS,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._silence, self._wall, self._steady = silence, wall, steady
        self._inside: dict[int, float] = {}
        self._clocks = (wall(), steady())
        self._failed = ""
        self.acted: Callable[[], str] = str

    @contextmanager
    def inside(self) -> Iterator[None]:
        """A driver call of a run; nested calls of one thread are one.

        Raises:
            SupervisionLost: Before the call or after it, see `check`.
        """
        self.check()
        with self.watched():
            yield
        self.check()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """A driver call that must not hang, whatever has happened before it, such as making an output safe."""
        me = threading.get_ident()
        outermost = me not in self._inside
        self._inside[me] = max(self._steady(), self._inside.get(me, 0.0))
        try:
            yield
        finally:
            if outermost:
                self._inside.pop(me, None)

    def touch(self) -> None:
        """Something was sent or received."""
        self.expect(0.0)

    def expect(self, seconds: float) -> None:
        """A driver waits for up to so many seconds, for an answer or for a time of its own."""
        me = threading.get_ident()
        if me in self._inside:
            self._inside[me] = max(self._inside[me], self._steady() + seconds)

    def alive(self) -> bool:
        """Whether no driver call has been silent for too long."""
        now = self._steady()
        return all(now - since < self._silence for since in list(self._inside.values()))

    def fail(self, why: str) -> None:
        """Nothing read from now on is believed."""
        self._failed = self._failed or why

    def renew(self) -> None:
        """Believe readings again, once the outputs are safe and nobody uses the bench."""
        self._failed, self._clocks = "", (self._wall(), self._steady())

    def check(self) -> None:
        """Refuse to go on once the outputs may have been taken away, or time was lost.

        Raises:
            SupervisionLost: The watchdog has acted or is gone, or the two clocks have parted: the computer has slept,
                or its clock was set.
        """
        wall, steady = self._wall(), self._steady()
        before, self._clocks = self._clocks, (wall, steady)
        passed = steady - before[1]
        lost = wall - before[0] - passed
        if abs(lost) > _LOST_SECONDS + _CORRECTED * passed:
            self.fail(f"{lost:.0f} s are missing between the computer's two clocks: it has slept, or its clock was set")
        if acted := self.acted():
            self.fail(acted)
        if self._failed:
            remedy = "Nothing read since is used. Look at the bench, then `steelyard resume`."
            raise SupervisionLost(f"{self._failed}.", where="watchdog", remedy=remedy)
