"""Readings of a production with the gauge of each, from a table: a column for the time, one for the gauge."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.text import Text
from registers.errors import RegistersError
from registers.exchange.tables import rows_of
from registers.values import NotAValue, day, narrowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

TIMES: Final = frozenset({"time", "day", "date", "时间", "日期"})
GAUGES: Final = frozenset({"gauge", "instrument", "gaugeid", "量具", "量具编号", "管理编号", "器具编号", "计量器具"})
REQUIREMENTS: Final = frozenset({"requirement", "计量要求"})
MOST_PROBLEMS: Final = 20


class GaugeReading(NamedTuple):
    """A reading.

    Attributes:
        row: Number of its row in the file.
        on: Its day.
        gauge: The number of its gauge, as it stands in the file.
        requirement: What it is used for; empty where the file does not say.
    """

    row: int
    on: date
    gauge: str
    requirement: str = ""


def readings_of(path: Path) -> list[GaugeReading]:
    """The readings of a table, .csv or .xlsx.

    Raises:
        RegistersError: It cannot be read, has no such columns, or a cell is no day; each problem with its row.
    """
    rows = rows_of(path)
    _, head = next(rows, (0, []))
    names = ["".join(narrowed(str(cell or "")).split()).casefold().replace("_", "") for cell in head]
    time, gauge = _column(names, TIMES), _column(names, GAUGES)
    if time is None or gauge is None:
        zh, en = (
            f"{path.name}：首行须有“时间”和“量具编号”两列",
            f"{path.name}: its first row needs the columns time and gauge",
        )
        raise RegistersError([Text(zh, en)])
    asked = _column(names, REQUIREMENTS)
    found, problems = list[GaugeReading](), list[Text]()
    for row, cells in rows:
        try:
            found.append(GaugeReading(row, _day(_cell(cells, time)), _text(cells, gauge), _text(cells, asked)))
        except NotAValue as error:
            zh, en = f"{path.name} 第 {row} 行：{error.text.zh}", f"{path.name}, row {row}: {error.text.en}"
            problems.append(Text(zh, en))
            if len(problems) >= MOST_PROBLEMS:
                break
    if problems:
        raise RegistersError(problems)
    return found


def _column(names: Sequence[str], known: frozenset[str]) -> int | None:
    return next((n for n, name in enumerate(names) if name in known), None)


def _cell(cells: Sequence[object], n: int) -> object:
    return cells[n] if n < len(cells) else ""


def _text(cells: Sequence[object], n: int | None) -> str:
    value = _cell(cells, n) if n is not None else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # Excel keeps a number of a gauge as a number
    return narrowed(str(value)) if value is not None else ""


def _day(value: object) -> date:
    """The day of a cell: a day, or the day of a time as it stands there."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    if value in (None, ""):
        raise NotAValue(Text("没有时间", "the time is missing"))
    return day(value)


def each(readings: Sequence[GaugeReading]) -> Iterator[tuple[tuple[str, date, str], list[int]]]:
    """Gauge, day and requirement, each with the rows that have them: many readings of a shift are asked for once."""
    found: dict[tuple[str, date, str], list[int]] = {}
    for r in readings:
        found.setdefault((r.gauge, r.on, r.requirement), []).append(r.row)
    yield from found.items()
