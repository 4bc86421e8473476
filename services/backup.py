"""Copies of a whole store, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records import backup as copies
from records.further_tables import lay_out
from records.store import Store
from registers.book import Book
from services.accounts.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from records.verification import Verification


def backup(url: str, file: Path) -> Verification:
    """Copy a store into a file while benches go on writing; returns what an audit of the copy found."""
    return copies.backup(url, file)


def restore(file: Path, url: str) -> Verification:
    """Make a store from a copy; returns what an audit of it found."""
    return copies.restore(file, url)


def migrate(url: str) -> str:
    """Create the tables of a store, or bring them up to this version; returns the address."""
    store = Store(url)
    Book(store)
    lay_out(store.engine, metadata)
    store.close()
    return store.name
