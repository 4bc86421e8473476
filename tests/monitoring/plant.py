"""A plant with simulated meters, for tests of monitors."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from monitoring.clock import VirtualClock
from monitoring.monitor_file import MonitorFile, load_monitor
from monitoring.monitoring import Monitor
from monitoring.reading import values
from monitoring.rows import Value
from monitoring.sample import Certificate
from monitoring.shared import Told

ZONE = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2026, 11, 23, tzinfo=ZONE).timestamp()
HOUR = 3600.0
HEAD = """
[monitor]
name = "plant-1"

[store]
path = "plant-1.sqlite"

[lines.a]
address = "sim:"
timeout = 0.05
"""
METER = """
[meters.{name}]
driver = "dlt645"
line = "a"
options = {{ address = "{address}" }}
read = {{ active_energy_import = {periods} }}
"""


def plant(folder: Path, meters: int = 1, more: str = "", periods: str = '"15min"') -> MonitorFile:
    """Write a monitor file with some meters on one line, and read it."""
    path = folder / "plant.toml"
    each = (METER.format(name=f"E-{n}", address=f"{n:012d}", periods=periods) for n in range(1, meters + 1))
    path.write_text(f"{HEAD}{''.join(each)}{more}", encoding="utf-8")
    return load_monitor(path)


def hours(
    file: MonitorFile, number: float, start: float = MIDNIGHT - 1, told: Told | None = None,
    covering: Callable[[str, str], Certificate | None] = lambda *_: None,
) -> list[Value]:  # fmt: skip
    """Let virtual hours pass; everything that is kept then."""

    async def pass_by() -> None:
        reading = asyncio.ensure_future(monitor.run())
        ended = asyncio.ensure_future(clock.ended.wait())
        await asyncio.wait([reading, ended], return_when=asyncio.FIRST_COMPLETED)
        if reading.done():
            reading.result()
        for task in (reading, ended):
            task.cancel()
        await asyncio.gather(reading, ended, return_exceptions=True)

    clock = VirtualClock(start, start + number * HOUR + 0.5)
    monitor = Monitor(file, clock, covering, told)
    try:
        asyncio.run(pass_by())
        return list(values(monitor.store, 0, 1e11))
    finally:
        monitor.close()
