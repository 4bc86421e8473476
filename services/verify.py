"""Checks the integrity of stored runs and of bundles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from records.bundle import SUFFIX, verify_bundle
from records.integrity import verify
from records.keys import trusted_keys
from records.store import Store

if TYPE_CHECKING:
    from records.integrity import Break


def verify_runs(name: str, url: str) -> list[tuple[str, Break | None]]:
    """Check one run, a bundle (`FILE.bundle`), or every run of the store if `name` is empty.

    Returns:
        Each run with its first broken entry, or None if it is intact.
    """
    keys = trusted_keys()
    if name.endswith(SUFFIX):
        return [verify_bundle(Path(name), keys)]
    store = Store(url)
    names = [store.find(name)] if name else store.names()
    return [(run, verify(*store.snapshot(run), keys)) for run in names]
