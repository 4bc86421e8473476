"""A monitor at work: its lines, its store, and what they share."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from monitoring.alarm_store import AlarmStore
from monitoring.alarm_task import AlarmTask
from monitoring.errors import NotKept
from monitoring.identities import serials_of
from monitoring.keeper import Keeper
from monitoring.line_task import LineTask
from monitoring.owners import owner_of
from monitoring.reading import last_skews
from monitoring.room import Room
from monitoring.scans import newest_of
from monitoring.shared import Shared, Told
from monitoring.simulated_lines import simulated_lines
from monitoring.store import SampleStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from monitoring.clock import Clock
    from monitoring.monitor_file import MonitorFile
    from monitoring.sample import Certificate


LOOK: Final = 600.0
"""Seconds after which the room on the disk is looked at."""


class Monitor:
    """A monitor.

    Args:
        file: The monitor file.
        clock: The time.
        covering: The certificate that covers a meter on a day, ISO.
        told: Who is told what happens.

    Raises:
        InstrumentError: A meter has no such driver, or its options are wrong.
        MonitorError: The store belongs to another monitor.
    """

    def __init__(
        self, file: MonitorFile, clock: Clock, covering: Callable[[str, str], Certificate | None] = lambda *_: None,
        told: Told | None = None,
    ) -> None:  # fmt: skip
        said = told or Told()
        self.file, self.clock = file, clock
        self._stack = ExitStack()
        try:
            addresses = self._stack.enter_context(simulated_lines(file, clock))
            owners = [
                owner_of(file, name, addresses.get(name, entry.address), clock.now)
                for name, entry in file.lines.items()
            ]
            for owner in owners:
                self._stack.callback(owner.close)
                owner.fit()
            self.store = SampleStore(file.database)
            self._stack.callback(self.store.close)
            self.store.limit = int(file.store.most_mb * 1_000_000)
            self.store.begin(file.monitor.name, file.monitor.zone, file.points(), clock.now())
            self.room = Room(file, self.store, clock.now, said.room)
            self.alarms = self._alarms(said) if file.alarms or AlarmStore(self.store, read_only=True).there else None
            judge = self.alarms.judge if self.alarms is not None else lambda: None
            keeper = Keeper(self.store, self.room.make, said.acknowledged, judge)
            self._stack.callback(keeper.close)
        except BaseException:
            self._stack.close()
            raise
        self.shared = Shared(file, self.store, keeper, clock, covering, said.meter, said.not_kept)
        self.shared.skews.update(last_skews(self.store))
        self.shared.serials.update(serials_of(self.store))
        self.shared.tell = said.room
        self.shared.registers.learn(newest_of(self.store).values())
        self.lines = [LineTask(owner, file.points(owner.name), self.shared) for owner in owners]

    async def run(self, others: Sequence[Callable[[], Awaitable[None]]] = (), *, once: bool = False) -> None:
        """Read until this is cancelled; with `once`, every point one time, now.

        Args:
            others: What else runs as long as the monitor does.
            once: Read each point one time and end.
        """
        lines = [asyncio.ensure_future(line.run(once=once)) for line in self.lines if self.file.points(line.name)]
        beside = [asyncio.ensure_future(other()) for other in (self._watch_room, self._watch_alarms, *others)]
        try:
            if once:
                await asyncio.gather(*lines)
            else:
                await asyncio.gather(*lines, *beside)
        finally:
            for task in (*lines, *beside):
                if not task.cancelling():  # a second time would cut off what makes the last readings durable
                    task.cancel()
            await asyncio.gather(*lines, *beside, return_exceptions=True)
            for line in self.lines:
                await line.close()

    async def _watch_room(self) -> None:
        """Look from time to time whether the disk has room."""
        self.clock.enter()
        try:
            while True:
                try:
                    await self.shared.keeper.do(self.room.look)
                except NotKept as error:
                    self.shared.tell_not_kept(error, 0)
                await self.clock.sleep_until(self.clock.now() + LOOK)
        finally:
            self.clock.leave()

    def _alarms(self, said: Told) -> AlarmTask:
        return AlarmTask(self.file, self.store, self.clock, said.alarm, said.not_kept, self.room.make)

    async def _watch_alarms(self) -> None:
        if self.alarms is not None:
            await self.alarms.run(self.shared.keeper)

    def close(self) -> None:
        """Release lines and store."""
        self._stack.close()
