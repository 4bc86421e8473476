"""Entries of one kind from every run at once, for judging a whole store again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from records.block import pick
from records.errors import StoreError
from records.schema import block

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from records.store import Store

MANY = 5_000
"""Rows fetched at a time, so that a store of any size is gone through in little memory."""


def scan(
    store: Store,
    kind: str,
    damaged: Callable[[str, object], None],
    *,
    without: str = "",
    runs: Collection[str] | None = None,
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Run and body of every entry of a kind, in no particular order.

    Args:
        store: The store.
        kind: The kind of entry.
        damaged: Told the run and number of every entry that is not what was written; it is not read.
        without: Skip entries whose body holds this text, in canonical JSON.
        runs: These runs alone; None for all.

    Raises:
        StoreError: The store cannot be read.
    """
    query = select(block).where(block.c.seq == 0) if kind == "opened" else select(block)
    try:
        with store.engine.connect() as connection:
            for row in connection.execution_options(yield_per=MANY).execute(query):
                if runs is not None and row.run not in runs:
                    continue
                for seq, body in pick(*row, kind=kind):
                    if body is None:
                        damaged(row.run, seq)
                    elif not without or without not in body:
                        yield row.run, orjson.loads(body)
    except SQLAlchemyError as error:
        raise StoreError(f"store {store.url} cannot be read: {error}") from error
