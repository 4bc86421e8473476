"""Metrological confirmation: both rules at their edges, and that a wider U or MPE never confirms what was refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.confirmation import by_error, by_mpe

numbers = st.decimals(-1000, 1000, places=6)
positive = st.decimals("0.000001", 1000, places=6)
not_negative = st.decimals(0, 1000, places=6)


@given(numbers, not_negative, not_negative, positive)
def test_a_wider_uncertainty_never_confirms_what_was_refused(e: Decimal, u: Decimal, more: Decimal, t: Decimal) -> None:
    assert by_error(e, u, t).confirmed or not by_error(e, u + more, t).confirmed
    assert by_error(e, u, t).confirmed == (abs(e) + u <= t) == by_error(-e, u, t).confirmed


@given(not_negative, not_negative, positive)
def test_a_wider_mpe_never_confirms_what_was_refused(mpe: Decimal, more: Decimal, t: Decimal) -> None:
    assert by_mpe(mpe, t).confirmed or not by_mpe(mpe + more, t).confirmed


@pytest.mark.parametrize(("e", "u", "confirmed"), [
    ("0.3", "0.2", True), ("-0.3", "0.2", True), ("0.3", "0.2000000001", False),
    ("0.5000000001", "0", False), ("0", "0.5", True),
])  # fmt: skip
def test_the_edge_of_error_and_uncertainty(e: str, u: str, confirmed: bool) -> None:
    assert by_error(Decimal(e), Decimal(u), Decimal("0.5")).confirmed is confirmed


@pytest.mark.parametrize(
    ("mpe", "confirmed"), [("0.3333333333333333333333333333", True), ("0.3333333333333333333333333334", False)]
)
def test_a_third_is_compared_without_a_division(mpe: str, confirmed: bool) -> None:
    assert by_mpe(Decimal(mpe), Decimal(1)).confirmed is confirmed


def test_what_cannot_be_is_refused() -> None:
    for call in (lambda: by_error(Decimal(0), Decimal(-1), Decimal(1)), lambda: by_mpe(Decimal(1), Decimal(0))):
        with pytest.raises(ValueError, match="negative"):
            call()
