"""Sends what waits in the store to one receiver, in order, and notes how far it has confirmed it; never before."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from monitoring.alarm_store import AlarmStore
from monitoring.errors import NotKept
from monitoring.rows import behind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from monitoring.monitoring import Monitor

AT_ONCE: Final = 200
"""Samples that are sent before it is noted that they were confirmed."""
LOOK: Final = 5.0
"""Seconds after which it is looked again for what another process wrote."""
LONGEST: Final = 30.0
"""Seconds after which a receiver that is away is tried again at the latest."""
SAMPLES, ALARMS = "samples", "alarms"


class Away(Exception):
    """A receiver does not confirm; what waits for it stays in the store."""


class Sender(ABC):
    """One receiver.

    Args:
        monitor: The monitor.
        told: Told why the receiver is away; empty where it is there again.

    Attributes:
        name: Its name in the store.
        streams: What it is told.
    """

    name = ""
    streams: tuple[str, ...] = (ALARMS,)

    def __init__(self, monitor: Monitor, told: Callable[[str, str], None]) -> None:
        self._monitor, self._told = monitor, told
        self._store = AlarmStore(monitor.store)
        self._idle: Callable[[], Awaitable[None]] | None = None
        self._wake, self._stopping, self._problem = asyncio.Event(), False, ""
        self._first()

    def poke(self) -> None:
        """Something waits."""
        self._wake.set()

    def stop(self) -> None:
        """Send what waits and end."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Send until `stop`, or until this is cancelled."""
        pause = 0.5
        while not self._stopping:
            try:
                await self.connected()
                pause = 0.5
            except Away as error:
                self._away(str(error))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ended(), pause)
                pause = min(2 * pause, LONGEST)

    @abstractmethod
    async def connected(self) -> None:
        """Connect, and call `pump`.

        Raises:
            Away: The receiver is not there, or there no longer.
        """

    @abstractmethod
    async def send(self, stream: str, found: Sequence[Any]) -> None:
        """Send samples, or what happened to alarms; returns when all of it is confirmed.

        Raises:
            Away: Not all of it is.
        """

    async def pump(self) -> None:
        """Send what waits, again and again; the receiver is there."""
        self._away("")
        while True:
            self._wake.clear()
            sent = [await self._send(stream) for stream in self.streams]
            if any(sent):
                continue
            if self._stopping:
                return
            try:
                await asyncio.wait_for(self._wake.wait(), LOOK)
            except TimeoutError:
                if self._idle is not None:
                    await self._idle()

    async def _send(self, stream: str) -> bool:
        through = await asyncio.to_thread(self._store.through, self.name, stream) or 0
        if stream == SAMPLES:
            values = await asyncio.to_thread(behind, self._monitor.store, through, AT_ONCE)
            if not values:
                return False
            await self.send(stream, values)
            last = values[-1].seq
        else:
            happened = await asyncio.to_thread(self._store.happenings, through, AT_ONCE)
            if not happened:
                return False
            await self.send(stream, happened)
            last = happened[-1].n
        try:
            await self._monitor.shared.keeper.do(partial(self._store.confirmed, self.name, stream, last))
        except NotKept as error:  # they come again: a receiver knows them by their numbers
            raise Away(error.reason) from error
        return True

    def _first(self) -> None:
        """A receiver that is new is told what comes from now on."""
        for stream in self.streams:
            if self._store.through(self.name, stream) is None:
                newest = self._store.newest() if stream == SAMPLES else self._store.newest_happening()
                self._store.confirmed(self.name, stream, newest)

    async def _ended(self) -> None:
        while not self._stopping:
            self._wake.clear()
            await self._wake.wait()

    def _away(self, problem: str) -> None:
        if bool(problem) != bool(self._problem):
            self._told(self.name, problem)
        self._problem = problem
