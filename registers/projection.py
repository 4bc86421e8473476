"""Makes the tables of the registers from the events: where they are missing, and where a version lays them out otherwise.

Nothing else is migrated: what was changed, by whom and why stands in the events, and the tables follow from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import orjson
from sqlalchemy import insert, inspect, select

from records.migrate import alone
from records.prepared import prepared
from records.schema import register_event
from registers.register import Register, metadata
from registers.tables import register_layout, register_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Engine

MANY = 1000


def laid_out(engine: Engine, registers: Sequence[Register[Any]]) -> bool:
    """Whether every table is there and as this version lays it out."""
    with engine.connect() as connection:
        return not _other(connection, registers)


def lay_out(engine: Engine, registers: Sequence[Register[Any]]) -> None:
    """Make what is missing or laid out otherwise, in one transaction, which one process makes at a time."""
    if laid_out(engine, registers):
        return
    with alone(engine) as connection:
        other = _other(connection, registers)
        metadata.create_all(connection, [register_layout, register_number])
        for register in other:
            tables = [register.now, register.past]
            metadata.drop_all(connection, tables)
            metadata.create_all(connection, tables)
            fill(connection, register)
            connection.execute(register_layout.delete().where(register_layout.c.register == register.name))
            connection.execute(insert(register_layout).values(register=register.name, layout=register.layout))


def _other(connection: Connection, registers: Sequence[Register[Any]]) -> list[Register[Any]]:
    if not inspect(connection).has_table(register_layout.name):
        return list(registers)
    there = {row.register: row.layout for row in connection.execute(select(register_layout))}
    return [register for register in registers if there.get(register.name) != register.layout]


def fill(connection: Connection, register: Register[Any]) -> None:
    """Fill the empty tables of a register from its events."""
    now: list[dict[str, Any]] = []
    past: list[dict[str, Any]] = []
    names = {c.name for c in register.past.columns}
    for versions in histories(connection, register):
        for n, (key, version, recorded, record) in enumerate(versions):
            if record is None:
                continue
            row = register.row(key, version, recorded, record)
            if n + 1 == len(versions):
                now.append(row)
            else:
                full = {**row, "replaced": versions[n + 1][2]}
                past.append({name: full[name] for name in names})
        now, past = _written(connection, register, now, past, MANY)
    _written(connection, register, now, past, 1)


def _written(
    connection: Connection, register: Register[Any], now: list[Any], past: list[Any], least: int
) -> tuple[list[Any], list[Any]]:
    for table, rows in ((register.now, now), (register.past, past)):
        if len(rows) >= least:
            connection.execute(insert(table), rows)
            rows.clear()
    return now, past


def histories(
    connection: Connection, register: Register[Any], until: str = ""
) -> Iterator[list[tuple[str, int, str, Any]]]:
    """Every version of each row as its events tell: key, version, time, record; None for the record where it was removed.

    Args:
        connection: The store.
        register: The register.
        until: Time of the last events that count; empty for all.
    """
    event = register_event
    query = select(event.c.key, event.c.version, event.c.time, event.c.before, event.c.after)
    query = query.where(event.c.register == register.name).order_by(event.c.key, event.c.version)
    if until:
        query = query.where(event.c.time <= until)
    rows = connection.execute(query, execution_options={"yield_per": MANY})
    of: list[tuple[str, int, str, Any]] = []
    fields: dict[str, Any] = {}
    for key, version, time, before, after in rows:
        if of and of[0][0] != key:
            yield of
            of, fields = [], {}
        fields = applied(fields, before, after)
        of.append((key, version, time, msgspec.convert(fields, prepared(register.record)) if after else None))
    if of:
        yield of


def applied(fields: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    """The fields of a row after an event."""
    if not after:
        return {}
    gone: Iterable[str] = orjson.loads(before) if before else ()
    new: dict[str, Any] = orjson.loads(after)
    return {name: value for name, value in fields.items() if name not in gone} | new
