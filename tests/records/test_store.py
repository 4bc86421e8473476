"""The store: durable, append-only, for several writers at once."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from records.errors import Damaged, StoreError, UnknownRun
from records.integrity import verify
from records.journal import Journal, new_run_id
from records.store import Store
from records.verification import ledger_of
from tests.records.tampering import unpacked

MANY = 40


def fill(journal: Journal, count: int = 3) -> None:
    journal.append("opened", {"n": "0"})
    for n in range(1, count):
        journal.append("observation", {"value": str(n)}, f"a/{n}")
    journal.close()


def test_what_was_written_is_read_again(store: Store, journal: Any) -> None:
    fill(journal("a"))
    found = store.events("a")
    assert [(e.seq, e.kind, e.address, e.body) for e in found] == [
        (0, "opened", "", {"n": "0"}),
        (1, "observation", "a/1", {"value": "1"}),
        (2, "observation", "a/2", {"value": "2"}),
    ]
    assert datetime.fromisoformat(found[0].time).tzinfo == UTC


def test_it_is_durable_when_append_returns(store: Store, journal: Any, tmp_path: Path) -> None:
    """Another process sees the entry, and the file is written through to the disk."""
    j = journal("a")
    j.append("opened", {})
    with closing(sqlite3.connect(tmp_path / "runs.sqlite")) as other:
        assert other.execute("SELECT count(*) FROM entry").fetchone() == (1,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_the_file_alone_holds_a_closed_run(store: Store, journal: Any, tmp_path: Path) -> None:
    """A copy of the file without its log is an archive: nothing of a closed journal is only in the log."""
    fill(journal("a"))
    assert list(store.names()) == ["a"]
    (tmp_path / "copy.sqlite").write_bytes((tmp_path / "runs.sqlite").read_bytes())
    assert len(Store(str(tmp_path / "copy.sqlite"), read_only=True).events("a")) == 3


def test_two_writers_on_one_store(tmp_path: Path, key: Any) -> None:
    """Every bench of a laboratory may write to one store at the same time."""
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            fill(Journal(Store(str(tmp_path / "runs.sqlite")), name, key), MANY)
        except BaseException as error:  # noqa: BLE001  shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = Store(str(tmp_path / "runs.sqlite"))
    for name in ("a", "b", "c"):
        assert len(store.events(name)) == MANY
        assert verify(store.rows(name), store.seals(name), ledger_of(store).trust.public) is None


@pytest.mark.systems
def test_two_processes_on_one_store(tmp_path: Path, key: Any) -> None:
    code = (
        "import sys; from records.store import Store; from records.journal import Journal\n"
        "from records.keys import station_key\n"
        "j = Journal(Store(sys.argv[1]), sys.argv[2], station_key()); j.append('opened', {})\n"
        f"[j.append('observation', {{'value': str(n)}}) for n in range({MANY})]"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "runs.sqlite")]
    running = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    assert [p.wait(timeout=60) for p in running] == [0, 0]
    store = Store(str(tmp_path / "runs.sqlite"))
    assert [len(store.events(name)) for name in store.names()] == [MANY + 1] * 2


def test_the_same_place_is_written_once(store: Store, journal: Any, key: Any) -> None:
    fill(journal("a"))
    rival = Journal(store, "a", key, store.events("a")[:2])
    with pytest.raises(StoreError):
        rival.append("observation", {"value": "9"})
    assert [e.body for e in store.events("a")][2] == {"value": "2"}


def test_a_refused_entry_leaves_the_journal_as_it_was(store: Store, journal: Any) -> None:
    j = journal("a")
    j.append("opened", {})
    with pytest.raises(TypeError):
        j.append("observation", {"value": 1.5})
    j.append("observation", {"value": "1.5"})
    assert [e.seq for e in store.events("a")] == [0, 1]
    assert verify(store.rows("a"), store.seals("a"), ledger_of(store).trust.public) is None


@pytest.mark.parametrize("table", ["block", "ledger"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET key = 'x'", "DELETE FROM {}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_nothing_is_changed_or_taken_away(
    store: Store, journal: Any, tmp_path: Path, table: str, statement: str
) -> None:
    j = journal("a")
    j.append("opened", {})
    j.append("closed", {"entries": "2"})
    with (
        closing(sqlite3.connect(tmp_path / "runs.sqlite")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement.format(table))
    assert len(store.events("a")) == 2


def test_a_changed_entry_is_not_read(store: Store, journal: Any, tmp_path: Path) -> None:
    fill(journal("a"))
    with unpacked(tmp_path / "runs.sqlite") as connection:
        connection.execute('UPDATE entry SET body = \'{"value":"7"}\' WHERE seq = 1')
    with pytest.raises(Damaged, match="run a, entry 1"):
        store.events("a")
    assert [r["seq"] for r in store.rows("a")] == [0, 1, 2]


def test_names(store: Store, journal: Any) -> None:
    for name in ("20260101-000000-a", "20260101-000000-b", "20260102-000000-c"):
        fill(journal(name))
    assert store.find("last") == "20260102-000000-c"
    assert store.find("20260102") == "20260102-000000-c"
    assert store.find("20260101-000000-a") == "20260101-000000-a"
    with pytest.raises(UnknownRun, match="2 runs begin"):
        store.find("20260101")
    with pytest.raises(UnknownRun, match="steelyard runs"):
        store.find("2027")


def test_the_last_run_of_an_empty_store(store: Store) -> None:
    with pytest.raises(UnknownRun):
        store.find("last")
    assert store.runs() == []
    assert store.events("x") == []


def test_run_ids_sort_by_time() -> None:
    times = [datetime(2026, 11, 23, 8, 0, s, ms * 1000, tzinfo=UTC) for s in (0, 1) for ms in (0, 1, 99, 999)]
    ids = [new_run_id(t) for t in times]
    assert ids == sorted(ids)
    assert len({new_run_id(times[0]) for _ in range(20)}) == 20


@pytest.mark.parametrize("content", ["CREATE TABLE customers (name TEXT)", "CREATE TABLE block (run TEXT)"])
def test_a_database_of_somebody_else(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(content)
        connection.commit()
    with pytest.raises(StoreError, match="not a Steelyard store"):
        Store(str(path))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Check that it exists"):
        Store(str(tmp_path / "nowhere/runs.sqlite"))
