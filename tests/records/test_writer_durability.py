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
    """One in which entries wait for as long as a test may take."""
    store = Store(str(tmp_path / "store.sqlite"))
    made = Journal(store, "run", station_key(tmp_path), linger=600)
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


def test_a_point_is_one_transaction_on_the_disk(journal: Journal, tmp_path: Path) -> None:
    for n in range(5):  # often enough for every cached statement to be used again
        journal.append("command", {"role": "source"}, f"a/{n}#1")
        journal.append("observation", {"value": "1"}, f"a/{n}")
        assert level(journal) == FULL
        assert kinds_in_the_file(tmp_path)[-2:] == ["command", "observation"]
        journal.append("conclusion", {"outcome": "conform"}, f"a/{n}")
        assert kinds_in_the_file(tmp_path)[-1] == "observation"
    journal.append("interrupted", {"reason": "SIGINT"})
    assert kinds_in_the_file(tmp_path)[-2:] == ["conclusion", "interrupted"]
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as other:
        assert other.execute("SELECT seq FROM block").fetchall() == [(0,), *((n,) for n in (1, 3, 6, 9, 12, 15))]


def test_what_nothing_takes_along_is_in_the_file_soon(tmp_path: Path) -> None:
    """A command that is carried out for a minute is on record while it is."""
    store = Store(str(tmp_path / "store.sqlite"))
    journal = Journal(store, "run", station_key(tmp_path), linger=0)
    journal.append("opened", {"format": 1})
    for n in range(3):
        journal.append("command", {"role": "source"}, f"a/{n}#1")
        journal._watcher.join()  # type: ignore[union-attr]
        assert kinds_in_the_file(tmp_path) == ["opened", *["command"] * (n + 1)]
        assert level(journal) == NORMAL
    journal.append("observation", {"value": "1"}, "a/1")
    assert level(journal) == FULL
    assert [e.seq for e in store.events("run")] == list(range(5))
    journal.close()


def test_a_late_write_that_fails_leaves_it_to_the_next_entry(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store.sqlite"))
    journal = Journal(store, "run", station_key(tmp_path), linger=0)
    journal.append("opened", {"format": 1})
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        journal._writer._driver.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN IMMEDIATE")
        journal.append("command", {"role": "source"}, "a/1#1")
        journal._watcher.join()  # type: ignore[union-attr]
        with pytest.raises(StoreError, match="locked"):
            journal.append("observation", {"value": "1"}, "a/1")
        other.execute("ROLLBACK")
    journal.append("observation", {"value": "2"}, "a/1")
    assert [(e.seq, e.kind) for e in store.events("run")] == [(0, "opened"), (1, "command"), (2, "observation")]
    journal.close()


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
