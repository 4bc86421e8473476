"""Runs a monitor until it is stopped, or through simulated hours."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from monitoring.clock import VirtualClock, WallClock
from monitoring.errors import MonitorError, NotKept
from monitoring.monitoring import Monitor
from records.journal import utc_now
from services.locks.lock_files import Held, held
from services.monitoring.predicted_alarms import watch_predictions
from services.monitoring.transmission.senders import Senders
from services.monitoring.uploading import uploading
from services.operational_log.log import logger

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from monitoring.clock import Clock
    from monitoring.monitor_file import MonitorFile
    from monitoring.shared import Told
    from services.exchange.pushing import Pushed
    from services.monitoring.certificates import Covering
from services.monitoring.uploading import Uploading

AGAIN: Final = 900.0
"""Seconds after which the registers are read again for certificates."""
BEGAN = Text("开始采集", "the monitor began")
ENDED = Text("停止采集", "the monitor ended")


def run_monitor(
    file: MonitorFile, covering: Covering, told: Told, uploaded: Callable[[Pushed], None] = lambda _: None,
    away: Callable[[str, str], None] = lambda *_: None, *,
    once: bool = False, hours: float = 0.0, start: float | None = None,
) -> None:  # fmt: skip
    """Run a monitor until SIGTERM or Ctrl-C.

    Args:
        file: The monitor file.
        covering: Certificates of its meters.
        told: Who is told what happens.
        uploaded: Told what came of each upload, where the file names a platform.
        away: Told which receiver of alarms is away and why; an empty reason: it is there again.
        once: Read every point one time and end.
        hours: Let so many hours pass as quickly as the simulated meters answer, and end; 0: in real time.
        start: When simulated time begins, seconds since 1970; by default now.

    Raises:
        MonitorError: Another process runs this monitor; or time is to be simulated and a line is real.
        InstrumentError: A driver or its options are wrong.
        NotKept: The store cannot be written.
    """
    if hours and not file.simulates:
        zh = "--hours 只用于全部线路均为 sim: 的监测文件"
        raise MonitorError([Text(zh, "--hours is for a monitor file whose lines all have the address sim:")])
    wall = WallClock()
    begin = wall.now() if start is None else start
    clock: Clock = VirtualClock(begin, begin + 3600.0 * hours) if hours else wall
    covering.load()
    senders = Senders(file, away)
    with only_monitor(file):
        monitor = Monitor(file, clock, covering, senders.listening(told))
        try:
            _note(monitor, BEGAN)
            with sending(monitor) as upload:
                asyncio.run(_until_stopped(monitor, covering, upload, uploaded, senders, once=once))
            _note(monitor, ENDED)
        finally:
            monitor.close()


@contextlib.contextmanager
def only_monitor(file: MonitorFile) -> Iterator[None]:
    """Hold the store of a monitor: one process reads its lines and writes its samples.

    Raises:
        MonitorError: Another process holds it.
    """
    said = [str(os.getpid()), utc_now().astimezone().isoformat(timespec="seconds"), file.monitor.name]
    try:
        with held(f"monitor {file.database.resolve()}", said):
            yield
    except Held as other:
        pid, since = (*other.holder, "?", "?")[:2]
        zh = f"{file.monitor.name} 已在运行（进程 {pid}，自 {since}）"
        raise MonitorError(
            [Text(zh, f"{file.monitor.name} is running already (process {pid}, since {since})")]
        ) from other


@contextlib.contextmanager
def sending(monitor: Monitor) -> Iterator[Uploading | None]:
    """The upload of a monitor; None where its file names no platform."""
    if not monitor.file.monitor.platform:
        yield None
        return
    with uploading(monitor.file, monitor.store) as at:
        yield at


async def _until_stopped(
    monitor: Monitor, covering: Covering, upload: Uploading | None, uploaded: Callable[[Pushed], None], senders: Senders, *,
    once: bool,
) -> None:  # fmt: skip
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
            loop.add_signal_handler(number, stop.set)
    others: list[Callable[[], Awaitable[None]]] = [
        lambda: _certificates_again(monitor.clock, covering), lambda: watch_predictions(monitor),
    ]  # fmt: skip
    if upload is not None:
        others.append(lambda: _upload_again(monitor, upload, uploaded))
    senders.start(monitor)
    reading = asyncio.ensure_future(monitor.run(others, once=once))
    endings = [asyncio.ensure_future(stop.wait())]
    if isinstance(monitor.clock, VirtualClock):
        endings.append(asyncio.ensure_future(monitor.clock.ended.wait()))
    await asyncio.wait([reading, *endings], return_when=asyncio.FIRST_COMPLETED)
    for task in endings:
        task.cancel()
    if not reading.done():
        reading.cancel()
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await reading
    finally:
        await senders.end()
    if upload is not None and not stop.is_set():
        uploaded(await asyncio.to_thread(upload.upload))


async def _upload_again(monitor: Monitor, upload: Uploading, uploaded: Callable[[Pushed], None]) -> None:
    """Send what is new, again and again: data that nobody entered by hand are sent in real time."""
    monitor.clock.enter()
    try:
        while True:
            await monitor.clock.sleep_until(monitor.clock.now() + monitor.file.limits.upload)
            try:
                uploaded(await asyncio.to_thread(upload.upload))
            except NotKept as error:
                monitor.shared.tell_not_kept(error, 0)
    finally:
        monitor.clock.leave()


async def _certificates_again(clock: Clock, covering: Covering) -> None:
    """Read the registers again from time to time: a meter may have been verified meanwhile."""
    clock.enter()
    try:
        while True:
            await clock.sleep_until(clock.now() + AGAIN)
            try:
                await asyncio.to_thread(covering.load)
            except Exception as error:  # noqa: BLE001  the certificates that are known stand; reading goes on
                logger().warning("certificates could not be read again", error=str(error))
    finally:
        clock.leave()


def _note(monitor: Monitor, text: Text) -> None:
    try:
        monitor.store.note_event("monitor", text, monitor.clock.now())
    except NotKept as error:
        logger().warning("event could not be kept", error=error.reason)
