"""The time by which meters are read: that of this computer, or one that moves only when everybody waits."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from typing import Protocol

LOOK = 5.0
"""Seconds after which the wall clock is looked at again, as it may have been set."""


STEP = 1.0
"""Seconds by which a clock is set back before anything is arranged again."""


class Clock(Protocol):
    """A source of time."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    async def sleep_until(self, moment: float) -> None:
        """Wait until a time; at once where it has come. Ends earlier where the clock is set back."""
        ...

    def enter(self) -> None:
        """A task begins that reads this clock."""
        ...

    def leave(self) -> None:
        """Such a task has ended."""
        ...


class WallClock:
    """The time of this computer."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    async def sleep_until(self, moment: float) -> None:
        """Wait until a time, also where the clock is set meanwhile; one that is set back ends it, so that nobody waits for a year."""
        before = time.time()
        while (left := moment - before) > 0:
            await asyncio.sleep(min(left, LOOK))
            now = time.time()
            if now < before - STEP:
                return
            before = now

    def enter(self) -> None:
        """Nothing has to be known of who waits."""

    def leave(self) -> None:
        """Nothing has to be known of who waits."""


class VirtualClock:
    """Stands still while any task works, and goes to the next time that is waited for when all of them wait.

    Args:
        start: Seconds since 1970 with which it begins.
        end: Time beyond which it does not go; a task that waits for longer is not woken.
    """

    def __init__(self, start: float, end: float = float("inf")) -> None:
        self._now, self._end, self._working = start, end, 0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self.ended = asyncio.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._now

    def enter(self) -> None:
        """A task begins; the clock stands still until it waits."""
        self._working += 1

    def leave(self) -> None:
        """A task has ended."""
        self._working -= 1
        self._turn()

    async def sleep_until(self, moment: float) -> None:
        """Wait until a time."""
        if moment <= self._now:
            return
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (moment, next(self._order), woken))
        self._working -= 1
        self._turn()
        try:
            await woken
        except asyncio.CancelledError:
            if not woken.done() or woken.cancelled():
                self._working += 1  # it works again, to end itself
            raise

    def _turn(self) -> None:
        while self._working == 0 and self._waiting:
            if self._waiting[0][0] > self._end:
                self._now = self._end
                self.ended.set()
                return
            moment, _, woken = heapq.heappop(self._waiting)
            if not woken.done():
                self._now = max(self._now, moment)
                self._working += 1
                woken.set_result(None)
