"""The table of weighing instruments entered a second time, and held against the first at every edge.

Source of the second entry: OIML R 76-1 table 6 (initial verification), by accuracy class, in e.
"""

from decimal import Decimal

import pytest

from metrology.limits import Band, Bands, Constant, InIntervals, Limit
from tests.metrology.edge_cases import edge_cases

BREAKS = {"II": (5_000, 20_000, 100_000), "III": (500, 2_000, 10_000), "IIII": (50, 200, 1_000)}


def first_entry(accuracy_class: str) -> Limit:
    half, one, last = BREAKS[accuracy_class]
    return Bands([Band(half, Constant("0.5")), Band(one, Constant("1.0")), Band(last, Constant("1.5"))])


# point in e (one step of 0.1 e beside each edge) -> limit in e, written out from the printed table
SECOND_ENTRY = {
    "III": {
        "-0.1": None, "0": "0.5", "0.1": "0.5",
        "499.9": "0.5", "500": "0.5", "500.1": "1.0",
        "1999.9": "1.0", "2000": "1.0", "2000.1": "1.5",
        "9999.9": "1.5", "10000": "1.5", "10000.1": None,
    },
    "II": {
        "-0.1": None, "0": "0.5", "0.1": "0.5",
        "4999.9": "0.5", "5000": "0.5", "5000.1": "1.0",
        "19999.9": "1.0", "20000": "1.0", "20000.1": "1.5",
        "99999.9": "1.5", "100000": "1.5", "100000.1": None,
    },
    "IIII": {
        "-0.1": None, "0": "0.5", "0.1": "0.5",
        "49.9": "0.5", "50": "0.5", "50.1": "1.0",
        "199.9": "1.0", "200": "1.0", "200.1": "1.5",
        "999.9": "1.5", "1000": "1.5", "1000.1": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("accuracy_class", SECOND_ENTRY)
def test_edges_agree_with_the_second_entry(accuracy_class: str) -> None:
    found = edge_cases(first_entry(accuracy_class), "0.1")
    expected = {
        Decimal(point): None if text is None else (-Decimal(text), Decimal(text))
        for point, text in SECOND_ENTRY[accuracy_class].items()
    }
    assert dict(found) == expected


@pytest.mark.parametrize("e", ["5", "0.002", "0.03"])
def test_edges_keep_their_place_in_the_unit_of_the_load(e: str) -> None:
    step = Decimal(e) / 10
    found = edge_cases(InIntervals(first_entry("III"), e), step)
    for case, (point, text) in zip(found, SECOND_ENTRY["III"].items(), strict=True):
        assert case.point == Decimal(point) * Decimal(e)
        assert case.limit == (None if text is None else (-Decimal(text) * Decimal(e), Decimal(text) * Decimal(e)))


def test_an_edge_owned_by_the_row_above_shows() -> None:
    wrong = Bands([Band(500, Constant("0.5"), closed=False), Band(2000, Constant(1))])
    at_edge = next(case for case in edge_cases(wrong, 1) if case.point == 500)
    assert at_edge.limit == (Decimal(-1), Decimal(1))
