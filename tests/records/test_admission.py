"""A station is admitted by what is new in a ledger since it checked it, and by all of it where that does not fit."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from records import admission
from records.admission import admit, grown
from records.errors import NotIntact, NotTrusted
from records.keys import StationKey, station_key
from records.ledger_changes import note_update, revoke, trust
from records.store import Store

DAY = {"version": "1", "manifest": "m", "released": False, "installed": "2026-01-01"}


@pytest.fixture
def store(tmp_path: Path, key: StationKey) -> Store:
    """A store with some ledger entries that this station has checked."""
    made = Store(str(tmp_path / "r.sqlite"), "NORMAL")
    for n in range(4):
        note_update(made, key, {**DAY, "version": str(n)})
    admit(str(tmp_path / "r.sqlite"), key)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """Every time that the whole ledger was read."""
    found: list[Store] = []
    whole = admission.ledger_of

    def noted(store: Store) -> Any:
        found.append(store)
        return whole(store)

    monkeypatch.setattr(admission, "ledger_of", noted)
    return found


def tampered(store: Store, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(store.address.removeprefix("sqlite:///"))) as there:
        for guard in ("ledger_no_update", "ledger_no_delete", "ledger_no_replace"):
            there.execute(f"DROP TRIGGER IF EXISTS {guard}")
        there.execute(statement, values)
        there.commit()


def test_only_what_is_new_is_read(store: Store, key: StationKey, read: list[Store]) -> None:
    note_update(store, key, {**DAY, "version": "9"})
    admit(store.address, key)
    state = grown(store)
    assert read == []
    assert state is not None
    assert state.head is not None
    assert (state.head.n, len(state.hashes)) == (len(store.ledger()) - 1, 1)


@pytest.mark.parametrize("statement", [
    "DELETE FROM ledger WHERE n = (SELECT max(n) FROM ledger)",
    "UPDATE ledger SET entry = replace(entry, '2026', '2025') WHERE n = (SELECT max(n) FROM ledger)",
    "UPDATE ledger SET entry = replace(entry, '2026', '2025') WHERE kind = 'created'",
    "UPDATE ledger SET signature = '' WHERE kind = 'created'",
    "DELETE FROM ledger",
])  # fmt: skip
def test_a_ledger_that_was_changed_is_read_whole_and_refused(
    store: Store, key: StationKey, read: list[Store], statement: str
) -> None:
    tampered(store, statement)
    with pytest.raises(NotIntact):
        admit(store.address, key)
    assert len(read) == 1


def test_entries_of_others_that_are_not_signed_are_refused(store: Store, key: StationKey) -> None:
    note_update(store, key, {**DAY, "version": "9"})
    tampered(store, "UPDATE ledger SET signature = 'AAAA' WHERE n = (SELECT max(n) FROM ledger)")
    with pytest.raises(NotIntact):
        admit(store.address, key)


def test_a_key_that_is_no_longer_trusted_is_not_admitted(
    store: Store, key: StationKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "other"))
    other = station_key()
    with pytest.raises(NotTrusted):
        admit(store.address, other)
    trust(store, key, other.public, station="2", reason="second bench")
    admit(store.address, other)
    revoke(store, key, other.name, since=date(2026, 1, 1), reason="lost")
    with pytest.raises(NotTrusted):
        admit(store.address, other)


def test_what_was_noted_and_is_no_such_note_is_read_past(store: Store, key: StationKey, read: list[Store]) -> None:
    notes = list(store.memories[0].folder.glob("*/checked.json"))
    assert len(notes) == 1
    known = json.loads(notes[0].read_text())
    for text in ("", "{}", json.dumps({**known, "hash": "0" * 64}), json.dumps({**known, "keys": ""})):
        notes[0].write_text(text)
        admit(store.address, key)
    assert len(read) == 4
    admit(store.address, key)
    assert len(read) == 4
