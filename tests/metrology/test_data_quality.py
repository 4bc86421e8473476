"""Rules of monitored data, on the published vectors and beside their limits."""

from decimal import Decimal
from fractions import Fraction

import pytest

from metrology.data_quality import Agreement, Completeness, Punctuality

# Vector `energy_quality`, item by item.
RECEIVED = [(96, 87, Fraction(9062, 10000), True), (96, 86, Fraction(8958, 10000), False)]
MONTHS = [("1045", "1000", "0.045", True), ("1051", "1000", "0.051", False)]


@pytest.mark.parametrize(("expected", "received", "rate", "ok"), RECEIVED)
def test_completeness_of_the_vector(expected: int, received: int, rate: Fraction, ok: bool) -> None:
    found = Completeness(expected, received)
    assert found.rate is not None
    assert abs(found.rate - rate) < Fraction(1, 10000)
    assert found.met is ok


@pytest.mark.parametrize(("daily", "monthly", "deviation", "ok"), MONTHS)
def test_agreement_of_the_vector(daily: str, monthly: str, deviation: str, ok: bool) -> None:
    found = Agreement(Decimal(daily), Decimal(monthly))
    assert (found.deviation, found.met) == (Fraction(deviation), ok)


def test_nothing_is_rounded_before_it_is_compared() -> None:
    assert Completeness(10_000, 8_999).met is False  # 89.99 %
    assert Completeness(10_000, 9_000).met is True
    assert Agreement(Decimal("1050.0001"), Decimal(1000)).met is False
    assert Agreement(Decimal("950"), Decimal(1000)).met is True


def test_what_cannot_be_stated_is_not_met() -> None:
    assert Completeness(0, 0).met is None
    assert Agreement(Decimal(1), Decimal(0)).deviation is None
    assert not Agreement(Decimal(1), Decimal(0)).met
    assert Agreement(Decimal(0), Decimal(0)).met


def test_punctuality() -> None:
    assert Punctuality("day", (Decimal(60), Decimal("-60"))).met is True
    assert Punctuality("day", (Decimal("60.1"),), 1).met is False
    assert Punctuality("day", (Decimal(1),), 1).met is None
    assert Punctuality("month", (Decimal(86_400),)).met is True
    assert Punctuality("month", ()).met is None
