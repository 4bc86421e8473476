"""A monitor whose samples a test hands over, for tests of alarms."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from monitoring.alarm_deciding import Alarm
from monitoring.alarm_task import AlarmTask
from monitoring.clock import VirtualClock
from monitoring.monitor_file import MonitorFile, load_monitor
from monitoring.sample import Point, Sample
from monitoring.store import SampleStore

BEGIN = 1_790_000_040
GAS = Point("G-1", "gas_content", "1min")
TEST = Point("G-1", "self_test", "5min")
HEAD = """
[monitor]
name = "safety"

[store]
path = "safety.sqlite"

[meters.G-1]
driver = "manual"
read = { gas_content = "1min", self_test = "5min", zero_reading = "day" }
"""
HIGH = """
[alarms.high]
kind = "high"
meters = "G-*"
quantity = "gas_content"
limit = 25
unit = "%"
hysteresis = 2
"""


class Turned(VirtualClock):
    """A clock that a test turns."""

    def turn(self, seconds: float) -> None:
        self._now += seconds


def no_room() -> bool:
    return False


class Watched:
    """A store of samples with its alarms.

    Attributes:
        told: What happened, as the monitor says it.
    """

    def __init__(self, folder: Path, rules: str = HIGH) -> None:
        self.path = folder / "safety.toml"
        self.path.write_text(HEAD + rules, encoding="utf-8")
        self.clock = Turned(float(BEGIN))
        self.told: list[tuple[str, str]] = []
        self.failed: list[str] = []
        self.make_room: Callable[[], bool] = no_room
        self.open()

    def open(self) -> None:
        """Start, as after a kill: nothing of the process before is left but its file."""
        self.file: MonitorFile = load_monitor(self.path)
        self.store = SampleStore(self.file.database)
        self.store.begin("safety", "Asia/Shanghai", self.file.points(), self.clock.now())
        self.task = AlarmTask(
            self.file,
            self.store,
            self.clock,
            self._happened,
            lambda e, _: self.failed.append(e.reason),
            self._room,
        )
        self.alarms = self.task.store

    def _room(self) -> bool:
        return self.make_room()

    def again(self) -> None:
        self.store.close()
        self.open()

    def keep(
        self,
        value: str,
        seconds: int = 60,
        of: Point = GAS,
        flag: str = "good",
        unit: str = "%",
        *,
        at: int | None = None,
    ) -> None:
        """A sample comes so many seconds behind the one before."""
        self.clock.turn(seconds)
        instant = int(self.clock.now()) if at is None else at
        number = Decimal(value)
        self.store.keep([Sample(of, instant, number, unit if of is not TEST else "1", flag, self.clock.now())])

    def see(self, *values: str, **how: int) -> list[tuple[str, str]]:
        """Samples come and are judged one by one; what happened."""
        before = len(self.told)
        for value in values:
            self.keep(value, **how)
            self.task.judge()
        return self.told[before:]

    def look(self, seconds: float = 0) -> list[tuple[str, str]]:
        """Time passes without a sample; what happened."""
        before = len(self.told)
        self.clock.turn(seconds)
        self.task._look()
        return self.told[before:]

    def states(self) -> list[str]:
        return [a.state for a in self.alarms.rows()]

    def _happened(self, kind: str, alarm: Alarm) -> None:
        self.told.append((kind, alarm.rule))
