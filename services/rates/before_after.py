"""A special campaign before and after: the instruments that it looked at, as verified before it, in it, and after it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from registers.errors import RegistersError
from registers.verifications import VERIFICATIONS
from services.rates.rates import bounds, percent
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement

    from registers.book import Book
    from registers.change import Row
    from registers.verifications import Verification

DEFINITION: Final = Text(
    "对象为以该专项行动名义检定过的器具。整治前：行动首日之前最近一次检定的调前结论；行动中：该行动内首次检定的调前结论和末次检定的调后结论；整治后："
    "行动末日之后首次检定的调前结论。每台每项计一次；合格率按不修约的计数比较，区间为双侧 95 % Clopper–Pearson 区间。定义由本软件规定。",
    "Of the instruments verified under the name of the campaign. Before: as found at the last verification before its first day. In it: as "
    "found at the first and as left at the last verification of the campaign. After: as found at the first verification after its last day. "
    "Each instrument counts once a line; intervals are two-sided 95 % Clopper–Pearson intervals. The definition is ours.",
)
PHASES: Final = {
    "before": Text("整治前", "Before"),
    "found": Text("行动中，调前", "In it, as found"),
    "left": Text("行动中，调后", "In it, as left"),
    "after": Text("整治后", "After"),
}
PART: Final = 500
"""Instruments of one question to the store."""


def before_after(url: str, campaign: str, as_of: date | None) -> dict[str, Any]:
    """The pass rate of the instruments of a campaign before it, in it and after it, with the records that do not conform.

    Args:
        url: The store.
        campaign: Its name, as orders and verifications have it.
        as_of: The day by whose end it was known; None for now.

    Raises:
        RegistersError: No verification has that campaign.
        StoreError: The store cannot be read.
    """
    at = end_of(as_of)
    with opened_book(url) as book:
        own = list(book.rows(VERIFICATIONS, lambda c: c.campaign == campaign, at=at))
        if not own:
            zh, en = f"没有专项行动“{campaign}”的检定", f"no verification has the campaign {campaign!r}"
            raise RegistersError([Text(f"{zh}；名称须与委托单一致", f"{en}; write the name as its orders have it")])
        days = [row.record.on for row in own if row.record.on is not None]
        first, last = min(days), max(days)
        every = sorted(_of(book, {row.record.instrument for row in own}, at), key=lambda r: (r.record.on, r.key))
    found: dict[str, dict[str, Row[Verification]]] = {phase: {} for phase in PHASES}
    for row in every:
        of, key = row.record, row.record.instrument
        assert of.on is not None  # noqa: S101  a verification has its day
        if of.campaign == campaign:
            if of.as_found:
                found["found"].setdefault(key, row)
            if of.as_left:
                found["left"][key] = row
        elif of.as_found and of.on < first:
            found["before"][key] = row
        elif of.as_found and of.on > last:
            found["after"].setdefault(key, row)
    both = found["before"].keys() & found["after"].keys()
    changed = [(_conforms(found["before"][key]), _conforms(found["after"][key])) for key in both]
    return {
        "campaign": campaign, "from": first.isoformat(), "to": last.isoformat(), "definition": DEFINITION.to_dict(),
        "instruments": len({row.record.instrument for row in own}),
        "rows": [_line(phase, found[phase].values()) for phase in PHASES],
        "both": len(both), "better": changed.count((False, True)), "worse": changed.count((True, False)),
    }  # fmt: skip


def _of(book: Book, instruments: Iterable[str], at: str) -> Iterable[Row[Verification]]:
    keys = sorted(instruments)
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        yield from book.rows(VERIFICATIONS, partial(_among, part), at=at)


def _among(instruments: list[str], columns: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = columns.instrument.in_(instruments)
    return found


def _line(phase: str, rows: Iterable[Row[Verification]]) -> dict[str, Any]:
    of = list(rows)
    part = sum(map(_conforms, of))
    return {
        "phase": phase, "name": PHASES[phase].to_dict(), "part": part, "whole": len(of), "percent": percent(part, len(of)),
        **bounds(part, len(of)), "simulated": sum(row.record.simulated for row in of),
        "failed": sorted(row.key for row in of if not _conforms(row)),
    }  # fmt: skip


def _conforms(row: Row[Verification]) -> bool:
    return row.record.outcome == "conform"
