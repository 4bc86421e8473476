"""A store with runs that was written before there were registers: it gets them, and every run stays as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

from records.journal import Journal
from records.keys import StationKey
from records.register_changes import Reason
from records.store import Store
from records.verification import verify_store
from registers.book import Book
from registers.instruments import INSTRUMENTS, Instrument


def test_a_store_of_revision_0004_gets_registers(tmp_path: Path, key: StationKey) -> None:
    path = tmp_path / "old.sqlite"
    store = Store(str(path), "NORMAL")
    journal = Journal(store, "a", key)
    journal.append("opened", {"subject": "电子秤"})
    for n in range(150):
        journal.append("observation", {"value": f"{n}.50"}, f"weighing/{n}")
    journal.append("closed", {"entries": "152", "outcome": "conform"})
    journal.close()
    before, seals = store.events("a"), store.seals("a")
    store.close()
    with closing(sqlite3.connect(path)) as there:
        for table in ("register_change", "register_event"):
            there.execute(f"DROP TABLE {table}")
        there.execute("DROP INDEX ledger_by_kind")
        there.execute("UPDATE alembic_version SET version_num = '0004'")
        there.commit()

    after = Store(str(path), "NORMAL")
    assert (after.events("a"), after.seals("a")) == (before, seals)
    assert verify_store(after).intact
    book = Book(after)
    name = book.change(
        key, Reason("V001", "first"), lambda c: c.add(INSTRUMENTS, Instrument(name="压力表", serial="1"))
    )
    assert book.get(INSTRUMENTS, name).record.serial == "1"
    assert verify_store(after).intact
    assert after.events("a") == before
    after.close()
