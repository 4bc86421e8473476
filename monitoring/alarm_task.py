"""The alarms of a running monitor: samples are judged as they become durable, silence and escalation by the clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from monitoring.alarm_store import AlarmStore
from monitoring.alarm_watch import AlarmWatch
from monitoring.clock import WallClock
from monitoring.errors import NotKept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitoring.alarm_deciding import Alarm
    from monitoring.clock import Clock
    from monitoring.keeper import Keeper
    from monitoring.monitor_file import MonitorFile
    from monitoring.store import SampleStore

LOOK: Final = 15.0
"""Seconds after which it is looked at the latest whether something has to be done without a sample."""
SOON: Final = 0.05
"""Seconds that are waited at least, so that nothing is looked at without a pause."""


class AlarmTask:
    """The alarms of a monitor.

    Args:
        file: The monitor file.
        store: Its samples.
        clock: The time.
        told: Told what happened to an alarm.
        not_kept: Told that alarms could not be made durable.
        make_room: Called where the disk is full; whether it is worth trying once more.

    Raises:
        NotKept: The store cannot be written.
    """

    def __init__(
        self, file: MonitorFile, store: SampleStore, clock: Clock, told: Callable[[str, Alarm], None],
        not_kept: Callable[[NotKept, int], None], make_room: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._clock, self._told, self._not_kept, self._make_room = clock, told, not_kept, make_room
        self.store = AlarmStore(store)
        steady = time.monotonic if isinstance(clock, WallClock) else clock.now
        self._watch = AlarmWatch(file, store, self.store, clock.now, steady)
        self._watch.begin()

    def judge(self) -> None:
        """Judge what was kept; in the thread that writes. What cannot be written is tried again."""
        self.do(self._watch.judge)

    async def run(self, keeper: Keeper) -> None:
        """Look for silence and for what nobody acknowledges, until this is cancelled."""
        self._clock.enter()
        try:
            while True:
                await keeper.do(self.judge)  # also what another process entered
                await keeper.do(self._look)
                left = max(SOON, min(self._watch.next(), LOOK))
                await self._clock.sleep_until(self._clock.now() + left)
        finally:
            self._clock.leave()

    def _look(self) -> None:
        self.do(self._watch.look)

    def do(self, work: Callable[[], Sequence[tuple[str, Alarm]]]) -> None:
        """Decide something in the thread that writes, and tell what happened."""
        try:
            happened = self._once_more(work)
        except NotKept as error:
            self._not_kept(error, 0)
            return
        for kind, alarm in happened:
            self._told(kind, alarm)

    def _once_more(self, work: Callable[[], Sequence[tuple[str, Alarm]]]) -> Sequence[tuple[str, Alarm]]:
        try:
            return work()
        except NotKept as error:
            if not error.full or not self._make_room():
                raise
            return work()
