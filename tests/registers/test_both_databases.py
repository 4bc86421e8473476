"""Registers on SQLite and on PostgreSQL: many at once, past times, tables made again; a copy holds them."""

from pathlib import Path

import pytest

from benchmarks.registers import bulk
from benchmarks.registers.scale import measure
from benchmarks.registers.together import together
from records.backup import backup, restore
from records.keys import StationKey
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.contents import REGISTERS
from registers.instruments import INSTRUMENTS
from registers.rate_groups import Choice
from registers.verification import verify_registers
from tests.records.test_both_databases import BINARIES, fresh, postgresql  # noqa: F401  fixtures
from tests.registers.conftest import key  # noqa: F401
from tests.registers.test_rates import AGAIN, FAILED, VALID, coverage, instrument


def test_many_change_the_same_rows(fresh, key: StationKey, tmp_path: Path) -> None:  # noqa: F811
    url = fresh()
    done = together(url, 4, 1.0)
    assert min(done["edits"], done["orders"]) > 0
    book = Book(Store(url))
    with book.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register_layout SET layout = 'old'")
    again = Book(book.store)
    assert again.count(REGISTERS["job"]) == done["orders"]
    assert verify_registers(book.store) == []
    book.store.close()


def test_a_copy_holds_the_registers(fresh, key: StationKey, tmp_path: Path) -> None:  # noqa: F811
    url, other = fresh(), fresh()
    done = together(url, 1, 0.1)
    assert backup(url, tmp_path / "copy").intact
    assert restore(tmp_path / "copy", other).intact
    store = Store(other)
    assert (Book(store).count(REGISTERS["job"]), verify_registers(store)) == (done["orders"], [])
    store.close()


def test_the_benchmark_runs_small(fresh, key: StationKey, tmp_path: Path) -> None:  # noqa: F811
    found = measure(300, 500, 7, fresh(), tmp_path)
    assert found["import, rows/s"] > 0


def test_what_the_benchmark_fills_in_is_what_an_import_writes(fresh, key: StationKey) -> None:  # noqa: F811
    store = Store(fresh())
    book = Book(store)
    bulk.fill(store.engine, 300, 500, 7)
    assert (book.count(REGISTERS["instrument"]), book.count(REGISTERS["verification"])) == (300, 500)
    assert verify_registers(store) == []
    assert len({row.record.serial for row in book.rows(REGISTERS["instrument"])}) == 300
    assert all(book.find(REGISTERS["instrument"], r.record.instrument) for r in book.rows(REGISTERS["verification"]))
    store.close()


def test_coverage_of_a_past_day_that_is_read_later(fresh, key: StationKey) -> None:  # noqa: F811
    store = Store(fresh())
    book = Book(store)
    rows = [instrument(1, **fields) for fields in (VALID, AGAIN)] + [instrument(2, **f) for f in (VALID, FAILED, AGAIN)]
    for row in rows:
        book.change(key, Reason("V001", "test"), lambda c, row=row: c.put_many(INSTRUMENTS, [row]))
    (total, *by_region) = coverage(book, Choice(("region",), 4))
    assert (total.part, total.whole, total.more["failed"], len(by_region)) == (1, 2, 1, 1)
    store.close()


pytestmark = pytest.mark.usefixtures("key")
