"""Raises an alarm where an error is predicted to reach its limit soon, and clears it where it no longer is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from monitoring.alarm_deciding import Cause
from monitoring.alarm_rules import PredictedRule
from services.monitoring.error_histories import history
from services.prediction.predicting import predict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitoring.alarm_deciding import Alarm
    from monitoring.alarm_store import AlarmStore
    from monitoring.monitor_file import MonitorFile
    from monitoring.monitoring import Monitor
    from monitoring.sample import Point
    from monitoring.store import SampleStore
    from services.prediction.predicting import Predicted

EVERY: Final = 6 * 3600.0
"""Seconds between two predictions; findings come once a day."""


async def watch_predictions(monitor: Monitor) -> None:
    """Predict again and again, until this is cancelled."""
    task = monitor.alarms
    if task is None or not any(isinstance(r, PredictedRule) for r in monitor.file.alarms.values()):
        return
    at = [0.0]

    def again() -> None:
        task.do(lambda: decide(monitor.file, monitor.store, task.store, at[0]))

    monitor.clock.enter()
    try:
        while True:
            at[0] = monitor.clock.now()
            await monitor.shared.keeper.do(again)
            await monitor.clock.sleep_until(at[0] + EVERY)
    finally:
        monitor.clock.leave()


def decide(file: MonitorFile, store: SampleStore, alarms: AlarmStore, now: float) -> Sequence[tuple[str, Alarm]]:
    """Raise and clear alarms of predicted crossings; what happened.

    Raises:
        NotKept: Nothing was decided.
    """
    today = datetime.fromtimestamp(now, UTC).date()
    causes: list[Cause] = []
    over: list[tuple[str, Point]] = []
    for name, rule in file.alarms.items():
        if not isinstance(rule, PredictedRule):
            continue
        entry = file.errors[rule.errors]
        for p in (p for p in file.points() if entry.watches(p)):
            h = history(file, store, entry, p)
            if not h.points:
                continue
            found = predict(h, rule.level / 100)
            first = found.first if found.state == "predicted" else None
            if found.state == "reached" or (first is not None and (first - today).days <= rule.days):
                causes.append(_cause(file, name, rule, p, found))
            else:
                over.append((name, p))
    there = {(a.rule, a.point) for a in alarms.open() if a.cleared is None}
    causes = [c for c in causes if (c.rule, c.point) not in there]
    over = [key for key in over if key in there]
    if not causes and not over:
        return []
    with alarms.deciding() as deciding:
        for cause in causes:
            deciding.raise_(cause, now)
        for name, p in over:
            deciding.clear(name, p, "", now)
    return deciding.happened


def _cause(file: MonitorFile, name: str, rule: PredictedRule, p: Point, found: Predicted) -> Cause:
    h, newest = found.history, found.history.points[-1]
    of, value = f"{p.meter} {p.quantity}", f"{newest.value} {h.unit}".rstrip()
    if found.state == "reached":
        text = Text(f"{of}：误差 {value} 已超出误差限", f"{of}: the error {value} is beyond its limit")
    else:
        zh = f"{of}：误差预计 {found.at} 超限（{rule.level} % 区间 {found.first} 至 {found.last or '–'}）"
        en = f"{of}: the error is predicted to reach its limit on {found.at} ({rule.level} % interval {found.first} to {found.last or '–'})"
        text = Text(zh, en)
    people = file.first_told(rule.route)
    return Cause(name, p, rule.kind, rule.severity, rule.route, int(newest.at), value, text, people, h.simulated)
