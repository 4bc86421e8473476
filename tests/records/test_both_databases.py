"""The same store on SQLite and on a PostgreSQL that the tests start; a migration from nothing makes the same schema."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from records import migrate
from records.entries import BrokenOff, Closed, Entry, Opened
from records.errors import BadEntry, OtherFormat, StoreError
from records.integrity import verify
from records.journal import Journal
from records.keys import StationKey
from records.scan import scan
from records.store import Store
from records.verification import ledger_of
from tests.opened import stated

MANY = 70
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
Fresh = Callable[[], str]
E = TypeVar("E", bound=Entry)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a server of our own, on loopback, gone when the tests are."""
    if not BINARIES and "STEELYARD_ALL_PEERS" not in os.environ:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="steelyard-postgresql-"))
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        import pwd  # not on every system

        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    control = [*as_owner, str(BINARIES[-1] / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    try:
        _call([*control, "-o", "-A trust -U steelyard -E UTF8 --locale=C", "init"], folder)
        _call([*control, "-o", options, "-l", str(folder / "log"), "start"], folder)
        yield f"postgresql+psycopg://steelyard@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, capture_output=True, check=False)
        shutil.rmtree(folder)


def _call(words: list[str], folder: Path) -> None:
    done = subprocess.run(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """Gives the address of an empty database of its own."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tempfile.mkdtemp(dir=tmp_path)}/runs.sqlite"
    server = request.getfixturevalue("postgresql")

    def make() -> str:
        name = f"runs_{next(tempfile._get_candidate_names()).lower()}"
        engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
        engine.dispose()
        return f"{server}/{name}"

    return make


@pytest.fixture
def both(fresh: Fresh) -> Iterator[Store]:
    """An empty store in either database."""
    made = Store(fresh())
    yield made
    made.close()


def _fill(store: Store, run: str, key: StationKey, count: int = MANY) -> None:
    journal = Journal(store, run, key)
    journal.append("opened", {"subject": "电子秤"})
    for n in range(1, count - 1):
        journal.append("observation", {"value": f"{n}.50", "reference": [] if n % 2 else ["%_\\"]}, f"示值/{n}")
    journal.append("closed", {"entries": str(count)})
    journal.close()


def test_what_was_written_is_read_again_and_intact(both: Store, key: StationKey) -> None:
    _fill(both, "a", key)
    events = both.events("a")
    assert [e.seq for e in events] == list(range(MANY))
    assert (events[0].body["subject"], events[5].address) == ("电子秤", "示值/5")
    assert [s.seq for s in both.seals("a")] == list(range(MANY))
    assert verify(both.rows("a"), both.seals("a"), ledger_of(both).trust.public) is None
    assert (both.names(), both.find("last"), both.runs()[0].closed) == (["a"], "a", True)


def test_an_audit_while_a_bench_writes_sees_one_moment(both: Store, key: StationKey) -> None:
    """Entry 63 comes with its seal: they are seen both or not at all, whenever the audit looks."""
    broken, looked = [], threading.Event()

    def write() -> None:
        journal = Journal(both, "a", key)
        journal.append("opened", {"subject": "电子秤"})
        while not looked.is_set():
            journal.append("observation", {"value": "1"})
        journal.close()

    writing = threading.Thread(target=write)
    writing.start()
    sealed = set()
    while len(sealed) < 5 and writing.is_alive():
        rows, seals = both.snapshot("a")
        sealed.add(len(seals))
        broken += [found for found in (verify(rows, seals, ledger_of(both).trust.public),) if found and rows]
    looked.set()
    writing.join()
    assert broken == []
    assert len(sealed) == 5


def test_runs_are_listed_while_another_is_opened(both: Store, key: StationKey) -> None:
    """A run that begins while the list is made is in it whole or not at all."""
    _fill(both, "a", key, 3)
    begun = []

    def meanwhile(*_: Any) -> None:
        if not begun:
            begun.append("b")
            _fill(both, "b", key, 3)

    event.listen(both.engine, "after_cursor_execute", meanwhile)
    assert both.runs()[0].run == "a"
    event.remove(both.engine, "after_cursor_execute", meanwhile)
    assert (begun, [line.run for line in both.runs()]) == (["b"], ["a", "b"])


@pytest.mark.parametrize("table", ["block", "ledger"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET key = 'b'", "DELETE FROM {}", "TRUNCATE {}"])
def test_nothing_is_changed_or_taken_away(both: Store, key: StationKey, table: str, verb: str) -> None:
    _fill(both, "a", key)
    if "TRUNCATE" in verb and both.engine.dialect.name == "sqlite":
        verb = "DELETE FROM {} WHERE true"
    with pytest.raises(SQLAlchemyError, match="append-only"), both.engine.begin() as connection:
        connection.exec_driver_sql(verb.format(table))
    assert len(both.events("a")) == MANY
    assert verify(both.rows("a"), both.seals("a"), ledger_of(both).trust.public) is None


def test_the_same_place_is_written_once(both: Store, key: StationKey) -> None:
    _fill(both, "a", key, 4)
    second = Journal(both, "a", key)
    with pytest.raises(StoreError):
        second.append("opened", {"subject": "another"})
    second.close()
    assert both.events("a")[0].body == {"subject": "电子秤"}


def test_writers_at_once_lose_nothing(fresh: Fresh, key: StationKey) -> None:
    url, failures = fresh(), []

    def write(run: str) -> None:
        store = Store(url)
        try:
            _fill(store, run, key)
        except StoreError as error:
            failures.append(str(error))
        finally:
            store.close()

    Store(url).close()
    threads = [threading.Thread(target=write, args=(f"run-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = Store(url)
    assert (failures, store.names()) == ([], [f"run-{n}" for n in range(4)])
    assert all(
        verify(store.rows(run), store.seals(run), ledger_of(store).trust.public) is None for run in store.names()
    )
    store.close()


def test_entries_of_a_type_are_scanned(both: Store, key: StationKey) -> None:
    for run in "ab":
        journal = Journal(both, run, key)
        journal.append("opened", stated().body())
        for n in range(1, 4):
            journal.append("broken_off", BrokenOff(elapsed=f"{n}.50").body(), f"indication/{n}")
        journal.append("closed", Closed(entries=5, outcome="conform").body())
        journal.close()
    damaged: list[Any] = []

    def found(type_: type[E], **options: Any) -> list[tuple[str, E]]:
        return sorted(scan(both, type_, lambda run, seq: damaged.append((run, seq)), **options), key=str)

    assert len(found(BrokenOff)) == 6
    assert found(BrokenOff, runs=["b"]) == [("b", BrokenOff(elapsed=f"{n}.50")) for n in (1, 2, 3)]
    assert found(Opened) == [("a", stated()), ("b", stated())]
    assert damaged == []


def test_what_is_not_as_its_type_says_is_named(both: Store, key: StationKey) -> None:
    journal = Journal(both, "a", key)
    journal.append("opened", stated().body() | {"format": 1})
    journal.append("broken_off", {"elapsed": 1})
    journal.append("closed", Closed(entries=3, outcome="conform").body())
    journal.close()
    with pytest.raises(OtherFormat, match="format 1"):
        list(scan(both, Opened, print))
    with pytest.raises(BadEntry, match=r"entry 1 \(broken_off\): .*elapsed"):
        list(scan(both, BrokenOff, print))


def test_a_migration_from_nothing_makes_the_same_schema(fresh: Fresh) -> None:
    created, migrated = create_engine(fresh()), create_engine(fresh())
    migrate.bring_up(created, "")
    with migrate.alone(migrated) as connection:
        migrate._upgrade(connection, "", "")
    assert _schema(migrated) == _schema(created)
    for engine in (created, migrated):
        engine.dispose()


def _schema(engine: Engine) -> dict[str, Any]:
    """Tables, columns, keys, indexes, triggers, version: everything that one store may have and another not."""
    seen = inspect(engine)
    tables = {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted((i["name"] or "", i["column_names"]) for i in seen.get_indexes(name)),
        )
        for name in sorted(seen.get_table_names())
    }
    triggers = {
        "sqlite": "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        found = sorted(connection.scalars(text(triggers)))
        version = connection.scalar(text(f"SELECT version_num FROM {migrate.VERSION_TABLE}"))
    assert found
    return {"tables": tables, "triggers": found, "version": version}
