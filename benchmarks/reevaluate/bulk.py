"""Writes many finished runs at once: chained and sealed like any other, but not durable one by one. For benchmarks."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert

from records.block import join, line
from records.event import GENESIS, Event, canonical, digest
from records.journal import WAITING
from records.ledger import Note, Signer
from records.schema import block
from records.store import Store

TIME = "2026-11-23T08:00:00.000000+00:00"
MANY = 20_000

Bodies = Sequence[tuple[str, str, str]]
"""Kind, address and canonical body of every entry of a run."""


def bodies(events: Sequence[Event]) -> Bodies:
    return [(e.kind, e.address, canonical(e.body)) for e in events]


def chained(run: str, content: Bodies) -> Iterator[tuple[Event, bytes]]:
    """Every entry of a run, and its line."""
    prev = GENESIS
    for seq, (kind, address, body) in enumerate(content):
        text = body.encode()
        e = Event(run, seq, TIME, kind, address, {}, prev, digest(run, seq, TIME, kind, address, text, prev))
        yield e, line(e, text)
        prev = e.hash


def write(store: Store, runs: Iterator[tuple[str, Bodies]], key: Signer) -> None:
    """Write runs in a few large transactions, the entries of a point in a row."""
    writer = store.writer()
    writer.enter(Note("created", {"key": key.public.hex(), "station": "bulk", "reason": ""}), key, TIME)
    writer.close()
    blocks: list[dict[str, Any]] = []
    for run, content in runs:
        together: list[tuple[Event, bytes]] = []
        for row in chained(run, content):
            together.append(row)
            if row[0].kind not in WAITING:
                blocks.append(_block(together, key))
                together = []
        if len(blocks) >= MANY:
            _flush(store, blocks)
            blocks = []
    if blocks:
        _flush(store, blocks)


def _block(rows: list[tuple[Event, bytes]], key: Signer) -> dict[str, Any]:
    e = rows[0][0]
    entries = join([text for _, text in rows])
    block = {"run": e.run, "seq": e.seq, "prev": e.prev, "entries": entries}
    return {**block, "key": key.name, "signature": key.seal(e.run, e.seq, e.prev, entries)}


def _flush(store: Store, blocks: list[dict[str, Any]]) -> None:
    with store.engine.begin() as connection:
        connection.execute(insert(block), blocks)
