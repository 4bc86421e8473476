"""PostgreSQL: many that create one store at once, and a role that may only add."""

import threading

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import ProgrammingError

from records.backup import backup, restore
from records.errors import StoreError
from records.journal import Journal
from records.keys import StationKey
from records.store import Store
from records.verification import verify_store
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures

WRITERS = 32
on_postgresql = pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)


@on_postgresql
def test_many_writers_create_one_store_at_once(fresh, key: StationKey) -> None:  # noqa: F811
    url, failures, start = fresh(), [], threading.Barrier(WRITERS)

    def write(run: str) -> None:
        start.wait()
        try:
            store = Store(url)
            journal = Journal(store, run, key)
            journal.append("opened", {})
            journal.append("closed", {})
            journal.close()
            store.close()
        except StoreError as error:
            failures.append(str(error))

    threads = [threading.Thread(target=write, args=(f"run-{n:02}",)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = Store(url)
    found = verify_store(store)
    store.close()
    assert found.intact, (found.problems, found.broken)
    assert sorted(r.number for r in found.ledger.runs.values()) == list(range(1, WRITERS + 1))


@on_postgresql
def test_a_role_with_insert_and_select_only_writes_runs_and_deletes_nothing(fresh, key: StationKey) -> None:  # noqa: F811
    owner = fresh()
    store = Store(owner)
    assert "owns the tables" in verify_store(store).remarks[0].en
    with store.engine.begin() as connection:
        role = "station_" + owner.rsplit("_", 1)[1]
        connection.exec_driver_sql(f'CREATE ROLE "{role}" LOGIN')
        tables = "block, ledger, attachment, register_change, register_event"
        connection.exec_driver_sql(f'GRANT INSERT, SELECT ON {tables} TO "{role}"')
        connection.exec_driver_sql(f'GRANT SELECT ON entry, alembic_version TO "{role}"')
    store.close()
    url = owner.replace("steelyard@", f"{role}@")
    station = Store(url)
    journal = Journal(station, "a", key)
    journal.append("opened", {})
    journal.append("closed", {})
    journal.close()
    found = verify_store(station)
    assert (found.intact, found.remarks) == (True, [])
    for statement in ("DELETE FROM block", "UPDATE ledger SET key = ''", "DROP TRIGGER block_append_only ON block",
                      "TRUNCATE block", "ALTER TABLE block DISABLE TRIGGER ALL"):  # fmt: skip
        with pytest.raises(ProgrammingError), station.engine.begin() as connection:
            connection.exec_driver_sql(statement)
    station.close()


@on_postgresql
def test_a_copy_and_back(fresh, key: StationKey, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    url, other = fresh(), fresh()
    store = Store(url)
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    journal.append("closed", {})
    journal.close()
    store.close()
    assert backup(url, tmp_path / "copy").intact
    assert restore(tmp_path / "copy", other).intact


@on_postgresql
def test_a_dropped_trigger_is_named(fresh, key: StationKey) -> None:  # noqa: F811
    url = fresh()
    Store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE block DISABLE TRIGGER block_append_only")
    engine.dispose()
    store = Store(url)
    assert "block_append_only" in verify_store(store).problems[0].en
    store.close()
