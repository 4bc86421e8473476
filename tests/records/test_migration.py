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
from records.errors import Damaged
from records.integrity import verify
from records.journal import Journal
from records.keys import StationKey, trusted_keys
from records.store import Store

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
            there.executemany("INSERT INTO seal VALUES (?, ?, ?, ?, ?)", new.seals(run))
        there.commit()
    return path


def _bodies(store: Store, run: str) -> list[Any]:
    with store.engine.connect() as connection:
        query = "SELECT body FROM entry WHERE run = ? ORDER BY seq"
        return list(connection.exec_driver_sql(query, (run,)).scalars())


def test_every_entry_comes_along(old: Path, tmp_path: Path) -> None:
    before, after = Store(str(tmp_path / "new.sqlite")), Store(str(old))
    for run in ("a", "b"):
        assert after.events(run) == before.events(run)
        assert verify(after.rows(run), after.seals(run), trusted_keys()) is None
    assert after.runs() == before.runs()
    assert Store(str(old)).names() == ["a", "b"]  # and it is migrated once


@pytest.mark.parametrize("change", ["body = '{}'", "hash = 'x'", "body = 'x' || char(10)", "seq = 900", "time = ''"])
def test_what_was_damaged_is_still_named(old: Path, change: str) -> None:
    with closing(sqlite3.connect(old)) as there:
        there.execute("DROP TRIGGER entry_no_update")
        there.execute(f"UPDATE entry SET {change} WHERE run = 'a' AND seq = 70")
        there.commit()
    store = Store(str(old))
    broken = verify(store.rows("a"), store.seals("a"), trusted_keys())
    assert broken is not None
    assert broken.seq == 70
    assert verify(store.rows("b"), store.seals("b"), trusted_keys()) is None
    if not change.startswith("seq"):
        with pytest.raises(Damaged, match="entry 70"):
            store.events("a")
