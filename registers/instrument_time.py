"""Time of instruments: for whom they are booked, and when they were in use."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from metrology.text import Text
from registers.organisations import missing
from registers.record import Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

BACKWARDS = Problem("until", Text("不晚于开始时间", "is not after the beginning"))
NO_TIME = Text(
    "应为带时区的时间，如 2026-11-30T09:00+08:00", "needs a time with its zone, such as 2026-11-30T09:00+08:00"
)


class Booking(Record, frozen=True, kw_only=True):
    """That a standard or a bench is reserved from a time to a time."""

    instrument: Annotated[str, title("仪器", "Instrument")] = ""
    start: Annotated[str, title("开始", "From")] = ""
    until: Annotated[str, title("结束", "Until")] = ""
    person: Annotated[str, title("预约人", "For")] = ""
    organisation: Annotated[str, title("预约单位", "Organisation")] = ""
    purpose: Annotated[str, title("用途", "Purpose")] = ""

    def problems(self) -> Sequence[Problem]:
        """Something is missing, or it ends before it begins."""
        return [*missing(self, "instrument", "start", "until", "person"), *_times(self.start, self.until)]


class Use(Record, frozen=True, kw_only=True):
    """That an instrument was in use, as the session of a run opened and closed it, or as somebody entered it."""

    instrument: Annotated[str, title("仪器", "Instrument")] = ""
    start: Annotated[str, title("开始", "From")] = ""
    until: Annotated[str, title("结束", "Until")] = ""
    run: Annotated[str, title("原始记录", "Run")] = ""
    person: Annotated[str, title("使用人", "By")] = ""
    organisation: Annotated[str, title("使用单位", "For")] = ""
    outside: Annotated[bool, title("对外服务", "For others")] = False
    functions: Annotated[tuple[str, ...], title("使用的功能", "Functions used")] = ()

    def problems(self) -> Sequence[Problem]:
        """Something is missing, or it ends before it begins."""
        return [*missing(self, "instrument", "start", "until"), *_times(self.start, self.until)]


def moment(text: str) -> datetime | None:
    """A time with its zone; None where the text is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _times(start: str, until: str) -> list[Problem]:
    first, last = moment(start), moment(until)
    wrong = [Problem(n, NO_TIME) for n, t, m in (("start", start, first), ("until", until, last)) if t and m is None]
    return [BACKWARDS] if first and last and last <= first else wrong


BOOKINGS: Final = Register(
    "booking",
    Booking,
    Text("仪器预约", "bookings"),
    series="B{:07d}",
    search=("instrument", "person", "organisation"),
    indexes=(("instrument", "start"),),
    listed=("instrument", "start", "until", "person", "organisation", "purpose"),
)
USES: Final = Register(
    "instrument_use",
    Use,
    Text("仪器使用", "uses of instruments"),
    series="T{:08d}",
    search=("instrument", "run", "person", "organisation"),
    indexes=(("instrument", "start"), ("run",)),
    listed=("instrument", "start", "until", "run", "person", "outside"),
)
