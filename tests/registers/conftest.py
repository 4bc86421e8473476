"""Registers in a store of their own for every test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from records.keys import StationKey, station_key
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.change import Change

T = TypeVar("T")


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StationKey:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return station_key()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    store = Store(str(tmp_path / "runs.sqlite"), "NORMAL")
    yield Book(store)
    store.close()


@pytest.fixture
def change(book: Book, key: StationKey) -> Callable[[Callable[[Change], Any]], Any]:
    """Changes the registers."""
    return lambda work: book.change(key, Reason("V001", "test"), work)
