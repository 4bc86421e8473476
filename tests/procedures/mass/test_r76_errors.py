"""Changeover point and errors of OIML R 76-1 A.4.4.3, and points decided with them."""

# ruff: noqa: E741  # I is the symbol of the indication

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.exact import multiply
from procedures.kit import Value
from procedures.mass.r76 import errors
from procedures.mass.r76.instrument import PartialRange
from tests.procedures.mass.scales import multi


def P(I: str, dL: str, e: str) -> Value:
    return errors.changeover_point(Value.constant(I, "I"), Value.constant(dL, "dL"), Decimal(e))


def test_example_of_the_recommendation() -> None:
    E = P("1000", "1.5", "5") - Value.constant("1000", "L")
    assert (E.number, (E - Decimal("0.5")).number) == (1, Decimal("0.5"))
    assert (E.formula, E.substitution) == ("I + 0.5 × e − ΔL − L", "1000 + 0.5 × 5 − 1.5 − 1000")


def test_interval_above_an_indication_at_the_end_of_a_partial_range() -> None:
    scale, shown = multi(("2000", "1"), ("5000", "2")), ("0", "-1", "1999", "2000", "4998", "5000", "5018")
    assert [errors.interval_above(scale, Decimal(I)) for I in shown] == [
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
    assert errors.needs_changeover(PartialRange(Decimal(1000), Decimal(1), Decimal(d))) is needed


def test_a_lowered_decimal_precision_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        point = P("10005", "2.0", "5")
    assert point.number == Decimal("10005.5")


@given(hundredths=st.integers(0, 300_000), e=st.sampled_from(["0.01", "0.02", "1", "5", "50"]))
@settings(max_examples=80)
def test_changeover_finds_what_rounding_hid(hundredths: int, e: str) -> None:
    """An ideal display of interval e, loaded in steps of 0.1 e: P lies less than one step below what was laid on."""
    interval = Decimal(e)
    true = multiply(interval, Decimal(hundredths) / 100)

    def shown(load: Decimal) -> Decimal:
        return (load / interval).quantize(Decimal(1), ROUND_HALF_UP) * interval

    I, dL = shown(true), Decimal(0)
    while shown(true + dL) == I:
        dL += interval / 10
    hidden = true - P(str(I), str(dL), e).number
    assert 0 <= hidden < interval / 10
