"""Finds which rows of a register the rows of a table are, and what those rows are with what the table gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from metrology.text import Text
from registers.change import Row, parts_of
from registers.contents import REGISTERS
from registers.exchange.report import CellProblem
from registers.record import to_fields
from registers.values import NotAValue, made

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from registers.exchange.columns import Columns
    from registers.exchange.report import Report
    from registers.record import Record
    from registers.register import Register


class Parsed(NamedTuple):
    """A row of the table: its number, its key where the table gives one, the fields it gives as plain values."""

    row: int
    key: str
    given: dict[str, Any]


class Resolved(NamedTuple):
    """A row of the table beside the row of the register that it is.

    Attributes:
        parsed: What the table gives.
        key: The key that the row has; empty for one that gets a number.
        record: The row with what the table gives.
        was: The row as it is registered; None for a new one.
    """

    parsed: Parsed
    key: str
    record: Record
    was: Row[Any] | None


class Resolver:
    """Finds the rows of a register that the rows of a table are.

    Args:
        register: The register.
        columns: The columns of the table.
    """

    def __init__(self, register: Register[Any], columns: Columns) -> None:
        self._register, self._columns = register, columns

    def resolved(self, connection: Connection, chunk: list[Parsed], report: Report) -> list[Resolved]:
        """The rows as records, with the keys they have or will have; what is wrong goes into the report."""
        chunk = self._references(connection, chunk, report)
        alone = [(p, self._made(p, {}, report)) for p in chunk]
        wanted = {self.name(r): "" for p, r in alone if r is not None and not p.key}
        known = self.there(connection, self._register.identity, list(wanted)) if self._register.identity else {}
        keyed = []
        for p, r in alone:
            if r is None:
                continue
            key = p.key or (self._register.key_of(r) if self._register.key_of else "")
            if not key and len(same := known.get(self.name(r), [])) == 1:
                key = same[0].key
            elif not key and len(same) > 1:
                there = ", ".join(row.key for row in same)
                text = Text(f"与多条登记相同：{there}，请写编号", f"is the same as several: {there}; give the key")
                report.add(CellProblem(p.row, "", text))
            keyed.append((p, key))
        old = self.there(connection, "key", [key for _, key in keyed if key])
        found = []
        for p, key in keyed:
            was = old[key][0] if key in old else None
            record = self._made(p, {} if was is None else to_fields(was.record), report)
            if record is not None:
                found.append(Resolved(p, key, record, was))
        return found

    def name(self, record: Record) -> str:
        """What tells a row apart from others, where the table gives no keys; empty where nothing does."""
        column = self._register.identity
        if not column:
            return ""
        make = self._register.derived.get(column)
        return make(record) if make is not None else str(getattr(record, column))

    def there(self, connection: Connection, column: str, values: list[str]) -> dict[str, list[Row[Any]]]:
        """Rows of the register by a column; one that was merged into another is found by its key alone."""
        table, found = self._register.now, dict[str, list[Row[Any]]]()
        for part in parts_of(values):
            query = select(table).where(table.c[column].in_(part))
            for row in connection.execute(query).mappings():
                record = self._register.read(row)
                if column == "key" or getattr(record, "status", "") != "merged":
                    found.setdefault(row[column], []).append(Row(row["key"], row["version"], row["recorded"], record))
        return found

    def column(self, name: str) -> str:
        """Title of the column of a field; the name of the field where the table has no such column."""
        places = [n for n, f in enumerate(self._columns.fields) if f is not None and f.name == name]
        return self._columns.titles[places[0]] if places else name

    def _made(self, parsed: Parsed, before: Mapping[str, Any], report: Report) -> Record | None:
        try:
            record: Record = made(self._register.record, {**before, **parsed.given})
        except NotAValue as error:
            if not before:
                report.add(CellProblem(parsed.row, "", error.text))
            return None
        return record

    def _references(self, connection: Connection, chunk: list[Parsed], report: Report) -> list[Parsed]:
        """The rows with keys where they name a row of another register by its key or by what else it is known by."""
        for name, target in self._register.references.items():
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
                        report.add(CellProblem(p.row, self.column(name), Text(zh, en)))
        return chunk


def _keys(connection: Connection, register: Register[Any], values: list[str]) -> dict[str, list[str]]:
    table, found = register.now, dict[str, list[str]]()
    for column in ("key", *register.known_by):
        left = [v for v in values if v not in found]
        for part in parts_of(left):
            query = select(table.c[column], table.c.key).where(table.c[column].in_(part))
            for value, key in connection.execute(query):
                found.setdefault(value, []).append(key)
    return found
