"""Entries, seals and lines of the list of runs, from the rows of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import select

from records import block as blocks
from records.errors import Damaged
from records.event import Event, Seal
from records.schema import BLOCKS, block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Row, Select


@dataclass(frozen=True, slots=True)
class RunLine:
    """One line of the list of runs: its first entry, its verdict if it has one, and the hash of its last entry."""

    run: str
    opened: Event
    entries: int
    outcome: str
    closed: bool
    last: str


def rows_of(run: str) -> Select[Any]:
    """The blocks of a run, oldest first."""
    return BLOCKS.where(block.c.run == run).order_by(block.c.seq)


def sealed_rows(run: str) -> Select[Any]:
    """The blocks of a run with their seals, oldest first."""
    return (
        select(*BLOCKS.selected_columns, block.c.key, block.c.signature).where(block.c.run == run).order_by(block.c.seq)
    )


def seals_of(rows: Iterable[Any]) -> list[Seal]:
    """The seals of some rows, in order."""
    found = []
    for run, seq, prev, entries, key, signature in rows:
        if signature and blocks.typed(run, seq, prev, entries):
            found.append(Seal(run, *blocks.ends(seq, entries), key, signature))
    return found


def intact_entries(row: Row[Any]) -> Iterator[Event]:
    """The entries of a block.

    Raises:
        Damaged: One of them is not what was written.
    """
    if not blocks.typed(*tuple(row)):
        raise Damaged(row.run, row.seq)
    for e in blocks.events(*tuple(row)):
        if not isinstance(e, Event):
            raise Damaged(row.run, e)
        yield e


def run_line(opened: Event, end: Row[Any]) -> RunLine:
    """What the newest block of a run says of its end: `closed`, the last entry, repeats the outcome of the verdict.

    Raises:
        Damaged: It is not what was written.
    """
    if not blocks.typed(*tuple(end)):
        raise Damaged(end.run, end.seq)
    kinds, outcome = blocks.kinds(end.entries), ""
    if None in kinds:
        raise Damaged(end.run, end.seq + kinds.index(None))
    for kind in ("verdict", "closed"):
        for seq, body in blocks.pick(*tuple(end), kind=kind):
            if body is None:
                raise Damaged(end.run, seq)
            outcome = str(orjson.loads(body).get("outcome", ""))
    return RunLine(
        opened.run, opened, end.seq + len(kinds), outcome, kinds[-1] == "closed", blocks.ends(end.seq, end.entries)[1]
    )
