"""Capabilities in their four forms: at the ends, between the points, outside, and to two digits."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.calibration.capability import Capability, CapabilityError

POINTS = [["0", "0.010"], ["10", "0.030"], ["20", "0.020"]]
MATRIX: dict[str, Any] = {
    "condition": "frequency",
    "rows": [["40", "1000"], ["1000", "20000"]],
    "columns": [["0", "1"], ["1", "100"]],
    "cells": [["0.10", "0.20"], ["0.30", ""]],
}


def read(form: str, content: dict[str, Any], upper: str = "20") -> Capability:
    return Capability.read(form, content, Decimal(0), Decimal(upper))


@pytest.mark.parametrize(
    ("form", "content", "value", "u"),
    [
        ("value", {"U": "0.05"}, "7", "0.05"),
        ("interpolation", {"points": POINTS}, "0", "0.010"),
        ("interpolation", {"points": POINTS}, "5", "0.020"),
        ("interpolation", {"points": POINTS}, "10", "0.030"),
        ("interpolation", {"points": POINTS}, "20", "0.020"),
        ("function", {"constant": "0.01", "relative": "0.002"}, "5", "0.020"),
        ("function", {"polynomial": ["0.01", "0.001", "0.0001"]}, "10", "0.030"),
        ("function", {"root_sum_square": ["3", "0.4"]}, "10", "5"),
    ],
)
def test_at(form: str, content: dict[str, Any], value: str, u: str) -> None:
    assert read(form, content).at(Decimal(value), {}) == Decimal(u)


@pytest.mark.parametrize(
    ("value", "frequency", "u"),
    [
        ("0.5", "50", "0.10"),
        ("1", "1000", "0.10"),
        ("2", "1000", "0.20"),
        ("1", "1001", "0.30"),
        ("0", "20000", "0.30"),
    ],
)
def test_a_common_end_belongs_to_the_lower_band(value: str, frequency: str, u: str) -> None:
    assert read("matrix", MATRIX, "100").at(Decimal(value), {"frequency": Decimal(frequency)}) == Decimal(u)


@pytest.mark.parametrize(("value", "conditions", "said"), [
    ("2", {"frequency": Decimal(5000)}, "no capability for 2 at frequency 5000"),
    ("2", {}, "depends on frequency"),
    ("101", {"frequency": Decimal(50)}, "outside 0 to 100"),
    ("2", {"frequency": Decimal(20)}, "no capability"),
])  # fmt: skip
def test_where_nothing_is_stated(value: str, conditions: dict[str, Decimal], said: str) -> None:
    with pytest.raises(CapabilityError, match=said):
        read("matrix", MATRIX, "100").at(Decimal(value), conditions)


@pytest.mark.parametrize(
    ("u", "floor"), [("0.01234", "0.012"), ("0.0125", "0.012"), ("0.0135", "0.014"), ("0.996", "1.0"), ("5", "5")]
)
def test_the_floor_has_two_digits(u: str, floor: str) -> None:
    assert read("value", {"U": u}).floor(Decimal(1), {}) == Decimal(floor)


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("value", {}),
    ("value", {"U": "0"}),
    ("value", {"U": "-1"}),
    ("value", {"U": "x"}),
    ("interpolation", {"points": [["0", "1"]]}),
    ("interpolation", {"points": [["0", "1"], ["10", "1"]]}),
    ("function", {"relative": "1"}),
    ("function", {"root_sum_square": ["1"]}),
    ("matrix", {**MATRIX, "cells": [["1", "2"]]}),
    ("matrix", {**MATRIX, "rows": [["1", "3"], ["2", "4"]]}),
    ("matrix", {**MATRIX, "cells": [["0", "1"], ["1", "1"]]}),
]


@pytest.mark.parametrize(("form", "content"), WRONG)
def test_what_cannot_be_read(form: str, content: dict[str, Any]) -> None:
    with pytest.raises(CapabilityError):
        read(form, content)


@given(st.decimals("0", "20", places=3))
def test_interpolation_stays_between_its_neighbours(value: Decimal) -> None:
    u = read("interpolation", {"points": POINTS}).at(value, {})
    assert Decimal("0.010") <= u <= Decimal("0.030")
