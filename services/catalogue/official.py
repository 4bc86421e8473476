"""The official table of a catalogue as somebody supplies it: its columns, its merged cells, its words, its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import Text
from registers.catalogue import CatalogueEntry
from registers.errors import RegistersError
from registers.exchange.report import CellProblem
from registers.exchange.tables import rows_of
from registers.record import fields_of
from registers.values import FULL_WIDTH, narrowed
from services.catalogue.entry_words import Stated, read_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "item": ("编号", "序号"),
    "group": ("一级目录", "一级条目", "类别"),
    "name": ("二级目录", "二级条目", "计量器具名称", "计量器具"),
    "supervision": ("管理方式",),
    "mode": ("强制检定方式", "检定方式"),
    "scope": ("强检范围及说明", "强检范围", "说明", "备注"),
    "cycle_months": ("检定周期", "周期"),
    "life_years": ("使用期限",),
    "basis": ("检定规程",),
}
"""Titles of the columns of the official table, as far as they are known, beside those of the fields of an entry."""
NOT_IN_A_TABLE: Final = frozenset({"edition", "status", "mode_status", "source", "verified_by"})
"""What is said of the table as a whole, and by no row of it."""
FIRST_ROWS = 10
"""Among how many rows the titles are looked for; the title of the table may stand above them."""
NOT_READ = "-"
NUMBER_SIGNS = re.compile(r"[\s.、．)）]+$|^[(（]|\s")
"""What stands around a number in a table: ``１．``, ``1、``, ``（1）``."""


class Loaded(NamedTuple):
    """An entry of the table, and the row of the file it is from."""

    row: int
    entry: CatalogueEntry


def read_official(path: Path, stated: Stated, named: Mapping[str, str]) -> tuple[list[Loaded], list[CellProblem]]:
    """The entries of a table, and everything that is wrong with it, each with its row and column.

    Rows that share a number, because they have none of their own or are in one group, are numbered ``1.1``, ``1.2``. A
    number that stands twice otherwise is refused.

    Args:
        path: The table, CSV or XLSX.
        stated: What is said of the whole.
        named: Our field of a title, where the table calls it otherwise; ``-`` for a column that is not read.

    Raises:
        RegistersError: It cannot be read, or has no such columns.
    """
    lines = list(rows_of(path, merged=True))
    begin, columns = _columns(path, lines, named)
    problems: list[CellProblem] = []
    given = [(row, _given(cells, columns)) for row, cells in lines[begin + 1 :]]
    titles = {field: title for field, (_, title) in columns.items()}
    found = []
    for number, rows in _numbered(given, titles, problems):
        for n, (row, cells) in enumerate(rows, 1):
            item = number if len(rows) == 1 else f"{number}.{n}"
            if (entry := read_entry({**cells, "item": item}, row, titles, stated, problems)) is not None:
                found.append(Loaded(row, entry))
    return found, problems


def _columns(
    path: Path, lines: Sequence[tuple[int, list[Any]]], named: Mapping[str, str]
) -> tuple[int, dict[str, tuple[int, str]]]:
    """In which of the first rows the titles stand; place and title of each field."""
    fields = [f for f in fields_of(CatalogueEntry) if f.name not in NOT_IN_A_TABLE]
    wanted = {_plain(t): f.name for f in fields for t in (f.name, *f.title)}
    wanted |= {_plain(t): field for field, titles in COLUMNS.items() for t in titles}
    wanted |= {_plain(title): field for title, field in named.items()}
    best: dict[str, tuple[int, str]] = {}
    begin = 0
    for n, (_, cells) in enumerate(lines[:FIRST_ROWS]):
        found: dict[str, tuple[int, str]] = {}
        for place, cell in enumerate(cells):
            field = wanted.get(_plain(str(cell or "")), NOT_READ)
            if field != NOT_READ:
                found.setdefault(field, (place, str(cell).strip()))
        if len(found) > len(best):
            best, begin = found, n
    if lacking := [f for f in ("item", "name", "supervision") if f not in best]:
        zh, en = "、".join((*COLUMNS[f], f)[0] for f in lacking), ", ".join(lacking)
        said = Text(f"{path}：没有列 {zh}；用 --map 列名=字段 指明", f"{path}: no column {en}; say --map TITLE=FIELD")
        raise RegistersError([said])
    return begin, best


def _given(cells: Sequence[Any], columns: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """What a row gives, each cell in one line and in half width where it holds no Chinese."""
    found = {}
    for field, (place, _) in columns.items():
        cell = cells[place] if place < len(cells) else None
        plain = " ".join(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell or "").split())
        if text := narrowed(plain):
            found[field] = text
    return found


def _numbered(
    given: Sequence[tuple[int, dict[str, str]]], titles: Mapping[str, str], problems: list[CellProblem]
) -> list[tuple[str, list[tuple[int, dict[str, str]]]]]:
    """The rows under their numbers."""
    found: list[tuple[str, list[tuple[int, dict[str, str]]]]] = []
    first: dict[str, int] = {}
    for row, cells in given:
        number = NUMBER_SIGNS.sub("", cells.get("item", "").translate(FULL_WIDTH))
        before = found[-1] if found else None
        inherited = dict(before[1][-1][1]) if before is not None else {}
        group = cells.get("group", "") or ("" if number else inherited.get("group", ""))
        same_group = bool(group) and group == inherited.get("group", "")
        row_of = {**cells, "group": group, "name": cells.get("name", "") or group}
        if before is not None and (not number or (number == before[0] and same_group)):
            before[1].append((row, row_of))
        elif not number:
            problems.append(CellProblem(row, titles["item"], Text("缺少编号", "it has no number")))
        elif number in first:
            zh, en = (
                f"编号 {number} 与第 {first[number]} 行重复",
                f"number {number} stands in row {first[number]} already",
            )
            problems.append(CellProblem(row, titles["item"], Text(zh, en)))
        else:
            first[number] = row
            found.append((number, [(row, row_of)]))
    return found


def _plain(text: str) -> str:
    return "".join(text.translate(FULL_WIDTH).split()).casefold()
