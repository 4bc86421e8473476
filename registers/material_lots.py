"""Lots of reference materials and the temperatures at which they were kept: what blocks a run when it is broken."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.exact import plain
from metrology.text import Text
from registers.instrument_time import moment
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STATES: Final = {"in-use": "可用 | In use", "blocked": "停用 | Blocked", "used-up": "用完 | Used up"}


class MaterialLot(Record, frozen=True, kw_only=True):
    """A lot of a reference material; its key is the number of the lot.

    A temperature record is asked for where `lower` or `upper` is stated.
    """

    name: Annotated[str, title("名称", "Name")] = ""
    standard: Annotated[str, title("计量标准编号", "Standard")] = ""
    expires: Annotated[Day, title("有效期至", "Valid until")] = None
    lower: Annotated[Decimal | None, title("存放温度下限 / °C", "Lowest temperature / °C")] = None
    upper: Annotated[Decimal | None, title("存放温度上限 / °C", "Highest temperature / °C")] = None
    longest_gap: Annotated[int, title("记录最长间隔 / min", "Longest gap / min")] = 0
    outside: Annotated[int, title("允许超限总时间 / min", "Allowed outside / min")] = 0
    newest_days: Annotated[int, title("最近记录不早于 / 天", "Newest record within / days")] = 0
    state: Annotated[Literal["in-use", "blocked", "used-up"], title("状态", "State", STATES)] = "in-use"
    state_reason: Annotated[str, title("状态原因", "Reason")] = ""

    def problems(self) -> Sequence[Problem]:
        """Something is missing, or limits are the wrong way round."""
        found = [*missing(self, "name")]
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            found.append(Problem("upper", Text("低于下限", "is below the lower limit")))
        if self.cold and self.longest_gap <= 0:
            found.append(
                Problem("longest_gap", Text("有温度要求时必须填写", "is needed where a temperature is asked for"))
            )
        return found

    @property
    def cold(self) -> bool:
        """Whether a temperature is asked for."""
        return self.lower is not None or self.upper is not None


class StorageRecord(Record, frozen=True, kw_only=True):
    """What a temperature logger recorded of a lot over some time, summed up."""

    lot: Annotated[str, title("批号", "Lot")] = ""
    start: Annotated[str, title("开始", "From")] = ""
    until: Annotated[str, title("结束", "Until")] = ""
    readings: Annotated[int, title("读数个数", "Readings")] = 0
    lowest: Annotated[Decimal | None, title("最低温度 / °C", "Lowest / °C")] = None
    highest: Annotated[Decimal | None, title("最高温度 / °C", "Highest / °C")] = None
    gap: Annotated[int, title("最长间隔 / min", "Longest gap / min")] = 0
    outside: Annotated[int, title("超限时间 / min", "Outside / min")] = 0
    outside_readings: Annotated[int, title("超限读数个数", "Readings outside")] = 0
    file: Annotated[str, title("文件", "File")] = ""
    sha256: Annotated[str, title("文件摘要", "SHA-256 of the file")] = ""
    released_by: Annotated[str, title("放行人", "Released by")] = ""
    release: Annotated[str, title("放行理由", "Why released")] = ""

    def problems(self) -> Sequence[Problem]:
        """Something is missing."""
        return [*missing(self, "lot", "start", "until")]


def broken(lot: MaterialLot, records: Sequence[StorageRecord], now: datetime) -> Iterator[Text]:
    """Why a lot may not be used at a moment, beside its expiry: blocked, too warm or too cold, or not recorded.

    A record that a person released, with a reason, breaks nothing; neither does the gap before it.

    Args:
        lot: The lot.
        records: What is recorded of it, in any order.
        now: The moment, with its zone.
    """
    if lot.state != "in-use":
        why = f"（{lot.state_reason}）" if lot.state_reason else ""
        yield Text(f"{Text.of(STATES[lot.state]).zh}{why}", f"{lot.state} {lot.state_reason}".strip())
    if not lot.cold:
        return
    placed = sorted(((moment(r.start), moment(r.until), r) for r in records), key=lambda x: str(x[0]))
    if not placed:
        yield Text("没有存放温度记录", "no temperature record")
        return
    end: datetime | None = None
    for start, until, record in placed:
        if not record.release:
            yield from _of(lot, record)
            if end is not None and start is not None and start - end > timedelta(minutes=lot.longest_gap):
                zh, en = f"{_at(end)} 至 {_at(start)} 无温度记录", f"no record from {_at(end)} to {_at(start)}"
                yield Text(zh, en)
        end = until  # no two records overlap
    if lot.newest_days and end is not None and now - end > timedelta(days=lot.newest_days):
        yield Text(f"最近的温度记录止于 {_at(end)}", f"the newest record ends at {_at(end)}")


def _of(lot: MaterialLot, record: StorageRecord) -> Iterator[Text]:
    if record.outside_readings and (record.outside > lot.outside or lot.outside == 0):
        low, high = (plain(t) if t is not None else "—" for t in (record.lowest, record.highest))
        zh = f"{record.file}：{low}～{high} °C，超限 {record.outside_readings} 次共 {record.outside} min"
        yield Text(
            zh, f"{record.file}: {low} to {high} °C, {record.outside_readings} readings outside, {record.outside} min"
        )
    if record.gap > lot.longest_gap:
        yield Text(f"{record.file}：记录中断 {record.gap} min", f"{record.file}: a gap of {record.gap} min")


def _at(when: datetime) -> str:
    return when.isoformat(sep=" ", timespec="minutes")


LOTS: Final = Register(
    "material_lot",
    MaterialLot,
    Text("标准物质批", "lots of reference materials"),
    search=("name", "standard"),
    indexes=(("standard",),),
    listed=("name", "standard", "expires", "lower", "upper", "state"),
)
RECORDS: Final = Register(
    "storage_record",
    StorageRecord,
    Text("存放温度记录", "temperature records"),
    series="SR{:06d}",
    search=("lot", "file"),
    indexes=(("lot", "start"),),
    references={"lot": "material_lot"},
    listed=("lot", "start", "until", "lowest", "highest", "gap", "outside", "release"),
)
