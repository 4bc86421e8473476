"""What a person may write as a number, and what a spreadsheet may make of a form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sequencer.form import FormError, read_form
from sequencer.reading_source import entered

ROWS = "address,单位 unit,value,reason\n称量/1/up/100 g/I,g,100,\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [("2500", "2500"), (" -0.5 ", "-0.5"), ("−0.5", "-0.5"), ("２５００", "2500"), ("－0．5", "-0.5"), ("100.", "100")],
)
def test_numbers_as_people_write_them(text: str, value: str) -> None:
    answer = entered(text, "g", "form")
    assert answer.reading is not None
    assert (answer.reading.text, answer.reading.value) == (text, Decimal(value))


@pytest.mark.parametrize("text", ["2_500", "1,5", "1e3", "0x10", "nan", "inf", "", "12 g", "二"])
def test_what_could_be_read_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        entered(text, "g", "form")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_form_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(ROWS.replace(",", delimiter).encode(encoding))
    (row,) = read_form(path).values()
    assert (row.value, row.unit) == ("100", "g")


def test_a_form_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(b"\xff\xff\xff\x00")
    with pytest.raises(FormError, match="UTF-8"):
        read_form(path)
