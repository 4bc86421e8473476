"""The history of an error from what a monitor kept: readings whose reference the monitor file names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metrology.text import Text
from metrology.units import convert
from monitoring.alarm_conditions import doubted
from monitoring.reading import values
from monitoring.schedule import at_place
from services.monitoring.kept import opened_samples
from services.prediction.histories import History, Point
from services.refused.prediction_refused import NothingToPredict

if TYPE_CHECKING:
    from pathlib import Path

    from monitoring.alarm_rules import ErrorsEntry
    from monitoring.monitor_file import MonitorFile
    from monitoring.rows import Value
    from monitoring.sample import Point as Place
    from monitoring.store import SampleStore

MOST: Final = 400
"""Findings of a point, the newest ones."""
DAY: Final = 86_400
FOREVER: Final = 1e11
"""An instant after any."""


def of_monitor(path: Path, name: str = "") -> list[History]:
    """The errors that a monitor kept, meter by meter.

    Args:
        path: The monitor file.
        name: A table of ``[errors]``; empty for all.

    Raises:
        NothingToPredict: There is no such table, or nothing was kept.
        MonitorError: The file is wrong, or there is no store yet.
    """
    with opened_samples(path) as (file, store):
        if name and name not in file.errors:
            known = ", ".join(file.errors) or "–"
            zh, en = (
                f"监测文件没有 [errors.{name}]；有：{known}",
                f"the monitor file has no [errors.{name}]; it has: {known}",
            )
            raise NothingToPredict([Text(zh, en)])
        entries = [entry for key, entry in file.errors.items() if not name or key == name]
        found = [h for e in entries for p in file.points() if e.watches(p) and (h := history(file, store, e, p)).points]
    if not found:
        zh = f"{path} 中没有可预测的误差：请写 [errors.NAME]，并先采集"
        raise NothingToPredict(
            [Text(zh, f"{path} has no errors to predict from: write [errors.NAME], and let it be read first")]
        )
    return found


def history(file: MonitorFile, store: SampleStore, entry: ErrorsEntry, of: Place) -> History:
    """The errors of a point, one for each day: samples close to each other do not scatter independently.

    Months that were moved into files count: a drift is not forgotten because the store was kept small.
    """
    newest: dict[int, Value] = {}
    for v in values(store, 0, FOREVER, meter=of.meter, quantity=of.quantity, period=of.period):
        newest.setdefault(v.instant // DAY, v)
        if len(newest) > MOST:
            del newest[next(iter(newest))]
    rows = [v for v in newest.values() if not doubted(v.flag) and v.value.is_finite()]
    points = tuple(
        Point(
            float(r.instant),
            convert(r.value, r.unit, entry.unit) - entry.reference,
            at_place(r.instant, file.zone),
        )
        for r in rows
    )
    return History(
        Text.same(of.meter),
        Text.same(of.quantity),
        entry.unit,
        points,
        entry.lower,
        entry.upper,
        simulated=any(r.simulated for r in rows),
    )
