"""The receivers of a monitor that runs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from monitoring.errors import MonitorError
from services.monitoring.transmission.files_and_hooks import LogSender, WebhookSender

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitoring.alarm_deciding import Alarm
    from monitoring.monitor_file import MonitorFile
    from monitoring.monitoring import Monitor
    from monitoring.sample import Sample
    from monitoring.shared import Told
    from services.monitoring.transmission.sender import Sender

AT_END: Final = 5.0
"""Seconds in which what waits may still be sent when a monitor is stopped."""


class Senders:
    """Every receiver that a monitor file names.

    Args:
        file: The monitor file.
        told: Told which receiver is away and why; an empty reason: it is there again.

    Raises:
        MonitorError: The file names a broker, and the library for it is not installed.
    """

    def __init__(self, file: MonitorFile, told: Callable[[str, str], None]) -> None:
        self._file, self._told = file, told
        self._loop: asyncio.AbstractEventLoop | None = None
        self._senders: list[Sender] = []
        self._tasks: list[asyncio.Task[None]] = []
        if file.transmission.mqtt is not None and find_spec("aiomqtt") is None:
            zh = "[transmission.mqtt] 需要 aiomqtt：请运行 pip install 'steelyard[mqtt]'"
            raise MonitorError([Text(zh, "[transmission.mqtt] needs aiomqtt: run pip install 'steelyard[mqtt]'")])

    def listening(self, told: Told) -> Told:
        """The same listeners, and ours beside them."""

        def acknowledged(samples: Sequence[Sample]) -> None:
            told.acknowledged(samples)
            self._poke()

        def alarm(kind: str, of: Alarm) -> None:
            told.alarm(kind, of)
            self._poke()

        return replace(told, acknowledged=acknowledged, alarm=alarm)

    def start(self, monitor: Monitor) -> None:
        """Begin to send; in the loop of the monitor.

        Raises:
            NotKept: The store cannot be written.
        """
        self._loop = asyncio.get_running_loop()
        to = self._file.transmission
        if to.mqtt is not None:
            from services.monitoring.transmission.mqtt import MqttSender

            self._senders.append(MqttSender(monitor, to.mqtt, self._told))
        if to.log is not None:
            self._senders.append(LogSender(monitor, to.log, self._told))
        if to.webhook is not None:
            self._senders.append(WebhookSender(monitor, to.webhook, self._told))
        self._tasks = [asyncio.create_task(s.run()) for s in self._senders]

    async def end(self) -> None:
        """Send what waits, for some seconds, and end; what is left is sent at the next start."""
        for one in self._senders:
            one.stop()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=AT_END)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._loop = None

    def _poke(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._poked)

    def _poked(self) -> None:
        for one in self._senders:
            one.poke()
