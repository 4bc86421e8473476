"""Entries of one kind from every run at once, for judging a whole store again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, and_, select, text
from sqlalchemy.exc import SQLAlchemyError

from records.errors import StoreError
from records.event import digest
from records.schema import ENDS, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
        without: Skip entries whose body holds this text; the database looks for it.
        runs: These runs alone; None for all.

    Raises:
        StoreError: The store cannot be read.
    """
    for run, body in _sound(store, kind, damaged, without, runs):
        yield run, from_json(body)


def holding(store: Store, kind: str, damaged: Callable[[str, object], None]) -> set[str]:
    """The runs that hold an entry of a kind; see `scan`."""
    return {run for run, _ in _sound(store, kind, damaged, "", None)}


def elsewhere(store: Store) -> bool:
    """Whether another process finds the store by its address: one in memory is here alone."""
    url = store.engine.url
    return url.get_backend_name() != "sqlite" or url.database not in {None, "", ":memory:"}


def _sound(
    store: Store, kind: str, damaged: Callable[[str, object], None], without: str, runs: Sequence[str] | None
) -> Iterator[tuple[str, str]]:
    wanted = _of_kind(kind, everywhere=runs is None)
    if without:
        wanted = and_(wanted, entry.c.body.not_like(f"%{_literal(without)}%", escape="\\"))
    e = entry.c
    query = select(e.run, e.seq, e.time, e.kind, e.address, e.body, e.prev, e.hash).where(wanted)
    query = query.execution_options(yield_per=MANY)
    try:
        with store.engine.connect() as connection:
            for part in [query] if runs is None else (query.where(e.run.in_(some)) for some in _parts(runs)):
                for run, seq, time, found, address, body, prev, hash_ in connection.execute(part):
                    if found == kind and _hash(run, seq, time, found, address, body, prev) == hash_:
                        yield run, body
                    else:
                        damaged(run, seq)
    except SQLAlchemyError as error:
        raise StoreError(f"store {store.url} cannot be read: {error}") from error


def _hash(run: str, seq: int, time: str, kind: str, address: str, body: str, prev: str) -> str:
    try:
        return digest(run, seq, time, kind, address, body, prev)
    except TypeError:  # not a text: nothing that was ever written
        return ""


def _of_kind(kind: str, *, everywhere: bool) -> ColumnElement[bool]:
    """The condition that finds a kind without going through all entries, where there is one."""
    if kind == "opened":
        return entry.c.seq == 0
    ends = everywhere and f"'{kind}'" in ENDS  # an index of the whole store
    return and_(text(ENDS), entry.c.kind == kind) if ends else entry.c.kind == kind


def _parts(runs: Sequence[str]) -> Iterator[Sequence[str]]:
    return (runs[start : start + RUNS] for start in range(0, len(runs), RUNS))


def _literal(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return text
