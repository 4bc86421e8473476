"""Changeover point and errors of OIML R 76-1 A.4.4.3, and points decided with them."""

# ruff: noqa: E741  # I is the symbol of the indication

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.decision import Outcome
from metrology.exact import multiply
from procedures.mass.r76 import errors
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.mass.r76.weighing import direct_point, weighing_point, weighing_result

TRADE_SCALE = Scale.single("III", 15_000, 5, minimum=100)
PASS, FAIL = Outcome.CONFORM, Outcome.NOT_CONFORM


def D(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_example_of_the_recommendation() -> None:
    P = errors.changeover_point(*D("1000", "1.5", "5"))
    E = errors.indication_error(P, Decimal(1000))
    assert (P, E, errors.corrected_error(E, Decimal("0.5"))) == (Decimal("1001.0"), 1, Decimal("0.5"))


@pytest.mark.parametrize(
    ("L", "I", "dL", "E", "Ec", "mpe", "initial", "in_service"),
    [
        ("100", "100", "2.0", "0.5", "0.0", "2.5", PASS, PASS),
        ("2500", "2500", "4.5", "-2.0", "-2.5", "2.5", PASS, PASS),
        ("2500", "2505", "3.0", "4.5", "4.0", "2.5", FAIL, PASS),
        ("2505", "2510", "2.5", "5.0", "4.5", "5.0", PASS, PASS),
        ("10000", "10005", "2.0", "5.5", "5.0", "5.0", PASS, PASS),
        ("15000", "15010", "4.5", "8.0", "7.5", "7.5", PASS, PASS),
        ("15000", "14995", "0.5", "-3.0", "-3.5", "7.5", PASS, PASS),
        ("2500", "2500", "4.6", "-2.1", "-2.6", "2.5", FAIL, PASS),
        ("2500", "2510", "3.4", "9.1", "8.6", "2.5", FAIL, FAIL),
    ],
)
def test_constructed_points(
    L: str,
    I: str,
    dL: str,
    E: str,
    Ec: str,
    mpe: str,
    initial: Outcome,
    in_service: Outcome,
) -> None:
    readings = D(L, I, dL, "0.5")
    point = weighing_point(TRADE_SCALE, *readings, "initial")
    assert (point.E, point.Ec, point.mpe) == (Decimal(E), Decimal(Ec), Decimal(mpe))
    assert point.decision.outcome is initial
    assert weighing_point(TRADE_SCALE, *readings, "in-service").decision.outcome is in_service


def test_interval_above_an_indication_at_the_end_of_a_partial_range() -> None:
    scale = Scale("III", (PartialRange(*D("2000", "1", "1")), PartialRange(*D("5000", "2", "2"))), Decimal(20))
    assert [errors.interval_above(scale, I) for I in D("0", "-1", "1999", "2000", "4998", "5000", "5018")] == [
        1,
        1,
        1,
        2,
        2,
        2,
        2,
    ]


@pytest.mark.parametrize(("d", "needed"), [("1", True), ("0.5", True), ("0.2", False), ("0.1", False)])
def test_rounding_error_is_eliminated_above_a_fifth_of_e(d: str, needed: bool) -> None:
    assert errors.needs_changeover(PartialRange(*D("1000", "1", d))) is needed


def test_direct_reading_is_judged_as_it_is() -> None:
    fine = Scale.single("III", 15_000, 5, minimum=100, d="0.5")
    assert direct_point(fine, *D("2500", "2502.5", "0"), "initial").decision.outcome is PASS
    assert direct_point(fine, *D("2500", "2503.0", "0"), "initial").decision.outcome is FAIL
    assert errors.direct_error(*D("2503.0", "2500")) == 3


@pytest.mark.parametrize("missing", ["I", "dL", "E0"])
def test_a_missing_reading_is_never_invented(missing: str) -> None:
    readings = {"I": Decimal(5000), "dL": Decimal("2.5"), "E0": Decimal(0)}
    assert weighing_result(TRADE_SCALE, Decimal(5000), *readings.values(), "initial").outcome is PASS
    result = weighing_result(TRADE_SCALE, Decimal(5000), *({**readings, missing: None}).values(), "initial")
    assert result.outcome is Outcome.INCOMPLETE
    assert (missing if missing != "dL" else "ΔL") in result.en
    assert result.decisions == ()


def test_trace_names_clause_and_numbers() -> None:
    decision = weighing_point(TRADE_SCALE, *D("2500", "2505", "3.0", "0.5"), "initial").decision
    assert decision.source is not None
    assert "3.5.1" in decision.source.clause
    assert decision.unit == "g"
    assert "2504.5" in decision.substitution
    assert "4.0" in decision.compared


def test_a_lowered_decimal_precision_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        point = weighing_point(TRADE_SCALE, *D("10000", "10005", "2.0", "0.5"), "initial")
    assert (point.P, point.Ec) == (Decimal("10005.5"), Decimal("5.0"))


@given(hundredths=st.integers(0, 300_000), e=st.sampled_from(["0.01", "0.02", "1", "5", "50"]))
@settings(max_examples=80, deadline=None)
def test_changeover_finds_what_rounding_hid(hundredths: int, e: str) -> None:
    """An ideal display of interval e, loaded in steps of 0.1 e: P lies less than one step below what was laid on."""
    interval = Decimal(e)
    true = multiply(interval, Decimal(hundredths) / 100)

    def shown(load: Decimal) -> Decimal:
        return (load / interval).quantize(Decimal(1), ROUND_HALF_UP) * interval

    I, dL = shown(true), Decimal(0)
    while shown(true + dL) == I:
        dL += interval / 10
    hidden = true - errors.changeover_point(I, dL, interval)
    assert 0 <= hidden < interval / 10
