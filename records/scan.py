"""Entries of one kind from every run at once, for judging a whole store again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from records.errors import StoreError
from records.schema import entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from records.store import Store

MANY = 5_000
"""Rows fetched at a time, so that a store of any size is gone through in little memory."""


def scan(
    store: Store, kind: str, *, without: str = "", runs: Collection[str] | None = None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Run and body of every entry of a kind, in no particular order.

    What is read here is not held against its hash; `records.integrity.verify` does that for a run.

    Args:
        store: The store.
        kind: The kind of entry.
        without: Skip entries whose body holds this text; the database looks for it.
        runs: These runs alone; None for all.

    Raises:
        StoreError: The store cannot be read.
    """
    query = select(entry.c.run, entry.c.body).where(entry.c.kind == kind)
    if without:
        query = query.where(entry.c.body.not_like(f"%{_literal(without)}%", escape="\\"))
    try:
        with store.engine.connect() as connection:
            for run, body in connection.execution_options(yield_per=MANY).execute(query):
                if runs is None or run in runs:
                    yield run, json.loads(body)
    except SQLAlchemyError as error:
        raise StoreError(f"store {store.url} cannot be read: {error}") from error


def _literal(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return text
