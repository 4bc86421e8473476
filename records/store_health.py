"""The state of a store before a run: whether it can be written to, free space on its disk, when it was last written."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from records.errors import StoreError


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """The state of a store.

    Attributes:
        newest: Time of its newest entry, None where there is none.
        free_bytes: Free space on its disk, None for a database server.
        unwritable: Why it cannot be written to; empty when it can.
    """

    newest: datetime | None = None
    free_bytes: int | None = None
    unwritable: str = ""


def store_health(url: str) -> StoreHealth:
    """Look at a store without making one where there is none.

    Args:
        url: An SQLAlchemy URL, or the path of an SQLite file.
    """
    path = _file(url)
    if path is None:
        return _looked(url, None)
    folder = path.absolute().parent
    if not folder.is_dir():
        return StoreHealth(unwritable=f"{folder}: no such folder")
    free = shutil.disk_usage(folder).free
    # SQLite keeps its write-ahead log beside the file, so the folder must be writable as well.
    closed = [p for p in (folder, path) if p.exists() and not os.access(p, os.W_OK)]
    if closed:
        return StoreHealth(None, free, f"{closed[0]}: no permission to write")
    return _looked(url, free) if path.exists() else StoreHealth(None, free)


def _looked(url: str, free: int | None) -> StoreHealth:
    from records.store import Store

    try:
        store = Store(url)
        try:
            return StoreHealth(_newest(store.newest()), free)
        finally:
            store.close()
    except StoreError as error:
        return StoreHealth(None, free, str(error))


def _newest(time: str) -> datetime | None:
    return datetime.fromisoformat(time) if time else None


def _file(url: str) -> Path | None:
    from sqlalchemy.engine import make_url

    if "://" not in url:
        return Path(url)
    parsed = make_url(url)
    in_file = parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}
    return Path(str(parsed.database)) if in_file else None
