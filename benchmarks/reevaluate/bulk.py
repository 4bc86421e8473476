"""Writes many finished runs at once: chained and sealed like any other, but not durable one by one. For benchmarks."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert

from records.audit import must_be_sealed
from records.block import join, line
from records.event import GENESIS, Event, Seal, canonical, digest
from records.journal import WAITING
from records.keys import StationKey
from records.schema import block, seal
from records.store import Store
from records.writer import Row

TIME = "2026-11-23T08:00:00.000000+00:00"
MANY = 20_000

Bodies = Sequence[tuple[str, str, str]]
"""Kind, address and canonical body of every entry of a run."""


def bodies(events: Sequence[Event]) -> Bodies:
    return [(e.kind, e.address, canonical(e.body)) for e in events]


def chained(run: str, content: Bodies, key: StationKey) -> Iterator[Row]:
    """Every entry of a run, its line, and its seal where it bears one."""
    prev = GENESIS
    for seq, (kind, address, body) in enumerate(content):
        text = body.encode()
        e = Event(run, seq, TIME, kind, address, {}, prev, digest(run, seq, TIME, kind, address, text, prev))
        sealed = None
        if must_be_sealed({"seq": seq, "kind": kind}):
            sealed = Seal(run, seq, e.hash, key.name, key.sign(run, seq, e.hash))
        yield e, line(e, text), sealed
        prev = e.hash


def write(store: Store, runs: Iterator[tuple[str, Bodies]], key: StationKey) -> None:
    """Write runs in a few large transactions, the entries of a point in a row."""
    blocks: list[dict[str, Any]] = []
    seals: list[dict[str, Any]] = []
    for run, content in runs:
        together: list[Row] = []
        for row in chained(run, content, key):
            together.append(row)
            if row[0].kind not in WAITING:
                blocks.append(_block(together))
                together = []
            if row[2] is not None:
                seals.append(row[2]._asdict())
        if len(blocks) >= MANY:
            _flush(store, blocks, seals)
            blocks, seals = [], []
    if blocks:
        _flush(store, blocks, seals)


def _block(rows: list[Row]) -> dict[str, Any]:
    first = rows[0][0]
    entries = join([text for _, text, _ in rows])
    return {"run": first.run, "seq": first.seq, "prev": first.prev, "entries": entries}


def _flush(store: Store, blocks: list[dict[str, Any]], seals: list[dict[str, Any]]) -> None:
    with store.engine.begin() as connection:
        connection.execute(insert(block), blocks)
        connection.execute(insert(seal), seals)
