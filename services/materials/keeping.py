"""Entering the temperatures of a lot, and releasing a record that is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.journal import utc_now
from registers.errors import RegistersError
from registers.material_lots import LOTS, RECORDS, broken
from services.materials.logger import summed_up
from services.register.book import changing, opened_book, person

if TYPE_CHECKING:
    from pathlib import Path


def record(url: str, lot: str, file: Path, by: str, why: str) -> tuple[str, list[Text]]:
    """Enter the file of a logger for a lot; returns the key of the record, and why the lot may not be used now.

    Raises:
        RegisterError: The file cannot be used; each problem with its line.
        RegistersError: There is no such lot, it needs no record, or the file was entered before.
    """
    with opened_book(url) as book:
        known = book.get(LOTS, lot).record
        entered = list(book.rows(RECORDS, lambda c: c.lot == lot))
    if not known.cold:
        zh, en = f"批 {lot} 没有存放温度要求", f"lot {lot} states no temperature; add lower or upper to it"
        raise RegistersError([Text(zh, en)])
    new = summed_up(file, lot, known)
    for row in entered:
        if row.record.sha256 == new.sha256:
            raise RegistersError([Text(f"该文件已登记为 {row.key}", f"this file is entered already, as {row.key}")])
        if row.record.start < new.until and new.start < row.record.until:
            zh, en = f"与记录 {row.key} 的时间重叠", f"its time overlaps that of record {row.key}"
            raise RegistersError([Text(zh, en)])
    key = changing(url, by, why, lambda change: change.add(RECORDS, new))
    return key, reasons(url, lot)


def release(url: str, key: str, by: str, why: str) -> list[Text]:
    """Release a record that is broken, with a reason; returns why its lot may still not be used.

    Raises:
        RegistersError: There is no such record, it is released, or no reason is given.
    """
    with opened_book(url) as book:
        row = book.get(RECORDS, key)
    if row.record.release:
        raise RegistersError([Text(f"记录 {key} 已放行", f"record {key} is released already")])
    if not why.strip():
        raise RegistersError([Text("放行必须说明理由", "a release needs a reason: --reason")])
    who, said = person(by), why.strip()
    changing(url, by, why, lambda change: change.edit(RECORDS, key, released_by=who, release=said))
    return reasons(url, row.record.lot)


def reasons(url: str, lot: str) -> list[Text]:
    """Why a lot may not be used now."""
    with opened_book(url) as book:
        known = book.get(LOTS, lot).record
        records = [r.record for r in book.rows(RECORDS, lambda c: c.lot == lot)]
    found = list(broken(known, records, utc_now()))
    if known.expires is not None and known.expires < utc_now().astimezone().date():
        found.append(Text(f"已于 {known.expires} 到期", f"it expired on {known.expires}"))
    return found
