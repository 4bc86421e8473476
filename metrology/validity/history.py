"""What can happen to an instrument that its validity depends on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from metrology.text import Text

if TYPE_CHECKING:
    from datetime import date


class What(StrEnum):
    """Kinds of events in the life of an instrument."""

    MARKED = "marked"
    PLACED = "placed"
    IN_SERVICE = "in-service"
    VERIFIED = "verified"
    FAILED = "failed"
    REPAIRED = "repaired"
    SEAL = "seal"
    INTERVENTION = "intervention"
    DESIGNATION = "designation"
    ATTACHMENT = "attachment"
    SOFTWARE = "software"
    REQUESTED = "requested"
    UNUSED = "unused"
    LOT = "lot"

    @property
    def text(self) -> Text:
        """The event in both languages."""
        return _TEXTS[self]


_TEXTS = {
    What.MARKED: Text("加贴符合性标志的年份", "marked as conforming, year"),
    What.PLACED: Text("投放市场", "placed on the market"),
    What.IN_SERVICE: Text("投入使用", "put into service"),
    What.VERIFIED: Text("检定合格", "verified, conforms"),
    What.FAILED: Text("检定不合格或超出使用中允许误差", "does not conform, or exceeds the limits in service"),
    What.REPAIRED: Text("修理", "repaired"),
    What.SEAL: Text("封印或标志损坏、去除", "seal or mark damaged or removed"),
    What.INTERVENTION: Text("可能影响计量性能的改动", "intervention that may influence the measurement"),
    What.DESIGNATION: Text("更改规定的标识", "prescribed designation changed"),
    What.ATTACHMENT: Text("连接不允许的装置", "connected to a device that may not be attached"),
    What.SOFTWARE: Text("更新软件", "software updated"),
    What.REQUESTED: Text("申请检定", "verification requested"),
    What.UNUSED: Text("停用", "out of use"),
    What.LOT: Text("抽样批合格，延长", "extended, its lot passed"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event.

    Attributes:
        day: When; of `MARKED` only the year counts, of `UNUSED` it is the first day.
        what: What happened.
        particulars: What else is known and proven, such as ``offered`` of a request; words of the rules.
        months: Of `LOT`: how long the life is extended by; 0 for what the period says.
        until: Of `UNUSED`: the last day.
    """

    day: date
    what: What
    particulars: frozenset[str] = frozenset()
    months: int = 0
    until: date | None = None
