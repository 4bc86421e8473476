"""Enters a reading that a person took."""

from __future__ import annotations

import re
import time
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from drivers.roles import QUANTITIES
from inputs.digits import full_width
from metrology.text import Text
from metrology.units import UnitError, convert
from monitoring.archive_tables import archived_until
from monitoring.errors import MonitorError
from monitoring.register_steps import never_falls, steps_of
from monitoring.sample import DOUBTFUL, MANUAL, Point, Sample
from monitoring.schedule import at_place, face, next_after
from services.monitoring.kept import opened_samples, present
from services.monitoring.neighbours import Read, against, neighbours

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from monitoring.monitor_file import MonitorFile
    from services.monitoring.certificates import Covering

_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,20})?", re.ASCII)


def enter(
    path: Path, covering: Covering, *, meter: str, quantity: str, period: str, instant: str, value: str, unit: str,
    by: str, reason: str = "",
) -> bool:  # fmt: skip
    """Keep a reading that a person took; whether it is new. An instant that has a value keeps it.

    A counting register does not show less than before. Such a reading is kept with a reason only, and marked as doubtful.

    Args:
        path: The monitor file.
        covering: Certificates of its meters.
        meter: Name in the file.
        quantity: What was read of it; it stands in the file.
        period: The period that it is kept for; empty where the file has one for this quantity.
        instant: Time at the place, as ``2026-11-23T00:00``.
        value: What was read.
        unit: Its unit.
        by: Who enters it.
        reason: Why a reading that does not fit those beside it is kept all the same.

    Raises:
        MonitorError: Something of it is wrong; it says what.
        NotKept: It could not be made durable.
    """
    with opened_samples(path, writing=True) as (file, store):
        of = point_of(file, meter, quantity, period)
        at = instant_of(instant, of.period, file.zone)
        number = number_of(value, unit, quantity)
        if at > time.time():
            raise MonitorError([Text(f"{instant} 在将来", f"{instant} is in the future")])
        if not by.strip():
            raise MonitorError([Text("请用 --by 写明录入人", "name the person with --by")])
        with store.reading() as connection:
            if at < archived_until(connection):
                raise MonitorError([_moved(instant)])
        before, behind = neighbours(store, meter, quantity, at)
        doubts = list(against(Read(at, number, unit), quantity, before, behind, steps_of(store), file.zone))
        if behind is None or behind.instant != at:  # what is there already is not changed anyway
            _refuse_without(reason, doubts)
        day = face(at, file.zone).date().isoformat()
        flag = f"{MANUAL}+{DOUBTFUL}" if doubts else MANUAL
        sample = Sample(
            of, at, number, unit, flag, time.time(), "manual", certificate=covering(meter, day), by=by.strip()
        )
        store.learn()
        if store.keep([sample]):
            if doubts:
                store.note_event(
                    "doubtful", _kept(of, instant, value, unit, by, reason), present(file, store, time.time())
                )
            return True
        return False


def _refuse_without(reason: str, doubts: list[Text]) -> None:
    if not doubts or reason.strip():
        return
    zh = "请核对读数；读数无误时，过量程用 monitor rollover、换表用 monitor replaced 写明，其他情形用 --reason 写明原因（读数标为存疑）"
    en = (
        "read it again; where it is right, state an overflow by `monitor rollover` or another meter by `monitor replaced`, "
        "or give --reason, and it is kept as doubtful"
    )
    raise MonitorError([*doubts, Text(zh, en)])


def _kept(of: Point, instant: str, value: str, unit: str, by: str, reason: str) -> Text:
    what = f"{of.meter} {of.quantity} {instant}: {value} {unit}"
    zh = f"{what}，存疑，由 {by.strip()} 录入，原因：{reason.strip()}"
    return Text(zh, f"{what}, doubtful, entered by {by.strip()}; reason: {reason.strip()}")


def point_of(file: MonitorFile, meter: str, quantity: str, period: str) -> Point:
    """The point that a person names.

    Raises:
        MonitorError: None, or several.
    """
    mine = [p for p in file.points() if (p.meter, p.quantity) == (meter, quantity) and period in {"", p.period}]
    if len(mine) == 1:
        return mine[0]
    known = "；".join(f"{p.meter} {p.quantity} {p.period}" for p in file.points())
    zh, en = f"请指明其一：{known}", f"name one of: {known}"
    raise MonitorError([Text(zh, en)])


def instant_of(text: str, period: str, zone: ZoneInfo) -> int:
    """An instant of a period, from its text.

    Raises:
        MonitorError: It is none.
    """
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise MonitorError(
            [Text(f"{text} 不是时刻，请写 2026-11-23T00:00", f"{text} is no time; write 2026-11-23T00:00")]
        ) from error
    at = int((given if given.tzinfo is not None else _one_of(given, zone)).timestamp())
    if next_after(at - 1, period, zone) != at:
        raise MonitorError([Text(f"{text} 不是周期 {period} 的时刻", f"{text} is no instant of the period {period}")])
    return at


def _one_of(given: datetime, zone: ZoneInfo) -> datetime:
    """A time of the place, which is there once: not in the hour that is left out in spring, nor in the one that comes twice."""
    first, second = (given.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    both = [(one.timestamp(), at_place(one.timestamp(), zone)) for one in (first, second)]
    if both[0][0] > both[1][0]:
        zh = f"{given} 在 {zone.key} 不存在：夏令时开始时跳过"
        raise MonitorError([Text(zh, f"{given} does not exist in {zone.key}: the clock is put forward over it")])
    zh = f"{given} 在 {zone.key} 出现两次；请写 {both[0][1]} 或 {both[1][1]}"
    raise MonitorError([Text(zh, f"{given} comes twice in {zone.key}; write {both[0][1]} or {both[1][1]}")])


def number_of(value: str, unit: str, quantity: str) -> Decimal:
    """A value with its digits, from its text.

    Raises:
        MonitorError: It is no number, negative where the register cannot be, or its unit is of another quantity.
    """
    plain = full_width(value).strip()
    if not _NUMBER.fullmatch(plain):
        raise MonitorError([Text(f"{value} 不是数", f"{value} is no number")])
    found = Decimal(plain)
    if found < 0 and never_falls(quantity):
        zh, en = f"{quantity} 的累计示值不能为负数：{value}", f"a register of {quantity} cannot show {value}"
        raise MonitorError([Text(zh, en)])
    try:
        convert(found, unit, QUANTITIES[quantity])
    except UnitError as error:
        raise MonitorError([Text(f"{unit} 不是 {quantity} 的单位", f"{unit} is no unit of {quantity}")]) from error
    return found


def _moved(instant: str) -> Text:
    return Text(
        f"{instant} 所在的月份已移入文件，不再更改",
        f"the month of {instant} was moved to a file and is not changed any more",
    )
