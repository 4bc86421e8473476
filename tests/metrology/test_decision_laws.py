"""Laws of deciding: monotone in the error and in its uncertainty, and kept whole as data."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from metrology.decision import (
    BY_SEVERITY,
    ILAC_G8_BINARY,
    ILAC_G8_NON_BINARY,
    ISO14253_1,
    ISO14253_1_CONFORMITY,
    ISO14253_1_NONCONFORMITY,
    JJF1094,
    SIMPLE,
    Outcome,
    Rule,
    decide,
)
from metrology.limits import Asymmetric, Band, Bands, Constant, Greatest, InIntervals, Limit, Linear, OfReading, Scaled
from tests.metrology.guarded import guarded

CAUTIOUS = [SIMPLE, JJF1094, guarded("1.5"), ILAC_G8_BINARY, ILAC_G8_NON_BINARY, ISO14253_1, ISO14253_1_CONFORMITY]
RULES = st.sampled_from([*CAUTIOUS, ISO14253_1_NONCONFORMITY])
ERRORS = st.decimals(-5, 5, allow_nan=False, places=2)
SIZES = st.decimals(0, 5, allow_nan=False, places=2)
POINTS = st.decimals(0, 30, allow_nan=False, places=1)
LIMITS: list[Limit] = [
    Constant("0.5"),
    Asymmetric(-4, 1),
    Bands([Band(10, Constant("0.6"), closed=False), Band(30, Constant("1.0"))]),
    InIntervals(Bands([Band(2, Constant("0.5")), Band(6, Asymmetric("-1.5", "1.0"))]), 5),
    Scaled(Bands([Band(15, Constant("0.333")), Band(30, Constant("1.2"))]), "1.5"),
    Linear("0.2", "0.051"),
    Greatest(Constant("0.3"), OfReading(5)),
]
STEPS = ["0.1", "0.05", "0.2", "0.5", "1", "0.03", "0.001"]


@given(ERRORS, ERRORS, SIZES, SIZES, RULES)
def test_a_larger_error_is_never_judged_better(
    one: Decimal, other: Decimal, limit: Decimal, U: Decimal, rule: Rule
) -> None:
    near, far = sorted([abs(one), abs(other)])
    better, worse = (BY_SEVERITY.index(decide(error, limit, U, rule).outcome) for error in (near, far))
    assert better <= worse


@given(ERRORS, SIZES, SIZES, SIZES, st.sampled_from(CAUTIOUS))
def test_a_wider_uncertainty_never_turns_a_refusal_into_an_acceptance(
    error: Decimal, limit: Decimal, one: Decimal, other: Decimal, rule: Rule
) -> None:
    narrow, wide = sorted([one, other])
    if decide(error, limit, narrow, rule).outcome is not Outcome.CONFORM:
        assert decide(error, limit, wide, rule).outcome is not Outcome.CONFORM
