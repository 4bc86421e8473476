"""Roll-ups by DuckDB over Parquet files, with what changed since they were written read from the store.

A roll-up is one query, stated once for a database; here the same query runs on views of the same names. So the numbers
are those of the store at the moment of the question, whichever way they are computed.
"""

from __future__ import annotations

import json
from collections import namedtuple
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, select
from sqlalchemy.engine.default import DefaultDialect

from records.ledger import REGISTERS
from records.schema import ledger, register_event
from registers.change import parts_of
from registers.rollup_files import ROLLED, arrow, at_one_moment, folder_of, names, newest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Connection, Select, Table

    from records.store import Store
    from registers.rollup_files import Files

MOST_CHANGED: Final = 100_000
"""Rows changed since the files were written, up to which they are read from the store beside the files."""


class Engine:
    """Runs queries of SQLAlchemy on DuckDB.

    Args:
        connection: Of DuckDB.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._dialect = DefaultDialect(paramstyle="qmark")

    def execute(self, query: Select[Any]) -> list[Any]:
        """The rows of a query, with its columns as attributes."""
        compiled = query.compile(dialect=self._dialect, compile_kwargs={"render_postcompile": True})
        given = [compiled.params[name] for name in compiled.positiontup or ()]
        done = self._connection.execute(str(compiled), given)
        row = namedtuple("row", [column[0] for column in done.description])  # type: ignore[misc]
        return [row(*values) for values in done.fetchall()]


@contextmanager
def rolling(store: Store) -> Iterator[Connection | Engine]:
    """Where roll-ups are computed: DuckDB where files were prepared and it is installed, else the database itself.

    Args:
        store: The store; its registers are laid out.
    """
    with at_one_moment(store) as connection:
        engine = _engine(store, connection)
        yield connection if engine is None else engine


def _engine(store: Store, connection: Connection) -> Engine | None:
    files = newest(folder_of(store))
    if files is None:
        return None
    try:
        import duckdb
    except ImportError:
        return None
    changed = _changed(connection, files.n)
    if changed is None:
        return None
    made = duckdb.connect()
    for name, (register, _) in ROLLED.items():
        keys = sorted(changed[name])
        for table in (register.now, register.past):
            _view(made, connection, table, names(register, table), keys, files)
    return Engine(made)


def _changed(connection: Connection, since: int) -> dict[str, set[str]] | None:
    """Keys of the rows that changed behind a ledger entry; None where they are too many, or the ledger is shorter."""
    query = select(ledger.c.n, ledger.c.kind, ledger.c.entry).where(ledger.c.n >= since).order_by(ledger.c.n)
    entries = connection.execute(query).all()
    if not entries or entries[0].n != since:
        return None
    stated = [json.loads(e.entry)["body"] for e in entries[1:] if e.kind == REGISTERS]
    if sum(body["events"] for body in stated) > MOST_CHANGED:
        return None
    found: dict[str, set[str]] = {name: set() for name in ROLLED}
    e = register_event.c
    for numbers in parts_of([body["change"] for body in stated]):
        rows = connection.execute(select(e.register, e.key).where(e.change.in_(numbers), e.register.in_(list(ROLLED))))
        for register, key in rows:
            found[register].add(key)
    return found


def _view(
    made: Any, connection: Connection, table: Table, columns: list[str], keys: Sequence[str], files: Files
) -> None:
    """The table as the query names it: the file without what changed, and what changed as it is now."""
    rows: list[Any] = []
    for part in parts_of(keys):
        wanted = table.c.key.in_(part)
        rows += connection.execute(select(*(table.c[name] for name in columns)).where(wanted)).all()
    made.register(f"{table.name}_changed", arrow(table, ["key"], [(key,) for key in keys]))
    made.register(f"{table.name}_newer", arrow(table, columns, rows))
    listed = ", ".join(f'"{name}"' for name in columns)
    path = str(files.folder / f"{table.name}.parquet").replace("'", "''")
    older = f"SELECT {listed} FROM read_parquet('{path}') f ANTI JOIN {table.name}_changed c ON f.key = c.key"  # noqa: S608
    held = f"{older} UNION ALL SELECT {listed} FROM {table.name}_newer"  # noqa: S608
    rest = [c for c in table.columns if c.name not in columns]
    empty = "".join(f', CAST(NULL AS {_type(c)}) AS "{c.name}"' for c in rest)
    made.execute(f'CREATE VIEW "{table.name}" AS SELECT *{empty} FROM ({held})')  # noqa: S608


def _type(column: Column[Any]) -> str:
    return "BIGINT" if isinstance(column.type, Integer) else "VARCHAR"
