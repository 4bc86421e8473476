"""Tables in and out: encodings, full width, Excel days, problems by row and column, all or nothing, identity."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from registers.book import Book
from registers.change import Change
from registers.errors import RegistersError
from registers.exchange.exporting import write_rows
from registers.exchange.importing import Table
from registers.exchange.report import Report
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import DIVISIONS, ORGANISATIONS, Division, Organisation

Work = Callable[[Callable[[Change], Any]], Any]
TITLES = "器具名称,制造厂,型号规格,出厂编号,使用单位,用途,检定日期"


def check(book: Book, register: Any, path: Path, named: Any = None) -> Report:
    with book.store.engine.connect() as connection:
        staged = Table(register, path, named or {}).stage(connection, lambda _: None)
    staged.close()
    return staged.report


def load(change: Work, register: Any, path: Path) -> Report:
    def work(c: Change) -> Report:
        staged = Table(register, path, {}).stage(c.connection, lambda _: None)
        assert staged.report.count == 0
        return staged.write(c, lambda _: None)

    return change(work)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(book: Book, change: Work, tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text("编号,名称\r\n５３０１,昆明市\r\n".replace(",", delimiter), encoding=encoding, newline="")
    assert (check(book, DIVISIONS, path).count, load(change, DIVISIONS, path).new) == (0, 1)
    assert book.get(DIVISIONS, "5301").record.name == "昆明市"


def test_an_excel_table_with_days_as_excel_keeps_them(book: Book, change: Work, tmp_path: Path) -> None:
    workbook, path = Workbook(), tmp_path / "t.xlsx"
    sheet = workbook.active
    assert sheet is not None
    sheet.append(TITLES.split(","))
    for n, day in enumerate((dt.datetime(2026, 5, 1), 46143, "2026年5月1日", "20260501", "２０２６/５/１", "2026.5.1")):  # noqa: DTZ001
        sheet.append(["压力表", "某厂", "Y-100", 100.0 + n, None, "Trade settlement", day])
    workbook.save(path)
    change(lambda c: c.add(ORGANISATIONS, Organisation(name="某单位")))
    assert load(change, INSTRUMENTS, path).new == 6
    rows = [r.record for r in book.rows(INSTRUMENTS)]
    assert {r.verified_on for r in rows} == {dt.date(2026, 5, 1)}
    assert [r.serial for r in rows] == ["100", "101", "102", "103", "104", "105"]
    assert {r.domain for r in rows} == {"trade"}


def test_every_problem_is_named_by_row_and_column_and_nothing_is_written(
    book: Book, change: Work, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    rows = [
        "压力表,某厂,Y-100,1,某单位,贸易结算,2026-05-01",
        "压力表,某厂,Y-100,2,没有的单位,买卖,昨天",
        ",某厂,Y-100,3,某单位,,",
        "压力表,某厂,Y-100,１,某单位,,",
        '"压力表",某厂,"Y\n100",5,某单位,,,多余',
    ]
    path.write_text("\n".join([TITLES, *rows]), encoding="utf-8")
    change(lambda c: c.add(ORGANISATIONS, Organisation(name="某单位")))
    report = check(book, INSTRUMENTS, path)
    assert (report.rows, report.count) == (5, 6)
    places = {(p.row, p.column) for p in report.problems}
    assert places == {(3, "使用单位"), (3, "用途"), (3, "检定日期"), (4, "器具名称"), (5, ""), (6, "")}
    assert book.count(INSTRUMENTS) == 0


def test_a_column_that_is_no_field_is_refused_until_it_is_said_what_it_is(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("编号,地名,旧名\n53,云南省,滇\n", encoding="utf-8")
    with pytest.raises(RegistersError, match=r'column 2 "地名" is no field.*column 3'):
        check(book, DIVISIONS, path)
    assert check(book, DIVISIONS, path, {"地名": "name", "旧名": "-"}).new == 1
    with pytest.raises(RegistersError, match="the field name is in several columns"):
        check(book, DIVISIONS, path, {"地名": "name", "旧名": "名称"})


def test_a_row_that_is_there_keeps_what_the_table_does_not_give(book: Book, change: Work, tmp_path: Path) -> None:
    change(
        lambda c: c.add(INSTRUMENTS, Instrument(name="压力表", maker="某厂", model="Y-100", serial="1", place="二楼"))
    )
    path = tmp_path / "t.csv"
    path.write_text(
        "器具名称,制造厂,型号规格,出厂编号,安装地点\n压力表,某厂,Y－100,１,\n压力表,某厂,Y-100,2,三楼\n",
        encoding="utf-8",
    )
    report = load(change, INSTRUMENTS, path)
    assert (report.new, report.changed) == (1, 0)
    assert [r.record.place for r in book.rows(INSTRUMENTS)] == ["二楼", "三楼"]


def test_a_formula_in_a_table_stays_a_text(book: Book, change: Work, tmp_path: Path) -> None:
    change(lambda c: c.add(DIVISIONS, Division(name="=1+1"), "53"))
    path = tmp_path / "t.csv"
    write_rows(DIVISIONS, book.rows(DIVISIONS), path, "zh")
    assert "'=1+1" in path.read_text("utf-8-sig")
    assert load(change, DIVISIONS, path).changed == 0


@pytest.mark.parametrize(("content", "problem"), [
    (b"\xff\xfe\x00\xd8\x00\x00", "UTF-8"), (b"name\n\"x\n", "no CSV"), (b"", "empty"), (b"\x81\x30\n\x81", "neither"),
])  # fmt: skip
def test_files_that_cannot_be_read(book: Book, tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises((RegistersError, UnicodeError), match=f"(?i){problem}|utf"):
        check(book, DIVISIONS, path)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6)
ANY = st.builds(
    Instrument, name=TEXT, maker=TEXT, serial=TEXT, place=TEXT, division=st.sampled_from(["", "53", "530102001"]),
    domain=st.sampled_from(["", "trade", "medical"]), mode=st.sampled_from(["", "periodic", "rotation"]),
    verified_on=st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))), life_years=st.integers(0, 30),
    seals=st.lists(st.from_regex(r"[A-Z][0-9]{1,4}", fullmatch=True), max_size=2).map(tuple),
    nameplate=st.dictionaries(st.sampled_from(["max", "e"]), st.from_regex(r"[0-9]{1,3} kg", fullmatch=True)),
)  # fmt: skip


@settings(max_examples=15)
@given(
    rows=st.lists(ANY, min_size=1, max_size=4),
    kind=st.sampled_from([".csv", ".xlsx"]),
    language=st.sampled_from(["zh", "en"]),
)
def test_import_of_an_export_changes_nothing(
    book: Book, change: Work, tmp_path: Path, rows: list[Instrument], kind: str, language: str
) -> None:
    clean = [r for r in rows if not r.problems()]
    change(lambda c: [c.put_many(INSTRUMENTS, [(f"X{n}", r)]) for n, r in enumerate(clean)])
    path = tmp_path / f"t{kind}"
    path.unlink(missing_ok=True)
    write_rows(INSTRUMENTS, book.rows(INSTRUMENTS), path, language)
    report = check(book, INSTRUMENTS, path)
    assert ([p for p in report.problems if p.column], report.new, report.changed) == ([], 0, 0)
