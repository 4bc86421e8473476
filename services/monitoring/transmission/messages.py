"""What others are told: samples, and what happens to alarms, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from monitoring.schedule import moment

if TYPE_CHECKING:
    from monitoring.rows import Value


def sample(monitor: str, v: Value) -> bytes:
    """A sample. `seq` tells one that comes twice from two."""
    return orjson.dumps({
        "monitor": monitor, "seq": v.seq, "meter": v.meter, "quantity": v.quantity, "period": v.period, "instant": moment(v.instant),
        "value": f"{v.value:f}" if v.value.is_finite() else str(v.value), "unit": v.unit, "flag": v.flag, "taken": round(v.taken, 3),
        "certificate": v.certificate.number if v.certificate else "", "by": v.by, "simulated": v.simulated,
    })  # fmt: skip


def happening(monitor: str, h: Any) -> bytes:
    """What happened to an alarm, and how it stands now. `event` tells one that comes twice from two."""
    return orjson.dumps({
        "monitor": monitor, "event": h.n, "alarm": h.alarm, "at": round(h.at / 1000, 3), "what": h.kind, "rule": h.rule, "kind": h.rule_kind,
        "severity": h.severity, "meter": h.meter, "quantity": h.quantity, "period": h.period, "instant": moment(h.instant), "value": h.value,
        "text": {"zh": h.zh, "en": h.en}, "tell": h.people.split(", ") if h.people else [], "level": h.level, "by": h.by or "",
        "note": h.note or "", "open": h.cleared is None or h.acknowledged is None, "active": h.cleared is None,
        "acknowledged": h.acknowledged is not None, "simulated": bool(h.simulated),
    })  # fmt: skip
