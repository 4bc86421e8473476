"""Two institutes' stores in a provincial one: each event once, in any order of merging; what contradicts is listed."""

from collections.abc import Iterator
from dataclasses import replace as changed
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from records.keys import StationKey
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import DIVISIONS, ORGANISATIONS, Division, Organisation
from registers.results import Result, record_result
from registers.verification import verify_registers
from registers.verifications import VERIFICATIONS
from services.register.duplicates import merge as merge_rows
from services.register.duplicates import proposals
from services.register.merging import merge

RESULT = Result(run="r1", maker="某厂", model="Y-100", serial="1", on=date(2026, 11, 29), outcome="conform",
                stage="initial", verification=True, regulation="JJG 52-2013", verifier="V001", body="某院")  # fmt: skip


@pytest.fixture
def institutes(tmp_path: Path, key: StationKey) -> Iterator[list[str]]:
    urls = [str(tmp_path / f"{name}.sqlite") for name in ("KM", "DL")]
    for n, url in enumerate(urls):
        book = Book(Store(url, "NORMAL"))
        owner = book.change(key, Reason("C", ""), lambda c: c.add(ORGANISATIONS, Organisation(name="某单位")))
        made = Instrument(name="压力表", maker="某厂", model="Y-100", serial="1", owner=owner)
        book.change(key, Reason("C", ""), lambda c, made=made: c.add(INSTRUMENTS, made))
        book.change(key, Reason("C", ""), lambda c, n=n: c.add(DIVISIONS, Division(name=["云南省", "云南"][n]), "53"))
        result = changed(RESULT, run=f"r{n}")
        book.change(key, Reason("V", ""), lambda c, result=result: record_result(c, result))
        book.store.close()
    return urls


def test_each_event_is_taken_once(institutes: list[str], tmp_path: Path, key: StationKey) -> None:
    province = str(tmp_path / "province.sqlite")
    first = merge(province, institutes[0], "KM", "P", "")
    assert (first.events, first.conflicts) == (5, [])
    again = merge(province, institutes[0], "KM", "P", "")
    assert (again.events, again.same, again.conflicts) == (0, 0, [])
    book = Book(Store(institutes[0]))
    book.change(key, Reason("C", ""), lambda c: c.edit(INSTRUMENTS, "I0000001", place="二楼"))
    assert merge(province, institutes[0], "KM", "P", "").events == 1
    there = Book(Store(province))
    row = there.get(INSTRUMENTS, "KM:I0000001").record
    assert (row.owner, row.place, row.run) == ("KM:U000001", "二楼", "r0")
    assert len(there.history(INSTRUMENTS, "KM:I0000001")) == 3
    assert there.get(VERIFICATIONS, "KM:r0").record.instrument == "KM:I0000001"
    assert verify_registers(there.store) == []


def test_what_contradicts_is_listed_and_stays(institutes: list[str], tmp_path: Path, key: StationKey) -> None:
    province = str(tmp_path / "province.sqlite")
    merge(province, institutes[0], "KM", "P", "")
    found = merge(province, institutes[1], "DL", "P", "")
    assert [(c.register, c.key, c.fields) for c in found.conflicts] == [("division", "53", ("name",))]
    there = Book(Store(province))
    assert there.get(DIVISIONS, "53").record.name == "云南省"
    assert [sorted(line[0] for line in group) for group in proposals(province)] == [["DL:I0000001", "KM:I0000001"]]
    with pytest.raises(RegistersError, match="was called DL before"):
        merge(province, institutes[1], "KM", "P", "")
    with pytest.raises(RegistersError, match="letters and digits"):
        merge(str(tmp_path / "other.sqlite"), institutes[1], "a:b", "P", "")


def test_what_stays_of_two_rows_takes_the_newer_verification(tmp_path: Path, key: StationKey) -> None:
    url = str(tmp_path / "twice.sqlite")
    book = Book(Store(url))
    made = Instrument(name="表", serial="1", verified_on=date(2026, 1, 1), result="conform")
    older, newer = made, structs.replace(made, code="b", verified_on=date(2026, 6, 1))
    book.change(key, Reason("C", ""), lambda c: c.put_many(INSTRUMENTS, [("I1", older), ("I2", newer)]))
    merge_rows(url, "I2", "I1", "C", "one instrument")
    assert book.get(INSTRUMENTS, "I1").record.verified_on == newer.verified_on
    book.change(key, Reason("C", ""), lambda c: c.put_many(INSTRUMENTS, [("I3", older)]))
    merge_rows(url, "I3", "I1", "C", "one instrument")
    assert book.get(INSTRUMENTS, "I1").record.verified_on == newer.verified_on
