"""The ledger of a store states with which version each station writes, and every change of it."""

from pathlib import Path

import pytest

from records.errors import NotIntact
from records.keys import file_key
from records.store import Store
from records.verification import ledger_of, read_verified
from services import stores
from services.stores import open_store
from services.updates import updates
from tests.records.tampering import unguarded

PROGRAM = {"version": "1.0", "manifest": "a" * 64, "released": True, "installed": "2026-11-23"}


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return str(tmp_path / "runs.sqlite")


def writing(url: str, monkeypatch: pytest.MonkeyPatch, key: str = "keys", **changes: object) -> None:
    monkeypatch.setattr(stores, "program", lambda: PROGRAM | changes)
    open_store(url, None, file_key(Path(url).parent / key)).close()


def test_each_change_is_stated_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    writing(url, monkeypatch)
    writing(url, monkeypatch)
    writing(url, monkeypatch, version="1.1", manifest="b" * 64, released=False)
    writing(url, monkeypatch)  # back to the older one: that is a change too
    found = updates(url)
    assert [(u["version"], u["manifest"][:1], u["released"]) for u in found] == [
        ("1.0", "a", True), ("1.1", "b", False), ("1.0", "a", True)
    ]  # fmt: skip
    assert {u["key"] for u in found} == {file_key(Path(url).parent / "keys").name}
    assert found[0]["installed"] == "2026-11-23"


def test_a_file_that_was_changed_in_place_is_an_update(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Version and number stay, the day of the newest file does not."""
    writing(url, monkeypatch)
    writing(url, monkeypatch, installed="2026-11-24")
    assert [u["installed"] for u in updates(url)] == ["2026-11-23", "2026-11-24"]


def test_a_line_of_the_log_cannot_be_taken_out(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    writing(url, monkeypatch)
    writing(url, monkeypatch, version="1.1")
    with unguarded(Path(url)) as connection:
        connection.execute("DELETE FROM ledger WHERE n = 2")
    store = Store(url, read_only=True)
    assert ledger_of(store).problems
    with pytest.raises(NotIntact):
        read_verified(store, "any")
