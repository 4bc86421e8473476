"""What is kept of a meter: a value at an instant, how it was come by, and what was known of the meter then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from metrology.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

Entry = Literal["automatic", "manual"]
GOOD: Final = "good"
LATE: Final = "late"
BACK_FILLED: Final = "back-filled"
SKEW: Final = "skew"
MANUAL: Final = "manual"
SILENT: Final = "silent"
UNCERTAIN: Final = "uncertain"
STALE: Final = "stale"
DOUBTFUL: Final = "doubtful"
FLAGS: Final = {
    GOOD: Text("按时读取", "read in time"),
    LATE: Text("迟读", "read late"),
    BACK_FILLED: Text("由表内记录补读", "from the meter's own record"),
    SKEW: Text("表钟偏差超限", "the meter's clock is off by more than the limit"),
    MANUAL: Text("人工录入", "entered by a person"),
    SILENT: Text("无数据", "no value"),
    UNCERTAIN: Text("来源标为不确定", "its source says that it is uncertain"),
    STALE: Text("来源时标早于一个周期", "its source took it more than a period before"),
    DOUBTFUL: Text("累计示值小于前一示值，存疑", "the register shows less than before: doubtful"),
}
"""Flags of a sample, joined by ``+`` where two apply; a value is never estimated. ``silent`` has no value."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate that covers a meter.

    Attributes:
        number: Its number.
        first, last: Days on which it is valid, ISO; `last` may be empty for one without end.
    """

    number: str
    first: str
    last: str

    def covers(self, day: str) -> bool:
        """Whether it is valid on a day, ISO."""
        return self.first <= day and (not self.last or day <= self.last)


@dataclass(frozen=True, slots=True)
class Point:
    """What is read again and again.

    Attributes:
        meter: Name of the meter in the monitor file.
        quantity: A name of `drivers.roles.QUANTITIES`.
        period: A word of `monitoring.schedule.Period`.
    """

    meter: str
    quantity: str
    period: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A value of a point.

    Attributes:
        point: What was read.
        instant: The instant that it stands for, seconds since 1970.
        value: The value with the digits of the meter.
        unit: Its unit.
        flag: Words of `FLAGS` joined by ``+``.
        entry: ``automatic`` or ``manual``.
        taken: When it was read or entered, seconds since 1970.
        skew: By how much the meter's clock was ahead when it was compared last, s; None where it was not.
        certificate: The certificate that covered the meter at the instant; None where none did.
        by: Who entered it; empty for an automatic one.
        simulated: Whether the meter is simulated.
    """

    point: Point
    instant: int
    value: Decimal
    unit: str
    flag: str
    taken: float
    entry: Entry = "automatic"
    skew: Decimal | None = None
    certificate: Certificate | None = None
    by: str = ""
    simulated: bool = False


def flagged(how: str, skew: Decimal | None, limit: float, doubts: tuple[str, ...] = ()) -> str:
    """The flags of an automatic sample.

    Args:
        how: ``good``, ``late`` or ``back-filled``.
        skew: By how much the meter's clock is ahead, s; None where it is not known.
        limit: Largest difference that is not flagged, s.
        doubts: What its source says of it.
    """
    beside = doubts if skew is None or abs(skew) <= limit else (SKEW, *doubts)
    return "+".join(beside if how == GOOD and beside else (how, *beside))
