"""Writes many finished runs at once: chained and sealed like any other, but not durable one by one. For benchmarks."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert

from records.audit import must_be_sealed
from records.event import GENESIS, Event, canonical, digest
from records.keys import StationKey
from records.schema import entry, seal
from records.store import Store

TIME = "2026-11-23T08:00:00.000000+00:00"
MANY = 20_000

Bodies = Sequence[tuple[str, str, str]]
"""Kind, address and canonical body of every entry of a run."""


def bodies(events: Sequence[Event]) -> Bodies:
    return [(e.kind, e.address, canonical(e.body)) for e in events]


def chained(run: str, content: Bodies, key: StationKey) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every entry of a run as a row, with the row of its seal where it bears one."""
    prev = GENESIS
    for seq, (kind, address, body) in enumerate(content):
        hash_ = digest(run, seq, TIME, kind, address, body, prev)
        row = {"run": run, "seq": seq, "time": TIME, "kind": kind, "address": address, "body": body}
        sealed = None
        if must_be_sealed({"seq": seq, "kind": kind}):
            signature = key.sign(run, seq, hash_)
            sealed = {"run": run, "seq": seq, "hash": hash_, "key": key.name, "signature": signature}
        yield row | {"prev": prev, "hash": hash_}, sealed
        prev = hash_


def write(store: Store, runs: Iterator[tuple[str, Bodies]], key: StationKey) -> None:
    """Write runs in a few large transactions."""
    rows: list[dict[str, Any]] = []
    seals: list[dict[str, Any]] = []
    for run, content in runs:
        for row, sealed in chained(run, content, key):
            rows.append(row)
            if sealed is not None:
                seals.append(sealed)
        if len(rows) >= MANY:
            _flush(store, rows, seals)
            rows, seals = [], []
    if rows:
        _flush(store, rows, seals)


def _flush(store: Store, rows: list[dict[str, Any]], seals: list[dict[str, Any]]) -> None:
    with store.engine.begin() as connection:
        connection.execute(insert(entry), rows)
        connection.execute(insert(seal), seals)
