"""Some entries of a ledger, where all of them would be too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from records.schema import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.store import Store


def ledger_of_kinds(
    store: Store, kinds: Iterable[str], after: int = -1, newest: int | None = None
) -> list[tuple[int, str, str, str, str]]:
    """The entries of some kinds, in order, as `records.store.Store.ledger` gives them.

    Args:
        store: The store.
        kinds: The kinds.
        after: Only those behind this number.
        newest: Only so many, the newest; None for all.
    """
    query = select(ledger).where(ledger.c.kind.in_(kinds), ledger.c.n > after).order_by(ledger.c.n.desc())
    with store.reporting(), store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query.limit(newest))][::-1]
