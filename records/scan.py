"""Entries of one kind from every run at once, for judging a whole store again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from records.block import pick
from records.entries import Closed, Entry, Opened, decoded
from records.errors import StoreError
from records.schema import BLOCKS, block, last_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Select

    from records.store import Store

E = TypeVar("E", bound=Entry)

MANY = 5_000
"""Rows fetched at a time, so that a store of any size is gone through in little memory."""
RUNS = 500
"""Runs asked for at a time: their rows lie side by side, and their names are within what a database takes at once."""


def scan(
    store: Store,
    type_: type[E],
    damaged: Callable[[str, object], None],
    *,
    runs: Sequence[str] | None = None,
) -> Iterator[tuple[str, E]]:
    """Run and entry of every entry of a type, in no particular order.

    Every entry is hashed before it is read. Of the type `Opened` there is one in each run, the first.

    Args:
        store: The store.
        type_: The type of entry.
        damaged: Told the run and number of every entry that is not what was written; it is not read.
        runs: These runs alone; None for all.

    Raises:
        StoreError: The store cannot be read.
        BadEntry, OtherFormat: An entry is not what its type says.
    """
    kind = type_.entry_kind
    for run, seq, body in _sound(store, kind, damaged, _of(kind, runs)):
        yield run, decoded(run, seq, body, type_)


def holding(store: Store, last: str, damaged: Callable[[str, object], None]) -> set[str]:
    """The runs whose newest entries hold one of a kind; see `scan`."""
    return {run for run, _, _ in _sound(store, last, damaged, [last_blocks()])}


def elsewhere(store: Store) -> bool:
    """Whether another process finds the store by its address: one in memory is here alone."""
    url = store.engine.url
    return url.get_backend_name() != "sqlite" or url.database not in {None, "", ":memory:"}


def _sound(
    store: Store, kind: str, damaged: Callable[[str, object], None], queries: Iterable[Select[Any]]
) -> Iterator[tuple[str, int, str]]:
    try:
        with store.engine.connect() as connection:
            for query in queries:
                for row in connection.execute(query.execution_options(yield_per=MANY)):
                    for seq, body in pick(*row, kind=kind):
                        if body is None:
                            damaged(row.run, seq)
                        else:
                            yield row.run, seq, body
    except SQLAlchemyError as error:
        raise StoreError(f"store {store.name} cannot be read: {error}") from error


def _of(kind: str, runs: Sequence[str] | None) -> Iterator[Select[Any]]:
    """Where a kind is found: the first entry is `opened`, `closed` is the last."""
    parts = [None] if runs is None else [runs[start : start + RUNS] for start in range(0, len(runs), RUNS)]
    for part in parts:
        if kind == Closed.entry_kind:
            yield last_blocks(part)
        else:
            query = BLOCKS.where(block.c.seq == 0) if kind == Opened.entry_kind else BLOCKS
            yield query if part is None else query.where(block.c.run.in_(part))
