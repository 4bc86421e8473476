"""What a person may write as a number, and what a spreadsheet may make of a form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from drivers.roles import Reading
from metrology.text import NO_TEXT
from sequencer.form import FormError, FormIdentity, read_form
from sequencer.reading_source import Question, entered

QUESTION = Question("a", NO_TEXT, NO_TEXT, "g")
IDENTITY = FormIdentity("F1", "JJG 539-2016", "initial", "Maker Model 1", "0123456789abcdef")
ROWS = "".join(
    (
        "address,单位 unit,value,reason\n",
        *(f"{name},{value},,\n" for name, value in IDENTITY.rows()),
        "weighing/up/100g/I,g,100,\n",
    )
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2500", "2500"),
        (" -0.5 ", "-0.5"),
        ("−0.5", "-0.5"),
        ("２５００", "2500"),
        ("－0．5", "-0.5"),
        ("100.", "100"),
        ("＋０．５", "+0.5"),
    ],
)
def test_numbers_as_people_write_them(text: str, value: str) -> None:
    answer = entered(text, QUESTION, "form")
    assert isinstance(answer.reading, Reading)
    assert (answer.reading.text, answer.reading.value) == (text, Decimal(value))


@pytest.mark.parametrize(
    "text", ["2_500", "1,5", "1e3", "0x10", "nan", "inf", "", "12 g", "二", "20.5¹", "2.5²", "①00", "٣", "1½", "Ⅳ"]
)
def test_what_could_be_read_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        entered(text, QUESTION, "form")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_form_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(ROWS.replace(",", delimiter).encode(encoding))
    form = read_form(path)
    assert form.identity == IDENTITY
    (row,) = form.rows.values()
    assert (row.value, row.unit) == ("100", "g")


def test_a_form_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(b"\xff\xff\xff\x00")
    with pytest.raises(FormError, match="UTF-8"):
        read_form(path)
