"""The original record as CSV and workbook."""

import csv
import io
from collections.abc import Callable

import openpyxl

from records.entries import Observation, of_kind, shown
from records.event import Event
from reports.model import read_run
from reports.record.as_csv import record_csv
from reports.record.as_xlsx import record_xlsx
from tests.reports.conftest import ERRORS

Run = Callable[..., list[Event]]
NOTED = ERRORS | {"repeatability/12000g/2/I": "not measured: =2503", "eccentricity/1/I": "7000"}
"""A reason that looks like a formula, and a reading that is doubted and kept."""


def test_csv_begins_with_the_mark_that_lets_excel_show_chinese(scale: Run) -> None:
    content = record_csv(read_run(scale()))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["# 封面 Cover"]
    names = [row[0] for row in rows if len(row) == 1]
    assert names == [
        "# 封面 Cover", "# 采集方式与修改 Acquisition and corrections",
        "# 检定项目与结论 Items", "# 计算与判定 Calculation and decision", "# 观测记录 Observations",
        "# 检定过程 Course", "# 拒收与确认 Refused", "# 检定方案 Plan",
    ]  # fmt: skip


def test_every_observation_and_refusal_is_there_with_the_text_received(scale: Run) -> None:
    events = scale(NOTED)
    rows = list(csv.reader(io.StringIO(record_csv(read_run(events)).decode("utf-8-sig"))))
    for event, observed in of_kind(events, Observation):
        row = next(row for row in rows if row[:1] == [str(event.seq)])
        assert {event.address, observed.text, *shown(observed.value)} <= set(row)
    assert any("'=2503" in row for row in rows)
    (doubted,) = [row for row in rows if row[2:3] == ["eccentricity/1/I#1"]]
    assert (doubted[3], doubted[5]) == ("7000", "seen twice")


def test_workbook_shows_the_digits_received_as_numbers(scale: Run) -> None:
    book = openpyxl.load_workbook(io.BytesIO(record_xlsx(read_run(scale()))))
    assert book.sheetnames[0] == "封面 Cover"
    page = book["计算与判定 Calculation and decision"]
    assert all(book[name].freeze_panes == "A2" for name in book.sheetnames)
    heads = [str(cell.value).split("\n")[0] for cell in page[1]]
    (row,) = [r for r in range(2, 99) if (page.cell(r, 2).value, page.cell(r, 3).value) == ("称量", "100 g ↑")]
    cell = page.cell(row, heads.index("下限") + 1)
    assert cell.value == -2.5
    assert cell.number_format == "0.0"


def test_a_number_too_long_for_a_workbook_stays_text_and_a_formula_stays_text(scale: Run) -> None:
    long = "20.12345678901234567890"
    events = scale(NOTED | {"environment/before/temperature": long})
    book = openpyxl.load_workbook(io.BytesIO(record_xlsx(read_run(events))))
    values = {cell.value: cell for name in book.sheetnames for row in book[name].iter_rows() for cell in row}
    assert values[long].data_type == "s"
    assert str(values[long].value) == long
    assert values["=2503"].data_type == "s"


def test_the_same_run_gives_the_same_workbook(scale: Run) -> None:
    assert record_xlsx(read_run(scale())) == record_xlsx(read_run(scale()))


def test_an_interruption_is_on_record(scale: Run) -> None:
    text = record_csv(read_run(scale(stop=True))).decode()
    assert "stopped by SIGINT" in text
