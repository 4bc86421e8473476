"""Takes the registers of an institute's store into that of a province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.errors import NotIntact
from records.store import Store
from records.verification import verify_store
from registers.errors import RegistersError
from registers.merging import Taken, take
from services.register.book import changing

if TYPE_CHECKING:
    from registers.change import Change


def merge(url: str, other_url: str, name: str, by: str, why: str, most: int = 0) -> Taken:
    """Take what another store has written since the last time, in one transaction or in some.

    What is taken is counted in the transaction that takes it, so that a merge that was cut off goes on where it was.

    Args:
        url: This store.
        other_url: The other one; it is only read.
        name: What the other is called here.
        by: Who.
        why: Why.
        most: How many events a transaction takes, or the last change begun by then; 0 for all in one.

    Raises:
        NotIntact: The other store is not what was written.
        RegistersError: The other store has no registers, or was called otherwise before.
    """
    other = Store(other_url, read_only=True)
    try:
        found = verify_store(other)
        if not found.intact:
            raise NotIntact(other.name, [*(p.en for p in found.problems), *map(str, found.broken)])
        if found.ledger.head is None:
            raise RegistersError([Text(f"{other.name} 中没有登记", f"{other.name} holds no registers")])
        identity = found.ledger.head.store
        stated = [written["change"] for written in found.ledger.registers]
        with other.engine.connect() as connection:

            def work(change: Change) -> Taken:
                return take(change, connection, identity, name, stated, most)

            done = changing(url, by, why or "merged", work, cause=name)
            while done.more:
                done += changing(url, by, why or "merged", work, cause=name)
            return done
    finally:
        other.close()
