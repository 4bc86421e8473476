"""The history of an error: what earlier runs found at a point of an instrument, and the limits of the newest one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text
from services.instrument_history import instrument_history
from services.refused.prediction_refused import NothingToPredict

if TYPE_CHECKING:
    from services.instrument_history import Found, PointHistory


class Point(NamedTuple):
    """An error that was found.

    Attributes:
        at: When, seconds since 1970; of a run noon of its day, UTC.
        value: The error.
        source: The run, or the instant of a sample.
    """

    at: float
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class History:
    """The errors of one point of an instrument, oldest first.

    Attributes:
        item, label: What was examined, and at which point.
        unit: Unit of error and limits.
        points: The errors.
        lower, upper: Limits of the newest one; None for an absent one.
        left_out: Errors from before the last adjustment, which say nothing of the drift since.
        simulated: Whether any of them is of a simulated instrument.
    """

    item: Text
    label: Text
    unit: str
    points: tuple[Point, ...]
    lower: Decimal | None
    upper: Decimal | None
    left_out: int = 0
    simulated: bool = False


def of_runs(url: str, name: str, on: date) -> list[History]:
    """The errors of an instrument, point by point, over its newest runs; those from before its last adjustment are left out.

    Args:
        url: The store.
        name: Serial number, label or key.
        on: Runs after this day are left out.

    Raises:
        NothingToPredict: No instrument is named, or no run of it has an error with a limit.
        RecordsError: The store cannot be read.
    """
    if not name.strip():
        zh, en = "请写明器具，或用 --monitor 给出监测文件", "name an instrument, or a monitor file with --monitor"
        raise NothingToPredict([Text(zh, en)])
    one = instrument_history(url, name, on)
    rows = {str(r["run"]): r for r in one.runs}
    found = [h for p in one.points if (h := _history(p, on, rows)) is not None]
    if not found:
        zh = f"没有器具 {name} 带误差限的检定记录；请给出出厂编号、标签号或登记号"
        en = f"no run of an instrument {name} has an error with a limit; name its serial number, label or key"
        raise NothingToPredict([Text(zh, en)])
    return found


def _history(p: PointHistory, on: date, rows: dict[str, dict[str, Any]]) -> History | None:
    found = [f for f in p.found if f.day <= on.isoformat() and not rows[f.run]["amended_by"]]
    if not found or not (found[-1].lower or found[-1].upper):
        return None
    begin = max((n for n, f in enumerate(found) if rows[f.run]["follows"]), default=0)
    newest = found[-1]
    return History(
        p.item, p.label, p.point.unit, tuple(map(_point, found[begin:])), _limit(newest.lower), _limit(newest.upper), begin,
        any(rows[f.run]["simulated"] for f in found[begin:]),
    )  # fmt: skip


def _point(f: Found) -> Point:
    return Point(datetime.fromisoformat(f"{f.day}T12:00+00:00").timestamp(), _exact(f), f.run)


def _exact(f: Found) -> Decimal:
    """The error before it was rounded: rounding would hide a slow drift, or make it one of steps."""
    numerator, _, denominator = f.unrounded.partition("/")
    try:
        return Decimal(numerator) / Decimal(denominator) if denominator else Decimal(f.unrounded)
    except InvalidOperation:
        return Decimal(f.value)


def _limit(text: str) -> Decimal | None:
    return Decimal(text) if text else None
