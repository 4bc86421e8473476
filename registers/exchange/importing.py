"""Imports a table into a register: every problem with file, row and column; all rows or none."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.change import wrong_key
from registers.errors import RegistersError
from registers.exchange.columns import columns_of
from registers.exchange.report import CellProblem
from registers.exchange.resolving import Parsed, Resolver
from registers.exchange.staging import CHUNK, Staged
from registers.exchange.tables import rows_of
from registers.from_runs import against_run
from registers.values import NotAValue, narrowed, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from registers.exchange.report import Report
    from registers.exchange.resolving import Resolved
    from registers.register import Register


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
        self._resolver = Resolver(register, self.columns)

    def stage(self, connection: Connection, progress: Callable[[int], None]) -> Staged:
        """Read all of it, find every problem, and make its rows ready; nothing is written in the store.

        Args:
            connection: The store, for reading.
            progress: Called with the number of rows that are done.

        Raises:
            RegistersError: The file cannot be read to its end.
        """
        staged = Staged(self.register, self._resolver, self.path)
        try:
            for chunk in self._chunks(staged.report):
                rows = self._resolver.resolved(connection, chunk, staged.report)
                self._check(rows, staged)
                if not staged.report.count:
                    staged.add(rows)
                staged.report.rows += len(chunk)
                progress(staged.report.rows)
        except BaseException:
            staged.close()
            raise
        return staged

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

    def _check(self, rows: list[Resolved], staged: Staged) -> None:
        report, register = staged.report, self.register
        for parsed, key, record, was in rows:
            for problem in record.problems():
                report.add(CellProblem(parsed.row, self._resolver.column(problem.field), problem.text))
            if was is not None and (taken := against_run(register, was.record, record)) is not None:
                report.add(CellProblem(parsed.row, self._resolver.column(taken.field), taken.text))
            if key and (wrong := wrong_key(register, key)) is not None:
                report.add(CellProblem(parsed.row, self._key_title, wrong))
            report.new += was is None
            report.changed += was is not None and was.record != record
            if not key and not register.series:
                report.add(CellProblem(parsed.row, "", Text("缺少编号", "the key is missing")))
            name = key or self._resolver.name(record)
            first = staged.first_row(name, parsed.row) if name else parsed.row
            if first != parsed.row:  # an instrument, a person, stands once in a table
                report.add(CellProblem(parsed.row, "", Text(f"与第 {first} 行重复", f"is the same as row {first}")))

    @property
    def _key_title(self) -> str:
        return "" if self.columns.key is None else self.columns.titles[self.columns.key]
