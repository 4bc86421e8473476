"""An import beside a bench: the store is not locked while the table is read, and what others write meanwhile stays."""

import fcntl
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from records.keys import StationKey
from registers.book import Book
from registers.change import Change
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from services.register.tables import import_table

Work = Callable[[Callable[[Change], Any]], Any]
GAUGE = Instrument(name="压力表", maker="某厂", model="Y-100", serial="1", place="二楼")
TITLES = "器具名称,制造厂,型号规格,出厂编号,安装地点,使用单位"
ROWS = ["压力表,某厂,Y-100,1,三楼,某单位", "压力表,某厂,Y-100,2,三楼,某单位", "压力表,某厂,Y-100,3,三楼,某单位"]


@pytest.fixture
def imported(book: Book, change: Work, key: StationKey, tmp_path: Path) -> Callable[..., Any]:
    """Imports the table, while something else is done between reading it and writing it."""
    change(lambda c: (c.add(INSTRUMENTS, GAUGE), c.add(ORGANISATIONS, Organisation(name="某单位"), "O1")))
    path = tmp_path / "t.csv"
    path.write_text("\n".join([TITLES, *ROWS]), encoding="utf-8")

    def run(meanwhile: Callable[[Change], Any]) -> Any:
        def progress(step: str, _: int) -> None:
            if step == "check":
                others_can_write(tmp_path / "runs.sqlite")
                change(meanwhile)

        url = str(tmp_path / "runs.sqlite")
        options: dict[str, Any] = {"source": "", "columns": [], "dry_run": False, "by": "V001", "why": ""}
        return import_table(url, INSTRUMENTS, path, progress=progress, **options)

    return run


def others_can_write(store: Path) -> None:
    """Nobody holds a lock of the store; a writer who waited would wait for ever in this thread."""
    with Path(f"{store}-lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    connection = sqlite3.connect(store, timeout=0, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    connection.close()


def test_a_bench_writes_while_a_table_is_read_and_nothing_of_it_is_lost(imported: Any, book: Book) -> None:
    report = imported(lambda c: c.edit(INSTRUMENTS, "I0000001", certificate="C-1"))
    assert (report.rows, report.new, report.changed) == (3, 2, 1)
    rows = {r.key: r.record for r in book.rows(INSTRUMENTS)}
    assert sorted(rows) == ["I0000001", "I0000002", "I0000003"]
    assert (rows["I0000001"].certificate, rows["I0000001"].place) == ("C-1", "三楼")
    versions = [(past.version, past.after) for past in book.history(INSTRUMENTS, "I0000001")]
    assert versions[1:] == [(2, {"certificate": "C-1"}), (3, {"place": "三楼", "owner": "O1"})]


def test_an_instrument_that_somebody_registers_meanwhile_is_not_registered_twice(imported: Any, book: Book) -> None:
    other = Instrument(name="压力表", maker="某厂", model="Y-100", serial="2", place="四楼", code="A-2")
    report = imported(lambda c: c.add(INSTRUMENTS, other))
    assert (report.new, report.changed) == (1, 2)
    rows = {r.key: r.record for r in book.rows(INSTRUMENTS)}
    assert sorted(rows) == ["I0000001", "I0000002", "I0000003"]
    assert (rows["I0000002"].code, rows["I0000002"].place, rows["I0000003"].serial) == ("A-2", "三楼", "3")


def test_a_row_that_is_removed_meanwhile_is_registered_again(imported: Any, book: Book) -> None:
    assert imported(partial(Change.remove, register=INSTRUMENTS, key="I0000001")).new == 3
    assert book.count(INSTRUMENTS) == 3


def test_a_user_that_is_removed_meanwhile_stops_the_import_as_a_whole(imported: Any, book: Book) -> None:
    with pytest.raises(RegistersError, match="there is no O1"):
        imported(lambda c: c.remove(ORGANISATIONS, "O1"))
    assert [r.record for r in book.rows(INSTRUMENTS)] == [GAUGE]
