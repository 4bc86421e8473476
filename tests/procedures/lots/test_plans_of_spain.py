"""Order ICT/155/2020, annex III app. III tables 1 and 2, annex IV app. III tables 5 and 6, copied a second time."""

import pytest

from metrology.status import Status
from procedures.errors import UnknownRegulation
from procedures.lots import scheme

SINGLE = """
1     50  1 2  10
1200  50  1 2  10
1201  80  3 4  16
3200  80  3 4  16
3201  125 5 6  25
10000 125 5 6  25
10001 200 10 11 40
35000 200 10 11 40
"""
DOUBLE = """
1200  32 0 2   64 1 2    6
1201  50 1 4   100 4 5   10
3200  50 1 4   100 4 5   10
3201  80 2 5   160 6 7   16
10000 80 2 5   160 6 7   16
10001 125 5 9  250 12 13 25
35000 125 5 9  250 12 13 25
"""


def lines(table: str) -> list[list[int]]:
    return [[int(cell) for cell in line.split()] for line in table.split("\n") if line]


@pytest.mark.parametrize("kind", ["water-meter", "gas-meter"])
@pytest.mark.parametrize("line", lines(SINGLE))
def test_single(kind: str, line: list[int]) -> None:
    size, n, accept, reject, spares = line
    if size < n:
        with pytest.raises(UnknownRegulation, match="cannot be sampled"):
            scheme("ES", kind).plan("single", size)
        return
    plan = scheme("ES", kind).plan("single", size)
    assert [(s.total, s.acceptance, s.rejection) for s in plan.stages] == [(n, accept, reject)]
    assert (plan.spares, plan.source.status) == (spares, Status.VERIFIED)


@pytest.mark.parametrize("kind", ["water-meter", "gas-meter"])
@pytest.mark.parametrize("line", lines(DOUBLE))
def test_double(kind: str, line: list[int]) -> None:
    size, n1, a1, r1, n2, a2, r2, spares = line
    plan = scheme("ES", kind).plan("double", size)
    assert [(s.total, s.acceptance, s.rejection) for s in plan.stages] == [(n1, a1, r1), (n2, a2, r2)]
    assert plan.spares == spares


def test_the_plan_of_a_larger_lot_may_be_chosen_and_no_smaller_one() -> None:
    law = scheme("ES", "water-meter")
    assert law.plan("single", 100, 3000).total == 80
    with pytest.raises(UnknownRegulation, match="smaller lot"):
        law.plan("single", 3000, 100)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("ES", "water-meter", "single", 35001), "ISO 2859-2"),
        (("ES", "water-meter", "double", 35001), "ISO 2859-2"),
        (("ES", "water-meter", "double", 63), "cannot be sampled"),
        (("ES", "water-meter", "triple", 100), "double, single"),
        (("ES", "scale", "single", 100), "water-meter, gas-meter"),
        (("DE", "water-meter", "single", 100), "only for ES"),
    ],
)
def test_what_no_table_holds(words: tuple[str, str, str, int], problem: str) -> None:
    jurisdiction, kind, name, size = words
    with pytest.raises(UnknownRegulation, match=problem):
        scheme(jurisdiction, kind).plan(name, size)


@pytest.mark.parametrize(("kind", "flow"), [("water-meter", "q3"), ("gas-meter", "qmax")])
def test_what_a_lot_has_in_common_and_how_long_it_goes_on(kind: str, flow: str) -> None:
    law = scheme("ES", kind)
    assert law.same == ("year", flow, "ratio", "dn", "maker", "model", "supply")
    assert (law.tested_within_months, law.extension_months) == (1, 60)
