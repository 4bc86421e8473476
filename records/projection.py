"""Where the projections of a store lie: files that can be deleted, since they are built again from the journals."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from records.address import canonical_address, database_file

if TYPE_CHECKING:
    from records.store import Store


def projection_file(store: Store, suffix: str) -> str:
    """Path of a projection: beside the store's file, or in the user's cache for a server; ``:memory:`` for neither."""
    url = store.engine.url
    file = database_file(url)
    if file is not None:
        return f"{file}{suffix}"
    if not canonical_address(url):
        return ":memory:"
    name = hashlib.sha256(canonical_address(url).encode()).hexdigest()[:16]
    return str(user_cache_path("steelyard", ensure_exists=True) / f"{name}{suffix}")
