"""A store that an older version wrote: every entry comes along as it was, with its seals, damage included."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from records import migrate
from records.errors import Damaged, StoreError
from records.journal import Journal
from records.keys import StationKey
from records.ledger_changes import adopt
from records.store import Store
from records.verification import verify_store

MANY = 150
COLUMNS = ("run", "seq", "time", "kind", "address", "body", "prev", "hash")


@pytest.fixture
def old(tmp_path: Path, key: StationKey) -> Path:
    """A store as revision 0001 had it: an entry a row."""
    new, path = Store(str(tmp_path / "new.sqlite")), tmp_path / "old.sqlite"
    for run in ("a", "b"):
        journal = Journal(new, run, key)
        journal.append("opened", {"subject": "电子秤"})
        for n in range(MANY):
            journal.append("observation", {"value": f"{n}.50", "note": 'x"\n'}, f"示值/{n}")
        journal.append("closed", {"entries": str(MANY + 2), "outcome": "conform"})
        journal.close()
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with closing(sqlite3.connect(path)) as there:
        for run in ("a", "b"):
            rows = [e._replace(body=body) for e, body in zip(new.events(run), _bodies(new, run), strict=True)]
            there.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * len(COLUMNS))})", rows)
            seals = [s for s in new.seals(run) if s.seq % 64 == 63 or s.seq == MANY + 1]
            there.executemany("INSERT INTO seal VALUES (?, ?, ?, ?, ?)", seals)
        there.commit()
    return path


def _bodies(store: Store, run: str) -> list[Any]:
    with store.engine.connect() as connection:
        query = "SELECT body FROM entry WHERE run = ? ORDER BY seq"
        return list(connection.exec_driver_sql(query, (run,)).scalars())


def test_every_entry_comes_along(old: Path, tmp_path: Path, key: StationKey) -> None:
    before, after = Store(str(tmp_path / "new.sqlite")), Store(str(old))
    for run in ("a", "b"):
        assert after.events(run) == before.events(run)
        assert [s.seq for s in after.seals(run)] == [63, 127, MANY + 1]
    assert after.runs() == before.runs()
    assert Store(str(old)).names() == ["a", "b"]  # and it is migrated once
    assert not verify_store(after).intact  # nobody's key is trusted yet
    with pytest.raises(StoreError, match="ledger adopt"):
        Journal(after, "c", key).append("opened", {})
    adopt(after, key, reason="older than ledgers")
    found = verify_store(after)
    assert found.intact, (found.problems, found.broken)
    assert "2 runs are older" in found.remarks[0].en
    Journal(after, "c", key).append("opened", {})
    assert verify_store(after).intact


@pytest.mark.parametrize("change", ["body = '{}'", "hash = 'x'", "body = 'x' || char(10)", "seq = 900", "time = ''"])
def test_what_was_damaged_is_still_named(old: Path, key: StationKey, change: str) -> None:
    with closing(sqlite3.connect(old)) as there:
        there.execute("DROP TRIGGER entry_no_update")
        there.execute(f"UPDATE entry SET {change} WHERE run = 'a' AND seq = 70")
        there.commit()
    store = Store(str(old))
    adopt(store, key, reason="older than ledgers")
    found = dict(verify_store(store).runs)
    broken = found["a"]
    assert broken is not None
    assert broken.seq == 70
    assert found["b"] is None
    if not change.startswith("seq"):
        with pytest.raises(Damaged, match="entry 70"):
            store.events("a")
