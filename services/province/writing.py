"""Writes the steps of a demonstration province; steps that a former start wrote are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from records.register_changes import Reason
from records.schema import register_change
from registers.book import Book
from services.demonstration import CAUSE
from services.province.batch import WHO

if TYPE_CHECKING:
    from records.ledger import Signer
    from records.store import Store
    from registers.change import Change
    from services.province.batch import Batch


class Writing:
    """Writes steps in their order.

    Args:
        store: The store, open for writing.
        signer: The station's key.

    Attributes:
        done: Number of the last step that a former start wrote.
        steps: How many steps were given so far.
    """

    def __init__(self, store: Store, signer: Signer) -> None:
        self._book, self._signer = Book(store), signer
        c = register_change.c
        with store.reporting(), store.engine.connect() as connection:
            last = connection.execute(select(func.max(c.cause)).where(c.cause.startswith(CAUSE))).scalar()
        self.done = int(str(last).removeprefix(CAUSE)) if last else 0
        self.steps = 0

    def write(self, batch: Batch) -> None:
        """Write a step in one transaction, unless it is there.

        Raises:
            RegistersError, StoreError: Nothing of it was written.
        """
        self.steps += 1
        if self.steps <= self.done:
            return

        def work(change: Change) -> None:
            for of in batch.rows:
                change.put_many(of.register, of.rows)
            for further in batch.work:
                further(change)

        reason = Reason(WHO, batch.why, f"{CAUSE}{self.steps:06d}")
        self._book.change(self._signer, reason, work, time=batch.time)
