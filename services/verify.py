"""Checks the integrity of stored runs, of the ledger of a store, and of bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.audit import fingerprint
from records.bundle import verify_bundle
from records.keys import read_public_key
from records.kits.checking import kit_problems
from records.store import Store
from records.verification import ledger_of, verify_store
from registers.verification import verify_registers

if TYPE_CHECKING:
    from pathlib import Path

    from records.integrity import Break
    from records.verification import Verification


def verify_runs(name: str, url: str) -> Verification:
    """Check one run with the ledger, or the whole store if `name` is empty.

    Raises:
        RecordsError: The store or the run cannot be found.
    """
    store = Store(url, read_only=True)
    found = verify_store(store, store.find(name) if name else "")
    if not name:
        found.problems += verify_registers(store)
        found.problems += kit_problems(store, found.ledger)
    return found


def verify_bundle_file(path: Path, key: Path | None, url: str) -> tuple[str, Break | None]:
    """Check a bundle against a public key, or against the keys that the store trusts.

    Returns:
        The run, and its first broken entry.

    Raises:
        RecordsError: The bundle, the key or the store cannot be read.
    """
    if key is None:
        return verify_bundle(path, ledger_of(Store(url, read_only=True)).trust.public)
    public = read_public_key(key)
    return verify_bundle(path, {fingerprint(public): public})
