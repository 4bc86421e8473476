"""Fills the registers of an empty store with millions of rows and their events, inside the database, from a seed.

Rows are variants that the program's own code makes, each repeated with numbers of its own. So a row, its event and its
look-up columns are what an import would have written; only the changes are not stated in the ledger.
"""

# ruff: noqa: S608  its statements hold numbers and names of this program only

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, text

from benchmarks.registers.generated import variants_of_instruments, variants_of_verifications
from records.event import canonical
from registers.instruments import INSTRUMENTS
from registers.record import to_fields
from registers.verifications import VERIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection, Engine

    from registers.register import Register

OWN, OTHER = "77777777", "I6666666"
"""Numbers in a variant that stand for that of the row, and for the key of its instrument."""
TIMES = {"instrument": "2026-11-01T00:00:00.000000+00:00", "verification": "2026-11-02T00:00:00.000000+00:00"}
FIRST = 1_000_000
"""Number of the change, far from those that the store gives."""


def fill(engine: Engine, instruments: int, verifications: int, seed: int) -> None:
    """Put everything in; indexes are made afterwards."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":  # a transaction of gigabytes would stand in the log once more
            connection.exec_driver_sql("PRAGMA journal_mode=OFF")
            connection.commit()
        _put(connection, INSTRUMENTS, "I", 7, instruments, instruments, variants_of_instruments(seed, OWN), FIRST)
        connection.commit()
        rows = variants_of_verifications(seed, OTHER)
        _put(connection, VERIFICATIONS, "R", 8, verifications, instruments, rows, FIRST + 1)
        connection.commit()
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _put(
    connection: Connection, register: Register[Any], letter: str, digits: int, count: int, instruments: int,
    records: Iterable[Any], change: int,
) -> None:  # fmt: skip
    time, now = TIMES[register.name], register.now
    made = [register.row("", 1, time, r) | {"after": canonical(to_fields(r))} for r in records]
    columns = [c.name for c in now.columns if c.name != "key"]
    types = [Column(name, Integer if now.c[name].type.python_type is int else Text) for name in columns]
    variant = Table("variant", MetaData(), Column("nth", Integer, primary_key=True), *types, Column("after", Text))
    variant.create(connection)
    connection.execute(insert(variant), [{"nth": n, **row} for n, row in enumerate(made)])
    sql = OF_SQLITE if connection.dialect.name == "sqlite" else OF_POSTGRESQL
    key, own = f"'{letter}' || {sql.padded('s.n', digits)}", sql.padded("s.n", 8)
    of = f"'I' || {sql.padded(f'(s.n * 48271 + 11) % {instruments} + 1', 7)}"

    def column(name: str) -> str:
        said = {str(row[name]) for row in made[:50]}
        whole = f'v."{name}"'
        whole = f"replace({whole}, '{OWN}', {own})" if any(OWN in value for value in said) else whole
        return f"replace({whole}, '{OTHER}', {of})" if any(OTHER in value for value in said) else whole

    joined = f"FROM {sql.series(count)} s JOIN variant v ON v.nth = (s.n * 7919 + 13) % {len(made)}"
    indexes = list(now.indexes)
    for index in indexes:
        index.drop(connection)

    def run(statement: str) -> None:
        connection.execute(text(statement.replace(":", r"\:")))

    run(f"INSERT INTO register_change (n, time, who, why, cause) VALUES ({change}, '{time}', 'bench', 'generated', '')")
    names, values = ", ".join(f'"{n}"' for n in columns), ", ".join(column(n) for n in columns)
    run(f'INSERT INTO "{now.name}" (key, {names}) SELECT {key}, {values} {joined}')
    event = f"{change}, s.n - 1, '{register.name}', {key}, 1, v.recorded, '', {column('after')}"
    head = "change, place, register, key, version, time, before, after"
    run(f"INSERT INTO register_event ({head}) SELECT {event} {joined}")
    variant.drop(connection)
    for index in indexes:
        index.create(connection)


class Words(NamedTuple):
    """What two databases write differently."""

    padded: Callable[[str, int], str]
    series: Callable[[int], str]


OF_SQLITE = Words(
    lambda n, width: f"substr('00000000' || ({n}), -{width})",
    lambda count: (
        f"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s)"
    ),
)
OF_POSTGRESQL = Words(
    lambda n, width: f"right('00000000' || ({n}), {width})",
    lambda count: f"(SELECT n::bigint FROM generate_series(1, {count}) AS n)",
)
