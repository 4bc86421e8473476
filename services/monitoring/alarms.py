"""Alarms of a monitor: looked at, and acknowledged."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from monitoring.alarm_store import AlarmStore
from monitoring.schedule import at_place
from services.monitoring.kept import opened_samples

if TYPE_CHECKING:
    from pathlib import Path

    from monitoring.alarm_deciding import Alarm


def alarms(path: Path, limit: int, *, closed: bool = False) -> list[dict[str, Any]]:
    """Open alarms, those that nobody acknowledged first; with `closed` also the newest that are over."""
    with opened_samples(path) as (file, store):
        found = AlarmStore(store, read_only=True).rows(only_open=not closed, limit=limit)

        def told(at: float | None) -> str:
            return "" if at is None else at_place(at, file.zone)

        return [
            {
                "n": a.n, "rule": a.rule, "kind": a.kind, "severity": a.severity, "meter": a.point.meter, "quantity": a.point.quantity,
                "period": a.point.period, "state": a.state, "text": a.text.to_dict(), "value": a.value, "raised": told(a.raised),
                "instant": told(a.instant), "returns": a.returns, "level": a.level, "cleared": told(a.cleared),
                "acknowledged": told(a.acknowledged), "by": a.by, "note": a.note, "simulated": a.simulated,
            } for a in found
        ]  # fmt: skip


def history(path: Path, limit: int, of: int | None = None) -> list[dict[str, Any]]:
    """What happened to alarms, newest first."""
    with opened_samples(path) as (file, store):
        found = AlarmStore(store, read_only=True).happenings(limit=10**9, of=of)[-limit:][::-1]
        return [
            {
                "n": h.n, "alarm": h.alarm, "at": at_place(h.at / 1000, file.zone), "what": h.kind, "text": {"zh": h.zh, "en": h.en},
                "value": h.value, "told": h.people, "level": h.level, "by": h.by or "", "note": h.note or "",
            } for h in found
        ]  # fmt: skip


def acknowledge(path: Path, n: int, by: str, note: str) -> Alarm:
    """Acknowledge an alarm.

    Raises:
        MonitorError: There is no such alarm, or somebody acknowledged it before.
        NotKept: It could not be made durable.
    """
    with opened_samples(path, writing=True) as (_, store):
        return AlarmStore(store).acknowledge(n, by, note, time.time())
