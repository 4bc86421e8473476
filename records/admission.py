"""May this station write to a store? Asked before an instrument is touched, and again when the ledger is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.address import database_file, parse
from records.errors import NotIntact, NotTrusted
from records.store import Store
from records.verification import ledger_of

if TYPE_CHECKING:
    from records.ledger import Signer


def admit(address: str, signer: Signer) -> None:
    """Make sure that a store trusts a key, and that nothing of its ledger is missing.

    Args:
        address: The store. One that is not there yet will trust the key that makes it.
        signer: The station's key.

    Raises:
        NotTrusted: It does not trust the key.
        NotIntact: Its ledger is not what was written, or is older than what this station remembers.
        StoreError: It cannot be read.
    """
    path = database_file(parse(address))
    if path is not None and not path.exists():
        return
    store = Store(address)
    try:
        ledger = ledger_of(store)
        if ledger.problems:
            raise NotIntact(store.name, [f.en for f in ledger.problems])
        if ledger.head is not None and not ledger.trust.now(signer.name):
            raise NotTrusted(signer.name, ledger.head.store)
    finally:
        store.close()
