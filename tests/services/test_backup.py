"""Copies of a store, back, and a migration that is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from records.backup import backup, restore
from records.errors import NotIntact, StoreError
from records.journal import Journal
from records.keys import station_key
from records.ledger_changes import accept
from records.store import Store
from records.verification import read_verified, verify_store


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return str(tmp_path / "runs of a?b%20.sqlite")


def write(url: str, run: str) -> None:
    store = Store(url)
    journal = Journal(store, run, station_key())
    journal.append("opened", {})
    journal.append("observation", {"value": "1"}, "a")
    journal.append("closed", {})
    journal.close()
    store.close()


def test_a_copy_of_a_store_and_back(url: str, tmp_path: Path) -> None:
    write(url, "a")
    copy = tmp_path / "copy"
    assert backup(url, copy).intact
    with pytest.raises(StoreError, match="there already"):
        backup(url, copy)
    with pytest.raises(StoreError, match="there already"):
        restore(copy, url)
    write(url, "b")
    for end in ("", "-wal", "-shm"):
        Path(f"{url}{end}").unlink(missing_ok=True)
    found = restore(copy, url)
    assert not found.intact  # this station remembers run number 2
    assert "missing run numbers: 2–2" in found.problems[0].en
    with pytest.raises(NotIntact):
        read_verified(Store(url), "a")
    accept(Store(url), station_key(), reason="disk failed, last night's copy")
    found = verify_store(Store(url))
    assert found.intact
    assert "disk failed" in found.remarks[0].en
    write(url, "c")
    assert verify_store(Store(url)).intact


def test_what_is_no_copy_is_not_restored(url: str, tmp_path: Path) -> None:
    (tmp_path / "nothing").write_text("no store " * 300, encoding="ascii")
    with pytest.raises(StoreError):
        restore(tmp_path / "nothing", url)
    assert not Path(url).exists()
    assert not list(tmp_path.glob(".*part*"))


OLD = """
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from pathlib import Path
import sys
from records import migrate
config = Config()
config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
with create_engine(f"sqlite:///{sys.argv[1]}").begin() as connection:
    config.attributes["connection"] = connection
    command.upgrade(config, "0002")
"""
KILLED = """
import os, signal, sqlite3, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
left = [int(sys.argv[2])]
def count(*_):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, "before_cursor_execute", count)
from records.store import Store
Store(sys.argv[1])
print("migrated")
"""


@pytest.mark.systems
@pytest.mark.parametrize("statement", [6, 12, 18, 24])
def test_a_migration_that_is_killed_at_a_statement_leaves_the_store_as_it_was(tmp_path: Path, statement: int) -> None:
    path = tmp_path / "old.sqlite"
    env = {**os.environ, "STEELYARD_KEYS": str(tmp_path / "keys")}
    subprocess.run([sys.executable, "-c", OLD, str(path)], check=True, env=env, capture_output=True)
    with closing(sqlite3.connect(path)) as there:
        there.execute("INSERT INTO block (run, seq, prev, entries) VALUES ('a', 0, 'p', 'x')")
        there.commit()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(statement)], env=env, capture_output=True, check=False
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    store = Store(str(path))  # opens, whatever happened, and has its entry once
    assert [r["body"] for r in store.rows("a")] == ["x"]
    assert Store(str(path), read_only=True).names() == ["a"]
