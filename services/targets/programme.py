"""The programme on one page: the scorecard, what got worse in thirty days, what is overdue, and the gaps."""

from __future__ import annotations

from fractions import Fraction
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from records.schema import ledger
from registers import rates
from registers.rate_groups import Choice
from services.register.book import end_of
from services.targets.documents import month_before, opened_sources, scorecard, slice_of
from services.targets.figures import FIGURES
from services.targets.items import Slice
from services.targets.scorecard import MET, NOT_KNOWN, NOT_MET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from services.targets.sources import Sources
    from services.targets.target_file import TargetFile

MOST: Final = 10
"""Gaps and regions that the page lists; the pages of the targets list all."""
BETTER: Final = {NOT_MET: 0, NOT_KNOWN: 1, MET: 2}
KEPT: Final = 32
_kept: dict[tuple[Any, ...], dict[str, Any]] = {}
_lock = Lock()


def programme(url: str, file: TargetFile, on: date, at: str = "") -> dict[str, Any]:
    """The scorecard of a day with its regions and gaps; counted once for each state of the store.

    Args:
        url: The store.
        file: The targets.
        on: The day.
        at: Time until which what was entered counts; empty for now.

    Raises:
        RegistersError: There is no store.
        StoreError: It cannot be read.
    """
    with opened_sources(url, file, on, at) as s:
        return _once(s, file, _programme)


def worse(url: str, file: TargetFile, on: date, at: str = "") -> dict[str, Any]:
    """What got worse in the thirty days before a day: targets, and regions whose coverage fell; see `programme`."""
    before = month_before(on)
    now = programme(url, file, on, at)
    with opened_sources(url, file, before, min(at, end_of(before)) if at else end_of(before)) as s:
        former = _once(s, file, _former)
    were = former["regions"]
    fallen = [{**r, "before": w["percent"], "fall": _fall(r, w)} for r in now["regions"] if (w := were.get(r["code"]))]
    fallen = sorted((r for r in fallen if r["fall"] > 0), key=lambda r: (-r["fall"], r["code"]))
    return {
        "before": before.isoformat(),
        "targets": list(_worse(now["rows"], former["rows"])),
        "regions": fallen[:MOST],
    }


def _programme(s: Sources, file: TargetFile) -> dict[str, Any]:
    gaps, total = FIGURES["traceability.cell_coverage"].behind(s, "", "", counts=False, limit=MOST)
    unusable = sorted(key for key, held in s.inventory.standards.items() if not held.usable)
    return {
        **scorecard(s, file),
        "regions": _regions(s),
        "gaps": {"total": total, "items": [item.document() for item in gaps]},
        "standards": {"unusable": len(unusable), "of": unusable[:MOST]},
    }


def _former(s: Sources, file: TargetFile) -> dict[str, Any]:
    return {"rows": scorecard(s, file)["rows"], "regions": {r["code"]: r for r in _regions(s)}}


def _once(s: Sources, file: TargetFile, make: Callable[[Sources, TargetFile], dict[str, Any]]) -> dict[str, Any]:
    """What was made of a state of the store, a day and a time; made where it was not yet."""
    key = (make, s.store.name, _head(s), file.digest, s.on, s.at)
    with _lock:
        if key in _kept:
            return _kept[key]
    found = make(s, file)
    with _lock:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = found
    return found


def _fall(now: Mapping[str, Any], was: Mapping[str, Any]) -> Fraction:
    if not now["whole"] or not was["whole"]:
        return Fraction(0)
    return Fraction(was["part"], was["whole"]) - Fraction(now["part"], now["whole"])


def _head(s: Sources) -> int:
    """The last entry of the ledger: whatever changes the store adds one."""
    with s.store.reporting(), s.store.engine.connect() as connection:
        return int(connection.execute(select(func.max(ledger.c.n))).scalar() or 0)


def _regions(s: Sources) -> list[dict[str, Any]]:
    """Coverage of every region, and what is overdue in it."""
    found = [r for r in rates.coverage(s.rolled, s.on, s.at, Choice(("region",), s.level))[1:] if r.whole]
    names = s.names("region", (r.group[0] for r in found))
    return [
        {"code": r.group[0], **slice_of(Slice(r.group[0], names.get(r.group[0], ""), r.part, r.whole), "region"), "overdue": r.more["overdue"], "never": r.more["never"], "failed": r.more["failed"]}
        for r in found
    ]  # fmt: skip


def _worse(now: list[Mapping[str, Any]], before: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Targets whose status or exact value is worse than it was; parts are targets of their own."""
    were = {row["target"]: row for row in _every(before)}
    for row in _every(now):
        was = were.get(row["target"])
        if was is not None and not row["parts"] and _is_worse(row, was):
            yield {"target": row["target"], "name": row["name"], "value": row["value"], "was": was["value"],
                   "status_name": row["status_name"], "was_status_name": was["status_name"]}  # fmt: skip


def _is_worse(row: Mapping[str, Any], was: Mapping[str, Any]) -> bool:
    if BETTER.get(row["status"], 1) < BETTER.get(was["status"], 1):
        return True
    value, former = _value(row), _value(was)
    return value is not None and former is not None and value < former


def _value(row: Mapping[str, Any]) -> Fraction | None:
    if row["recorded"] is not None:
        return Fraction(row["recorded"]["value"])
    if not row["whole"]:
        return None
    return Fraction(row["part"], row["whole"]) if row["kind"] == "rate" else Fraction(row["part"])


def _every(rows: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        yield row
        yield from row["parts"]
