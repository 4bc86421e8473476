"""Nameplates against Tables 3 and 4 of OIML R 76-1 and the relation of e and d."""

from decimal import Decimal

import pytest

from metrology.status import Status
from procedures.mass.r76 import specification
from procedures.mass.r76.classification import TABLE_3, TABLE_4
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.mass.r76.interval_checks import is_one_two_five
from tests.procedures.mass.scales import multi, scale, single

# Second entry, as Directive 2014/31/EU Annex I Tables 1 and 2 print them: e in mg, n, Min in e; Max_i / e_(i+1)
DIRECTIVE_TABLE_1 = {
    "I": [(1, None, 50_000, None, 100)],
    "II": [(1, 50, 100, 100_000, 20), (100, None, 5_000, 100_000, 50)],
    "III": [(100, 2_000, 100, 10_000, 20), (5_000, None, 500, 10_000, 20)],
    "IIII": [(5_000, None, 100, 1_000, 10)],
}
DIRECTIVE_TABLE_2 = {"I": 50_000, "II": 5_000, "III": 500, "IIII": 50}


def codes(instrument: Scale) -> set[str]:
    return {r.code for r in specification.check(instrument) if not r.conforms}


def test_second_entry_of_the_tables() -> None:
    in_mg = {
        name: [(row.e_from * 1000, row.e_to and row.e_to * 1000, row.n_from, row.n_to, row.minimum) for row in rows]
        for name, rows in TABLE_3.items()
    }
    assert in_mg == DIRECTIVE_TABLE_1
    assert TABLE_4 == DIRECTIVE_TABLE_2


@pytest.mark.parametrize(
    ("accuracy_class", "maximum", "e", "minimum", "d", "expected"),
    [
        ("III", "15000", "5", "100", None, set()),
        ("III", "50000", "5", "100", None, set()),
        ("III", "50005", "5", "100", None, {"n_above_max"}),
        ("III", "2500", "5", "100", None, set()),
        ("III", "2495", "5", "100", None, {"n_below_min"}),
        ("III", "200", "2", "40", None, set()),
        ("III", "15000", "5", "99", None, {"Min_below_limit"}),
        ("III", "15000", "3", "60", None, {"e_form"}),
        ("III", "500", "0.05", "1", None, {"e_below_min"}),
        ("IIII", "10000", "1", "10", None, {"e_below_min", "n_above_max"}),
        ("III", "15000", "5", "100", "1", {"d_not_e"}),
        ("III", "15000", "5", "100", "10", {"d_not_e", "d_above_e"}),
        ("III", "100", "1", "100", None, {"Min_not_below_Max"}),
        ("II", "3000", "1", "20", None, {"n_below_min", "Min_below_limit"}),
        ("II", "3000", "0.1", "0.5", "0.01", set()),
        ("II", "3000", "0.1", "0.4", "0.01", {"Min_below_limit"}),
        ("II", "3000", "0.1", "0.3", "0.005", {"e_above_10_d"}),
        ("II", "3000", "0.2", "5", "0.1", {"e_not_power_of_ten"}),
        ("II", "3000", "0.1", "1.5", "0.03", {"d_form"}),
        ("I", "200", "0.001", "0.001", "0.00001", set()),
        ("I", "20", "0.001", "0.001", "0.00001", set()),
        ("I", "20", "0.001", "0.1", None, {"n_below_min"}),
        ("I", "200", "0.002", "0.01", "0.0001", {"e_not_1_mg"}),
        ("I", "200", "0.0005", "0.05", None, {"e_below_min"}),
    ],
)
def test_nameplate(accuracy_class: str, maximum: str, e: str, minimum: str, d: str | None, expected: set[str]) -> None:
    assert codes(single(accuracy_class, maximum, e, minimum=minimum, d=d)) == expected


def test_the_unit_of_the_nameplate_does_not_matter() -> None:
    in_kg = single("III", "15", "0.005", minimum="0.1", unit="kg")
    in_t = single("III", "60", "0.02", minimum="0.3", unit="t")
    assert codes(in_kg) == set()
    assert codes(in_t) == {"Min_below_limit"}
    assert next(f.limit for f in specification.check(in_t) if f.code == "Min_below_limit") == "≥ 0.40 t"


def test_grading_instruments_may_begin_at_5_e() -> None:
    ranges = (PartialRange(Decimal(15_000), Decimal(5), Decimal(5)),)
    assert codes(scale("III", ranges, Decimal(25), grading=True)) == set()
    assert codes(scale("III", ranges, Decimal(24), grading=True)) == {"Min_below_limit"}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((("2000", "1"), ("5000", "2"), ("15000", "10")), set()),
        ((("2000", "1"), ("15000", "5")), {"Max_i_over_next_e_below_min"}),
        ((("2500", "1"), ("15000", "5")), set()),
        ((("5000", "2"), ("15000", "1")), {"e_order", "n_above_max"}),
        ((("15000", "5"), ("6000", "10")), {"Max_order"}),
    ],
)
def test_multi_interval(parts: tuple[tuple[str, str], ...], expected: set[str]) -> None:
    assert codes(multi(*parts, minimum="100")) == expected


def test_no_auxiliary_indication_on_multi_interval_or_price_computing_instruments() -> None:
    assert codes(multi(("500", "0.1"), ("3000", "1"), accuracy_class="II", minimum="5", d="0.01")) >= {"d_not_e"}
    ranges = (PartialRange(Decimal(3_000), Decimal("0.1"), Decimal("0.01")),)
    assert codes(scale("II", ranges, Decimal(5), price_computing=True)) == {"d_not_e"}


def test_checks_that_are_met_are_reported_too() -> None:
    findings = list(specification.check(single("III", 15_000, 5, minimum=100)))
    assert [finding.code for finding in findings] == [
        "e_below_min",
        "e_form",
        "d_above_e",
        "d_not_e",
        "n_below_min",
        "n_above_max",
        "Min_below_limit",
        "Min_not_below_Max",
    ]
    assert all(f.conforms and f.clause and f.text.zh and f.text.en and f.status is Status.SECONDARY for f in findings)


def test_form_of_an_interval() -> None:
    good, bad = ("1", "0.05", "200", "2E+3", "0.50"), ("3", "0.25", "12", "0.11", "501")
    assert all(is_one_two_five(Decimal(text)) for text in good)
    assert not any(is_one_two_five(Decimal(text)) for text in bad)


@pytest.mark.parametrize(
    ("error", "make"),
    [
        (TypeError, lambda: single("III", 15.0, 5, minimum=100)),
        (ValueError, lambda: single("V", 15, 5, minimum=100)),
        (ValueError, lambda: single("III", 15_000, 0, minimum=100)),
        (ValueError, lambda: single("III", 15_000, 5, minimum=-1)),
        (ValueError, lambda: scale("III", (), Decimal(1))),
    ],
)
def test_what_no_nameplate_can_mean_is_refused(error: type[Exception], make: object) -> None:
    with pytest.raises(error):
        make()
