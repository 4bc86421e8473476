"""Are the tables of the registers what the events say? The events themselves are checked with the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, select

from records.ledger_state import Finding
from registers.contents import REGISTERS
from registers.projection import histories, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.store import Store
    from registers.register import Register

MOST = 20
"""Differences that are named of one register."""


def verify_registers(store: Store) -> list[Finding]:
    """Rows that are not what their events say, in the tables of today and of the past."""
    with store.reporting():
        if not inspect(store.engine).has_table("register_layout"):
            return []
        known = [r for r in REGISTERS.values() if laid_out(store.engine, [r])]
        with store.engine.connect() as connection:
            if store.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            return [_finding(r, key) for r in known for key in list(differing(connection, r))[:MOST]]


def differing(connection: Connection, register: Register[Any]) -> Iterable[str]:
    """Keys of rows that differ from what their events say."""
    names = ["key", "version", *(c.name for c in register.now.columns if c.name not in {"key", "version"})]
    said = _said(connection, register, names)
    there = _there(connection, register, names)
    a, b = next(said, None), next(there, None)
    last = ""
    while a is not None or b is not None:
        if a == b:
            a, b = next(said, None), next(there, None)
            continue
        key = min(row[0] for row in (a, b) if row is not None)
        if key != last:
            yield key
            last = key
        if a is not None and a[0] == key:
            a = next(said, None)
        if b is not None and b[0] == key:
            b = next(there, None)


def _said(connection: Connection, register: Register[Any], names: list[str]) -> Any:
    for versions in histories(connection, register):
        for n, (key, version, recorded, record) in enumerate(versions):
            if record is not None:
                row = register.row(key, version, recorded, record)
                yield (*(row[name] for name in names), versions[n + 1][2] if n + 1 < len(versions) else "")


def _there(connection: Connection, register: Register[Any], names: list[str]) -> Any:
    """Every version of every row in the order of the events."""
    now = select(*(register.now.c[n] for n in names)).order_by(register.now.c.key)
    past = select(*(register.past.c[n] for n in names), register.past.c.replaced)
    past = past.order_by(past.selected_columns.key, past.selected_columns.version)
    olds = connection.execute(past, execution_options={"yield_per": 1000})
    news = connection.execute(now, execution_options={"yield_per": 1000})
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if new is None or (old is not None and tuple(old[:2]) <= tuple(new[:2])):
            yield tuple(old or ())
            old = next(olds, None)
        else:
            yield (*new, "")
            new = next(news, None)


def _finding(register: Register[Any], key: str) -> Finding:
    zh, en = f"{register.title.zh} {key} 与其变更记录不符", f"{register.title.en}: {key} is not what its events say"
    return Finding(zh, en)
