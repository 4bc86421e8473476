"""Entries of one kind from every run at once, for judging a whole store again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy.exc import SQLAlchemyError

from records.block import pick
from records.errors import StoreError
from records.schema import BLOCKS, block, last_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Select

    from records.store import Store

MANY = 5_000
"""Rows fetched at a time, so that a store of any size is gone through in little memory."""
RUNS = 500
"""Runs asked for at a time: their rows lie side by side, and their names are within what a database takes at once."""


def scan(
    store: Store,
    kind: str,
    damaged: Callable[[str, object], None],
    *,
    without: str = "",
    runs: Sequence[str] | None = None,
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Run and body of every entry of a kind, in no particular order.

    Every entry is hashed before it is read. Of the kind `opened` there is one in each run, the first.

    Args:
        store: The store.
        kind: The kind of entry.
        damaged: Told the run and number of every entry that is not what was written; it is not read.
        without: Skip entries that hold this text in canonical JSON.
        runs: These runs alone; None for all.

    Raises:
        StoreError: The store cannot be read.
    """
    for run, body in _sound(store, kind, damaged, _of(kind, runs), without):
        yield run, orjson.loads(body)


def holding(store: Store, last: str, damaged: Callable[[str, object], None]) -> set[str]:
    """The runs whose newest entries hold one of a kind; see `scan`."""
    return {run for run, _ in _sound(store, last, damaged, [last_blocks()])}


def elsewhere(store: Store) -> bool:
    """Whether another process finds the store by its address: one in memory is here alone."""
    url = store.engine.url
    return url.get_backend_name() != "sqlite" or url.database not in {None, "", ":memory:"}


def _sound(
    store: Store, kind: str, damaged: Callable[[str, object], None], queries: Iterable[Select[Any]], without: str = ""
) -> Iterator[tuple[str, str]]:
    try:
        with store.engine.connect() as connection:
            for query in queries:
                for row in connection.execute(query.execution_options(yield_per=MANY)):
                    for seq, body in pick(*row, kind=kind, without=without):
                        if body is None:
                            damaged(row.run, seq)
                        else:
                            yield row.run, body
    except SQLAlchemyError as error:
        raise StoreError(f"store {store.name} cannot be read: {error}") from error


def _of(kind: str, runs: Sequence[str] | None) -> Iterator[Select[Any]]:
    """Where a kind is found: the first entry is `opened`."""
    query = BLOCKS.where(block.c.seq == 0) if kind == "opened" else BLOCKS
    if runs is None:
        yield query
        return
    for start in range(0, len(runs), RUNS):
        yield query.where(block.c.run.in_(runs[start : start + RUNS]))
