"""Entry checks: what a display cannot have shown is refused, what is improbable has to be confirmed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.mass.r76 import entry
from procedures.run import Problem
from tests.procedures.mass.scales import MULTI
from tests.procedures.mass.scales import TRADE_SCALE as SCALE


def code(problem: Problem | None) -> tuple[str, str] | None:
    if problem is None:
        return None
    assert problem.zh
    assert problem.en
    return problem.code, problem.severity


@pytest.mark.parametrize(
    ("value", "load", "expected"),
    [
        ("5005", "5000", None),
        ("5004", "5000", ("indication_not_multiple_of_d", "refuse")),
        ("-5", "0", None),
        ("-2.5", "0", ("indication_not_multiple_of_d", "refuse")),
        ("15045", "15000", None),
        ("15050", "15000", ("indication_above_Max_plus_9_e", "refuse")),
        ("5045", "5000", None),
        ("5050", "5000", ("indication_far_from_load", "confirm")),
        ("0", "50", ("indication_far_from_load", "confirm")),
    ],
)
def test_indication(value: str, load: str, expected: tuple[str, str] | None) -> None:
    assert code(entry.check_indication(SCALE, Decimal(value), Decimal(load))) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1999", True), ("2000", True), ("2001", False), ("2002", True), ("5005", False), ("5010", True)],
)
def test_each_partial_range_has_its_own_interval(value: str, shown: bool) -> None:
    assert (entry.check_indication(MULTI, Decimal(value), Decimal(value)) is None) is shown


@pytest.mark.parametrize(
    ("dL", "accepted"), [("0", True), ("5", True), ("2.6", True), ("5.5", True), ("-0.1", False), ("5.6", False)]
)  # 5.5 g: the load lies on a changeover point, and the eleventh piece of 0.5 g lets the display rise
def test_additional_load(dL: str, accepted: bool) -> None:
    problem = entry.check_additional_load(Decimal(dL), Decimal(5), "g")
    assert code(problem) == (None if accepted else ("dL_outside_0_to_e", "refuse"))


@given(count=st.integers(-20, 3_009), off=st.sampled_from(["0.1", "1", "2.5", "4.999"]))
@settings(max_examples=60)
def test_whatever_the_display_can_show_is_taken_and_nothing_between(count: int, off: str) -> None:
    shown = Decimal(5) * count
    assert entry.check_indication(SCALE, shown, shown) is None
    between = entry.check_indication(SCALE, shown + Decimal(off), shown)
    assert between is not None
    assert between.severity == "refuse"
