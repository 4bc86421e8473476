"""States what a counting register did between two samples: it passed its end, or another meter is there from an instant on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from metrology.units import convert
from monitoring.errors import MonitorError
from monitoring.register_steps import NONE, Kind, Step, never_falls, note_step, steps_of
from monitoring.schedule import at_place, length, moment
from services.monitoring.by_hand import instant_of, number_of
from services.monitoring.kept import opened_samples, present
from services.monitoring.neighbours import neighbours

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from monitoring.monitor_file import MonitorFile


class Stated(NamedTuple):
    """What a person states.

    Attributes:
        meter, quantity: The register.
        instant: The first instant of a value behind it, at the place, as ``2026-11-23T00:00``.
        unit: Unit of the figures.
        reason: Why.
        by: Who.
    """

    meter: str
    quantity: str
    instant: str
    unit: str
    reason: str
    by: str


def rollover(path: Path, of: Stated, capacity: str) -> Step:
    """State that a register passed its end and began at 0 again.

    Args:
        path: The monitor file.
        of: Of which register, and when.
        capacity: What it counts before it shows 0 again, such as 1000000 for 999999.99.

    Raises:
        MonitorError: Something of it is wrong, or the samples do not show it.
        NotKept: It could not be made durable.
    """
    return _stated(path, of, "rollover", number_of(capacity, of.unit, of.quantity))


def replaced(path: Path, of: Stated, last: str, first: str) -> Step:
    """State that another meter is there.

    Args:
        path: The monitor file.
        of: Of which register, and since when.
        last: What the old meter showed when it was taken away.
        first: What the new one showed then.

    Raises:
        MonitorError, NotKept: As `rollover`.
    """
    amount = number_of(last, of.unit, of.quantity) - number_of(first, of.unit, of.quantity)
    return _stated(path, of, "replaced", amount)


def withdraw(path: Path, of: Stated) -> Step:
    """Withdraw what was stated of a register and an instant.

    Raises:
        MonitorError: Nothing was.
        NotKept: It could not be made durable.
    """
    return _stated(path, of, "withdrawn", NONE)


def _stated(path: Path, of: Stated, kind: Kind, amount: Decimal) -> Step:
    with opened_samples(path, writing=True) as (file, store):
        if not of.reason.strip():
            raise MonitorError([Text("请用 --reason 写明原因", "state the reason with --reason")])
        at = instant_of(of.instant, _shortest(file, of), file.zone)
        found = Step(
            of.meter, of.quantity, at, kind, amount, of.unit, of.reason.strip(), of.by, moment(time.time())
        )  # fmt: skip
        there = [s for s in steps_of(store) if (s.meter, s.quantity, s.instant) == found[:3]]
        if kind == "withdrawn":
            if not there:
                raise MonitorError([Text(f"{of.instant} 没有可撤回的", f"nothing was stated of {of.instant}")])
        else:
            before, behind = neighbours(store, of.meter, of.quantity, at)
            if before is None:
                raise MonitorError([Text(f"{of.instant} 之前没有样本", f"there is no sample before {of.instant}")])
            if kind == "rollover" and amount <= convert(before.value, before.unit, of.unit):
                zh = f"量程 {amount} {of.unit} 不大于此前示值 {before.value} {before.unit}"
                en = (
                    f"the capacity {amount} {of.unit} is not above {before.value} {before.unit}, which it showed before"
                )
                raise MonitorError([Text(zh, en)])
            if behind is not None and convert(behind.value, behind.unit, of.unit) + amount < convert(
                before.value, before.unit, of.unit
            ):
                raise MonitorError([_still(at_place(before.instant, file.zone)[:16], f"{before.value} {before.unit}")])
        note_step(store, found)
        store.note_event("register", _said(found, of.instant), present(file, store, time.time()))
        return found


def _shortest(file: MonitorFile, of: Stated) -> str:
    """A period of a register, by whose instants the time is given."""
    mine = sorted((p.period for p in file.points() if (p.meter, p.quantity) == (of.meter, of.quantity)), key=length)
    if not mine or not never_falls(of.quantity):
        known = "；".join(dict.fromkeys(f"{p.meter} {p.quantity}" for p in file.points() if never_falls(p.quantity)))
        raise MonitorError([Text(f"请指明其一：{known}", f"name one of: {known}")])
    return mine[0]


def _still(at: str, value: str) -> Text:
    zh = f"如此仍小于 {at} 的 {value}；请核对数字和时刻"
    return Text(zh, f"with that it still shows less than {value} of {at}; look at the figures and the instant")


def _said(s: Step, instant: str) -> Text:
    zh = {"rollover": "过量程", "replaced": "换表", "withdrawn": "撤回"}[s.kind]
    what = f"{s.meter} {s.quantity} {instant}"
    return Text(
        f"{what}：{zh}，{s.amount} {s.unit}，{s.by}，原因：{s.reason}",
        f"{what}: {s.kind}, {s.amount} {s.unit}, by {s.by}; reason: {s.reason}",
    )
