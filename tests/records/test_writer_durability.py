"""How far each kind of entry has gone when `append` returns."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from records.errors import StoreError
from records.journal import Journal
from records.keys import station_key
from records.store import Store

NORMAL, FULL = 1, 2


@pytest.fixture
def journal(tmp_path: Path) -> Any:
    store = Store(str(tmp_path / "store.sqlite"))
    made = Journal(store, "run", station_key(tmp_path))
    made.append("opened", {"format": 1})
    yield made
    made.close()
    store.close()


def kinds_in_the_file(folder: Path) -> list[str]:
    """As another process sees it."""
    with closing(sqlite3.connect(folder / "store.sqlite")) as other:
        return [kind for (kind,) in other.execute("SELECT kind FROM entry ORDER BY seq")]


def level(journal: Journal) -> int:
    """The durability with which the last transaction was committed, as SQLite has it."""
    return int(journal._writer._driver.execute("PRAGMA synchronous").fetchone()[0])


def test_readings_are_on_the_disk_and_commands_in_the_file(journal: Journal, tmp_path: Path) -> None:
    for n in range(5):  # often enough for every cached statement to be used again
        journal.append("command", {"role": "source"}, f"a/{n}#1")
        assert level(journal) == NORMAL
        assert kinds_in_the_file(tmp_path)[-1] == "command"
        journal.append("observation", {"value": "1"}, f"a/{n}")
        assert level(journal) == FULL
        assert kinds_in_the_file(tmp_path)[-1] == "observation"


def test_conclusions_wait_for_the_next_entry(journal: Journal, tmp_path: Path) -> None:
    journal.append("observation", {"value": "1"}, "a/1")
    journal.append("conclusion", {"outcome": "conform"}, "a/1")
    journal.append("item", {"outcome": "conform"}, "a")
    assert kinds_in_the_file(tmp_path)[-1] == "observation"
    journal.append("interrupted", {"reason": "SIGINT"})
    assert kinds_in_the_file(tmp_path)[-3:] == ["conclusion", "item", "interrupted"]
    assert level(journal) == FULL


def test_a_write_that_fails_leaves_the_journal_as_it_was(journal: Journal, tmp_path: Path) -> None:
    journal.append("conclusion", {"outcome": "conform"}, "a/1")
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        journal._writer._driver.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            journal.append("observation", {"value": "1"}, "a/2")
        other.execute("ROLLBACK")
    again = journal.append("observation", {"value": "2"}, "a/2")
    assert again.seq == 2
    assert kinds_in_the_file(tmp_path) == ["opened", "conclusion", "observation"]
