"""Workbooks are read back by openpyxl, which did not write them."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from reports.record.workbook import Page, workbook

MOMENT = datetime(2026, 11, 23, 7, 5, 6, tzinfo=UTC)


def read(rows: list[list[str]], numeric: frozenset[int] = frozenset()) -> list[list[object]]:
    content = workbook([Page("数据 data", ["甲\nA", "乙\nB"], rows, numeric, [8, 8])], MOMENT)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.properties.created == MOMENT.replace(tzinfo=None)
    page = book["数据 data"]
    assert page.freeze_panes == "A2"
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_numbers_keep_their_digits_and_long_ones_stay_text() -> None:
    content = workbook(
        [Page("x", ["a"], [["-0.500"], ["12"], ["1234567890.1234567"], ["1e3"]], frozenset({0}), [9])], MOMENT
    )
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content))["x"].iter_rows(min_row=2)]
    assert [(c.value, c.number_format) for c in cells[:2]] == [(-0.5, "0.000"), (12, "0")]
    assert [c.value for c in cells[2:]] == ["1234567890.1234567", "1e3"]


def test_what_looks_like_a_formula_is_text() -> None:
    assert read([["=1+1", "<b>&amp;"]])[1] == ["=1+1", "<b>&amp;"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff_"), min_size=1))
def test_every_text_comes_back(text: str) -> None:
    assert read([[text, "x"]])[1][0] == text


def test_characters_that_xml_has_not_are_escaped_as_the_standard_says() -> None:
    shown = read([["a\x07b", "_x0041_"]])[1]  # openpyxl shows the escapes, ECMA-376 22.9.2.19 says how they are read
    assert shown == ["a_x0007_b", "_x005F_x0041_"]


@given(st.decimals(-(10**6), 10**6, places=4))
def test_every_number_comes_back(number: Decimal) -> None:
    assert Decimal(str(read([[str(number), "x"]], frozenset({0}))[1][0])) == number


def test_the_same_pages_give_the_same_bytes() -> None:
    page = Page("x" * 40, ["a"], [["1"]], frozenset(), [9])
    assert workbook([page], MOMENT) == workbook([page], MOMENT)
