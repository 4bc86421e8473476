"""Many rows at once, by the database's own driver: SQLAlchemy's handling of a row costs more than the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table


def insert_many(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows.

    Args:
        connection: The transaction.
        table: The table; no column of it is given by the database.
        rows: Values in the order of the columns, as the database keeps them.
    """
    if rows:
        name, mark = connection.dialect.identifier_preparer.quote, _mark(connection)
        columns = ", ".join(name(c.name) for c in table.columns)
        marks = ", ".join([mark] * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {name(table.name)} ({columns}) VALUES ({marks})", list(rows))  # noqa: S608


def update_many(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Update rows that are found by their `key`.

    Args:
        connection: The transaction.
        table: The table.
        columns: The columns that are set.
        rows: A value for each of them, and the key at the end.
    """
    if rows:
        name, mark = connection.dialect.identifier_preparer.quote, _mark(connection)
        set_ = ", ".join(f"{name(column)} = {mark}" for column in columns)
        connection.exec_driver_sql(f"UPDATE {name(table.name)} SET {set_} WHERE key = {mark}", list(rows))  # noqa: S608


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"
