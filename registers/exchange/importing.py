"""Imports a table into a register: every problem with file, row and column; all rows or none."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from metrology.text import Text
from registers.change import MANY
from registers.contents import REGISTERS
from registers.errors import RegistersError
from registers.exchange.columns import columns_of
from registers.exchange.tables import rows_of
from registers.record import to_fields
from registers.values import NotAValue, made, narrowed, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from registers.change import Change
    from registers.record import Record
    from registers.register import Register

MOST_PROBLEMS = 1000
"""Problems that are kept; all are counted."""
CHUNK = 1000


class CellProblem(NamedTuple):
    """What is wrong with a cell.

    Attributes:
        row: Number of the row in the file.
        column: Title of the column; empty for the row as a whole.
        text: What is wrong.
    """

    row: int
    column: str
    text: Text


@dataclass
class Report:
    """What an import does, or would do.

    Attributes:
        rows: How many rows the table has.
        new, changed: How many of them are new, and how many differ from what is registered.
        problems: What is wrong, at most `MOST_PROBLEMS`.
        count: How many problems there are.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    problems: list[CellProblem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: CellProblem) -> None:
        """Take a problem into account."""
        self.count += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


class Parsed(NamedTuple):
    """A row of the table: its number, its key where the table gives one, the fields it gives."""

    row: int
    key: str
    given: dict[str, Any]


class Table:
    """A table that is imported.

    Args:
        register: Where to.
        path: The file.
        named: Field of a column by its title, see `registers.exchange.columns.columns_of`.

    Raises:
        RegistersError: The file cannot be read, or its titles are not understood.
    """

    def __init__(self, register: Register[Any], path: Path, named: Mapping[str, str]) -> None:
        self.register, self.path = register, path
        first = next(rows_of(path), None)
        if first is None:
            raise RegistersError([Text(f"{path}：是空表", f"{path}: the table is empty")])
        self.first, titles = first
        self.columns, problems = columns_of(register, titles, named)
        if problems:
            raise RegistersError([Text(f"{path}：{p.zh}", f"{path}: {p.en}") for p in problems])

    def check(self, connection: Connection, progress: Callable[[int], None]) -> Report:
        """Read all of it, and find every problem; nothing is written."""
        report = Report()
        with closing(sqlite3.connect("")) as seen:  # a file of its own that is gone afterwards
            seen.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, row INTEGER)")
            for chunk in self._chunks(report):
                self._check(connection, chunk, report, seen)
                report.rows += len(chunk)
                progress(report.rows)
        return report

    def write(self, change: Change, progress: Callable[[int], None]) -> Report:
        """Write all of it, inside a transaction.

        Raises:
            RegistersError: Something is wrong with it; nothing may be kept.
        """
        report = Report()
        for chunk in self._chunks(report):
            rows = self._resolved(change.connection, chunk, report)
            missing = sum(not key for _, key, _ in rows)
            number = change.number(self.register.name, missing) if missing and self.register.series else 0
            ready = []
            for _, key, record in rows:
                if not key:
                    key, number = self.register.series.format(number), number + 1  # noqa: PLW2901
                ready.append((key, record))
            if report.count:
                raise RegistersError([problem_text(self.path, p) for p in report.problems])
            new, changed = change.put_many(self.register, ready)
            report.new, report.changed, report.rows = (
                report.new + new,
                report.changed + changed,
                report.rows + len(chunk),
            )
            progress(report.rows)
        return report

    def _chunks(self, report: Report) -> Iterator[list[Parsed]]:
        lines = rows_of(self.path)
        next(lines)
        while part := list(islice(lines, CHUNK)):
            yield [self._parsed(number, cells, report) for number, cells in part]

    def _parsed(self, number: int, cells: list[Any], report: Report) -> Parsed:
        columns = self.columns
        if len(cells) > len(columns.titles) and any(cell not in (None, "") for cell in cells[len(columns.titles) :]):
            report.add(CellProblem(number, "", Text("单元格多于标题", "it has more cells than there are titles")))
        given: dict[str, Any] = {}
        for place, (of, cell) in enumerate(zip(columns.fields, cells, strict=False)):
            if of is None or cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
                continue
            try:
                given[of.name] = value_of(of, cell)
            except NotAValue as error:
                report.add(CellProblem(number, columns.titles[place], error.text))
        key = cells[columns.key] if columns.key is not None and columns.key < len(cells) else None
        return Parsed(number, "" if key is None else narrowed(str(key)), given)

    def _check(self, connection: Connection, chunk: list[Parsed], report: Report, seen: sqlite3.Connection) -> None:
        rows = self._resolved(connection, chunk, report)
        there = self._there(connection, "key", [key for _, key, _ in rows if key])
        for number, key, record in rows:
            for problem in record.problems():
                report.add(CellProblem(number, self._column(problem.field), problem.text))
            wrong = self.register.wrong_key(key) if key and self.register.wrong_key is not None else None
            if wrong is not None:
                report.add(CellProblem(number, self._key_title, wrong))
            old = there.get(key) if key else None
            report.new += old is None
            report.changed += old is not None and old[0][1] != record
            if not key and not self.register.series:
                report.add(CellProblem(number, "", Text("缺少编号", "the key is missing")))
            self._once(seen, number, key or self._name(record), report)

    def _once(self, seen: sqlite3.Connection, number: int, name: str, report: Report) -> None:
        """An instrument, a person, stands once in a table."""
        if not name:
            return
        if seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, number)).rowcount == 0:
            (first,) = seen.execute("SELECT row FROM seen WHERE name = ?", (name,)).fetchone()
            report.add(CellProblem(number, "", Text(f"与第 {first} 行重复", f"is the same as row {first}")))

    def _resolved(self, connection: Connection, chunk: list[Parsed], report: Report) -> list[tuple[int, str, Record]]:
        """The rows as records with the keys they have or will have; empty for one that gets a number."""
        chunk = self._references(connection, chunk, report)
        alone = [(p, self._made(p, {}, report)) for p in chunk]
        wanted = {self._name(r): "" for p, r in alone if r is not None and not p.key}
        known = self._there(connection, self.register.identity, list(wanted)) if self.register.identity else {}
        keyed = []
        for p, r in alone:
            if r is None:
                continue
            key = p.key or (self.register.key_of(r) if self.register.key_of else "")
            if not key and len(same := known.get(self._name(r), [])) == 1:
                key = same[0][0]
            elif not key and len(same) > 1:
                there = ", ".join(k for k, _ in same)
                text = Text(f"与多条登记相同：{there}，请写编号", f"is the same as several: {there}; give the key")
                report.add(CellProblem(p.row, "", text))
            keyed.append((p, key))
        old = self._there(connection, "key", [key for _, key in keyed if key])
        found = []
        for p, key in keyed:
            before = to_fields(old[key][0][1]) if key in old else {}
            record = self._made(p, before, report)
            if record is not None:
                found.append((p.row, key, record))
        return found

    def _made(self, parsed: Parsed, before: Mapping[str, Any], report: Report) -> Record | None:
        try:
            record: Record = made(self.register.record, {**before, **parsed.given})
        except NotAValue as error:
            if not before:
                report.add(CellProblem(parsed.row, "", error.text))
            return None
        return record

    def _name(self, record: Record) -> str:
        """What tells a row apart from others, where the table gives no keys."""
        column = self.register.identity
        if not column:
            return ""
        make = self.register.derived.get(column)
        return make(record) if make is not None else str(getattr(record, column))

    def _there(self, connection: Connection, column: str, values: list[str]) -> dict[str, list[tuple[str, Record]]]:
        """Rows of the register by a column: key and record of each."""
        table, found = self.register.now, dict[str, list[tuple[str, Any]]]()
        for start in range(0, len(values), MANY):
            query = select(table).where(table.c[column].in_(values[start : start + MANY]))
            for row in connection.execute(query).mappings():
                record = self.register.read(row)
                if getattr(record, "status", "") != "merged":
                    found.setdefault(row[column], []).append((row["key"], record))
        return found

    def _references(self, connection: Connection, chunk: list[Parsed], report: Report) -> list[Parsed]:
        """The rows with keys where they name a row of another register by its key or by what else it is known by."""
        for name, target in self.register.references.items():
            values = sorted({p.given[name] for p in chunk if p.given.get(name)})
            keys = _keys(connection, REGISTERS[target], values)
            for p in chunk:
                if value := p.given.get(name):
                    same = keys.get(value, [])
                    if len(same) == 1:
                        p.given[name] = same[0]
                    else:
                        title = REGISTERS[target].title
                        zh = f"{title.zh}中没有“{value}”" if not same else f"“{value}”对应多条：{', '.join(same)}"
                        en = f"{title.en}: there is no {value!r}" if not same else f"{value!r} names {', '.join(same)}"
                        report.add(CellProblem(p.row, self._column(name), Text(zh, en)))
        return chunk

    @property
    def _key_title(self) -> str:
        return "" if self.columns.key is None else self.columns.titles[self.columns.key]

    def _column(self, name: str) -> str:
        """Title of the column of a field; the name of the field where the table has no such column."""
        places = [n for n, f in enumerate(self.columns.fields) if f is not None and f.name == name]
        return self.columns.titles[places[0]] if places else name


def _keys(connection: Connection, register: Register[Any], values: list[str]) -> dict[str, list[str]]:
    table, found = register.now, dict[str, list[str]]()
    for column in ("key", *register.known_by):
        left = [v for v in values if v not in found]
        for start in range(0, len(left), MANY):
            query = select(table.c[column], table.c.key).where(table.c[column].in_(left[start : start + MANY]))
            for value, key in connection.execute(query):
                found.setdefault(value, []).append(key)
    return found


def problem_text(path: Path, problem: CellProblem) -> Text:
    """A problem with its place."""
    zh = f"第 {problem.row} 行" + (f"“{problem.column}”" if problem.column else "")
    en = f"row {problem.row}" + (f', column "{problem.column}"' if problem.column else "")
    return Text(f"{path.name} {zh}：{problem.text.zh}", f"{path.name}, {en}: {problem.text.en}")


def summary_of(problems: Iterable[CellProblem]) -> list[tuple[str, int]]:
    """How many problems each column has, the worst first."""
    return Counter(p.column for p in problems).most_common()
