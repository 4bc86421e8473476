"""The update log of a store: which versions of the program have written in it, on which computer, from when on."""

from __future__ import annotations

from typing import Any

from records.store import Store
from records.verification import ledger_of


def updates(url: str) -> list[dict[str, Any]]:
    """Every change of the program, oldest first.

    Args:
        url: The store.

    Raises:
        StoreError: The store cannot be read.
    """
    store = Store(url, read_only=True)
    try:
        return [update._asdict() for update in ledger_of(store).updates]
    finally:
        store.close()
