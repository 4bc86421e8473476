"""Figures that a person records: entering one, and what was recorded by a day as it was known at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.exact import plain
from metrology.text import Text
from registers.errors import RegistersError
from registers.recorded_figures import FIGURES, RecordedFigure
from services.register.book import changing, opened_book, person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from registers.book import Book
    from registers.change import Row
    from services.targets.target_file import TargetFile


class Statement(NamedTuple):
    """A figure to be recorded, as a person gives it."""

    figure: str
    value: str
    on: date
    evidence: str
    note: str = ""


class Recorded(NamedTuple):
    """What was recorded last of a figure.

    Attributes:
        key: Its number in the register.
        row: What was recorded.
        time: When.
        others: Other values of the same day, which it takes the place of, with who entered each.
    """

    key: str
    row: RecordedFigure
    time: str
    others: tuple[tuple[str, str], ...]

    @property
    def value(self) -> Fraction:
        """The value, exact."""
        return Fraction(self.row.value)

    def document(self) -> dict[str, Any]:
        """It as words and numbers."""
        r = self.row
        return {
            "key": self.key, "value": plain(r.value), "unit": r.unit, "on": r.on.isoformat() if r.on else "", "by": r.by,
            "recorded": self.time, "evidence": r.evidence, "note": r.note,
            "others": [{"value": value, "by": by} for value, by in self.others],
        }  # fmt: skip


def record(url: str, file: TargetFile, given: Statement, by: str, reason: str, today: date) -> dict[str, Any]:
    """Record a figure; what was recorded before stays.

    Raises:
        RegistersError: It is no recorded figure, the value is no number, the day is in the future, or evidence is missing.
        StoreError: The store cannot be written.
    """
    known = file.recordable()
    if given.figure not in known:
        names = ", ".join(known)
        zh, en = (
            f"{given.figure} 不是人工记录的指标；可用 {names}",
            f"{given.figure} is not recorded by hand; there are {names}",
        )
        raise RegistersError([Text(zh, en)])
    if given.on > today:
        raise RegistersError([Text(f"日期 {given.on} 在将来", f"{given.on} is in the future; record it when it is so")])
    name, unit = known[given.figure]
    row = RecordedFigure(
        figure=given.figure, value=_number(given.value), unit=unit, on=given.on, evidence=given.evidence.strip(),
        by=person(by), note=given.note.strip(),
    )  # fmt: skip
    key = changing(url, by, reason or f"{given.figure}: {plain(row.value)}", lambda change: change.add(FIGURES, row))
    return {"key": key, "figure": given.figure, "name": name.to_dict(), "value": plain(row.value), "unit": unit,
            "on": given.on.isoformat(), "by": row.by}  # fmt: skip


def listed(url: str, figure: str = "") -> list[dict[str, Any]]:
    """Everything that was recorded, newest day first."""
    with opened_book(url) as book:
        rows = sorted(_rows(book, ""), key=lambda r: (r.record.on or date.min, r.recorded, r.key), reverse=True)
    return [{"figure": r.record.figure, **_one([r]).document()} for r in rows if figure in {"", r.record.figure}]


def recorded(book: Book, on: date, at: str) -> dict[str, Recorded]:
    """What counts of every recorded figure on a day: the newest day, and of that day what was entered last."""
    found: dict[str, list[Row[RecordedFigure]]] = {}
    for row in _rows(book, at):
        if row.record.on is not None and row.record.on <= on:
            found.setdefault(row.record.figure, []).append(row)
    return {figure: _one(rows) for figure, rows in found.items()}


def _one(rows: Sequence[Row[RecordedFigure]]) -> Recorded:
    last = max(rows, key=lambda r: (r.record.on or date.min, r.recorded, r.key))
    same = [r for r in rows if r.record.on == last.record.on and r.record.value != last.record.value]
    others = tuple((plain(r.record.value), r.record.by) for r in sorted(same, key=lambda r: r.key))
    return Recorded(last.key, last.record, last.recorded, others)


def _rows(book: Book, at: str) -> Iterable[Row[RecordedFigure]]:
    return book.rows(FIGURES, at=at)


def _number(text: str) -> Decimal:
    from inputs.digits import full_width

    try:
        value = Decimal(full_width(text).strip())
        if value.is_finite() and len(value.as_tuple().digits) <= 20 and abs(value.adjusted()) <= 20:
            return value
    except InvalidOperation:
        pass
    raise RegistersError([Text(f"“{text[:40]}” 不是数", f"{text[:40]!r} is no number; write it like 52000 or 98.5")])
