"""Open alarms of the monitors that somebody is not looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from monitoring.alarm_store import AlarmStore
from monitoring.monitor_file import load_monitor
from monitoring.store import SampleStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.monitoring.board import Listed


class Elsewhere(NamedTuple):
    """Open alarms of a monitor: how many, and how many of them nobody acknowledged."""

    name: str
    alarms: int
    new: int


def open_elsewhere(monitors: Iterable[Listed]) -> tuple[Elsewhere, ...]:
    """The monitors with an open alarm.

    Args:
        monitors: Which are looked at; those that cannot be used or never ran have none.

    Raises:
        MonitorError: A store is no store of samples.
    """
    found = []
    for one in monitors:
        if one.problems or not (database := load_monitor(one.path).database).is_file():
            continue
        store = SampleStore(database, read_only=True)
        try:
            alarms = AlarmStore(store, read_only=True).open()
        finally:
            store.close()
        if alarms:
            found.append(Elsewhere(one.name, len(alarms), sum(a.acknowledged is None for a in alarms)))
    return tuple(found)
