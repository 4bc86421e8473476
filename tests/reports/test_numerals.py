"""Signs and alignment of printed numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.numerals import MINUS, column, width, with_minus

NUMBERS = st.decimals(min_value=-99999, max_value=99999, places=None, allow_nan=False, allow_infinity=False).map(
    lambda value: f"{value:f}"
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-0.5", "−0.5"),
        ("|-0.5| ≤ 2.5", "|−0.5| ≤ 2.5"),
        ("-2.5 … -.5", "−2.5 … −.5"),
        ("JJG 539-2016", "JJG 539-2016"),
        ("M1-01, F2-3", "M1-01, F2-3"),
        ("(2)-(3)", "(2)-(3)"),
        ("2026-11-23", "2026-11-23"),
        ("(-0.1 ～ 1.6) MPa", "(−0.1 ～ 1.6) MPa"),
    ],
)
def test_a_hyphen_becomes_a_minus_only_as_a_sign(text: str, shown: str) -> None:
    assert with_minus(text) == shown


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_padding_brings_every_point_to_the_same_place_and_changes_no_digit(values: list[str]) -> None:
    cells = column(values)
    assert [cell.text.replace(MINUS, "-") for cell in cells] == values
    after = {len((cell.text + cell.pad).partition(".")[2]) for cell in cells}
    assert len(after) == 1
    assert all(
        Decimal((cell.text + cell.pad).replace(MINUS, "-")) == Decimal(v) for cell, v in zip(cells, values, strict=True)
    )


def test_texts_and_empty_cells_stay_as_they_are() -> None:
    cells = column(["±2.5", "", "centre", "10", "1.2, 1.3"])
    assert [(c.text, c.pad, c.number) for c in cells] == [
        ("±2.5", "", True),
        ("", "", False),
        ("centre", "", False),
        ("10", ".0", True),
        ("1.2, 1.3", "", False),
    ]


def test_chinese_is_two_wide() -> None:
    assert width("误差 E / g") == 10
