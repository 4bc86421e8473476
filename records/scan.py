"""Entries of one kind from every run at once, for judging a whole store again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from records.audit import digest
from records.errors import StoreError
from records.schema import entry

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
        without: Skip entries whose body holds this text; the database looks for it.
        runs: These runs alone; None for all.

    Raises:
        StoreError: The store cannot be read.
    """
    query = select(entry).where(entry.c.kind == kind)
    if without:
        query = query.where(entry.c.body.not_like(f"%{_literal(without)}%", escape="\\"))
    try:
        with store.engine.connect() as connection:
            for row in connection.execution_options(yield_per=MANY).execute(query):
                run, seq, body = row.run, row.seq, row.body
                if runs is not None and run not in runs:
                    continue
                if digest(run, seq, row.time, row.kind, row.address, body, row.prev) == row.hash:
                    yield run, json.loads(body)
                else:
                    damaged(run, seq)
    except SQLAlchemyError as error:
        raise StoreError(f"store {store.url} cannot be read: {error}") from error


def _literal(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return text
