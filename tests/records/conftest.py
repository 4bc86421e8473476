"""A store of its own for every test, and a journal in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from records.journal import Journal
from records.keys import StationKey, station_key
from records.store import Store


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StationKey:
    """A station's key that nobody else has."""
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return station_key()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made = Store(str(tmp_path / "runs.sqlite"))
    yield made
    made.close()


@pytest.fixture
def journal(store: Store, key: StationKey) -> Callable[[str], Journal]:
    """Opens a journal in the store."""
    return lambda run: Journal(store, run, key, store.events(run))
