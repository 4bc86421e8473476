"""What the lines of a monitor share, and who is told what happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitoring.registers import Registers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from metrology.text import Text
    from monitoring.alarm_deciding import Alarm
    from monitoring.clock import Clock
    from monitoring.errors import NotKept
    from monitoring.keeper import Keeper
    from monitoring.monitor_file import MonitorFile
    from monitoring.sample import Certificate, Sample
    from monitoring.store import SampleStore


@dataclass
class Told:
    """Who is told what happens; nobody by default.

    Attributes:
        acknowledged: Samples that are durable now.
        meter: Line, meter, and why it does not answer; empty where it answers again.
        not_kept: Why samples are not durable, and how many.
        room: What was thinned because the disk is short, or that nothing may be; that another meter answers.
        alarm: What happened to an alarm, and the alarm; called in the thread that writes.
    """

    acknowledged: Callable[[Sequence[Sample]], None] = lambda _: None
    meter: Callable[[str, str, str], None] = lambda *_: None
    not_kept: Callable[[NotKept, int], None] = lambda *_: None
    room: Callable[[Text], None] = lambda _: None
    alarm: Callable[[str, Alarm], None] = lambda *_: None


@dataclass
class Shared:
    """What the lines of a monitor share.

    Attributes:
        file: The monitor file.
        store, keeper: Where samples are kept, and their only writer.
        clock: The time.
        covering: The certificate that covers a meter on a day.
        tell_meter, tell_not_kept: See `Told`.
        skews: When each clock was compared last, and by how much it was ahead.
        registers: What each register showed last.
        serials: Serial number that answered last, by meter.
        tell: Told what a person has to know.
    """

    file: MonitorFile
    store: SampleStore
    keeper: Keeper
    clock: Clock
    covering: Callable[[str, str], Certificate | None]
    tell_meter: Callable[[str, str, str], None]
    tell_not_kept: Callable[[NotKept, int], None]
    skews: dict[str, tuple[float, Decimal | None]] = field(default_factory=dict)
    registers: Registers = field(default_factory=Registers)
    serials: dict[str, str] = field(default_factory=dict)
    tell: Callable[[Text], None] = lambda _: None

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the place."""
        return self.file.zone
