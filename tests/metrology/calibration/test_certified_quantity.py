"""Statements of certificates: edges of ranges, interpolation, and nothing beyond."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.calibration import CertifiedQuantity, CertifiedRange, Linear, OutOfCertifiedRange, Polynomial, Table

D = Decimal
numbers = st.decimals("-100", "100", places=3, allow_nan=False)
tables = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=8, unique_by=lambda p: p[0]).map(
    lambda points: Table(tuple(sorted(points)))
)


def range_(lower: str, upper: str, mpe: str, correction: Linear | None = None) -> CertifiedRange:
    return CertifiedRange(D(lower), D(upper), Linear(D(mpe), of_magnitude=True), correction, Linear(D(mpe) / 2))


TWO = CertifiedQuantity("MPa", (range_("0", "1", "0.1"), range_("1", "10", "1", Linear(D("0.5")))))


@pytest.mark.parametrize(("value", "mpe", "true"), [
    ("0", "0.1", "0"), ("0.999", "0.1", "0.999"), ("1", "0.1", "1"), ("1.001", "1", "1.501"), ("10", "1", "10.5"),
])  # fmt: skip
def test_the_lower_range_holds_at_a_common_end(value: str, mpe: str, true: str) -> None:
    assert TWO.maximum_permissible_error(D(value)) == D(mpe)
    assert TWO.expanded_uncertainty(D(value)) == D(mpe) / 2
    assert TWO.correct(D(value)) == D(true)


@pytest.mark.parametrize("value", ["-0.001", "10.001"])
def test_nothing_outside(value: str) -> None:
    assert not TWO.covers(D(value))
    for stated in (TWO.correct, TWO.maximum_permissible_error, TWO.expanded_uncertainty):
        with pytest.raises(OutOfCertifiedRange, match="outside the certified range"):
            stated(D(value))


def test_a_gap_between_ranges_is_outside() -> None:
    gap = CertifiedQuantity("V", (range_("0", "1", "1"), range_("2", "3", "1")))
    assert [gap.covers(D(v)) for v in ("1", "1.5", "2")] == [True, False, True]


@given(tables, st.integers(0, 1000))
def test_interpolation_stays_between_its_points(table: Table, place: int) -> None:
    for (x0, y0), (x1, y1) in pairwise(table.points):
        found = table.at(x0 + (x1 - x0) * place / 1000)
        assert min(y0, y1) <= found <= max(y0, y1)
        assert table.at(x0) == y0


@given(
    st.lists(numbers, min_size=2, max_size=8, unique=True),
    st.lists(st.decimals("0", "1", places=6), min_size=2, max_size=20),
)
def test_a_rising_table_rises_everywhere(values: list[Decimal], parts: list[Decimal]) -> None:
    rising = sorted(values)
    table = Table(tuple((x, x * 2) for x in rising))
    places = sorted(rising[0] + (rising[-1] - rising[0]) * part for part in parts)
    found = [table.at(x) for x in places]
    assert found == sorted(found)


def test_a_value_between_points_as_in_a_worked_example() -> None:
    """0.012 at 20, 0.020 at 50: at 30 there is 0.012 + 0.008/3, to four places more than stated."""
    assert Table(((D(20), D("0.012")), (D(50), D("0.020")))).at(D(30)) == D("0.0146667")


@pytest.mark.parametrize("points", [((D(1), D(1)),), ((D(1), D(1)), (D(1), D(2))), ((D(2), D(1)), (D(1), D(2)))])
def test_a_table_that_cannot_be_read(points: tuple[tuple[Decimal, Decimal], ...]) -> None:
    with pytest.raises(ValueError, match=r"two points|ascend"):
        Table(points)


def test_a_table_ends_at_its_ends() -> None:
    with pytest.raises(ValueError, match="nothing is extrapolated"):
        Table(((D(0), D(0)), (D(1), D(1)))).at(D("1.0001"))


@given(st.lists(numbers, min_size=1, max_size=5), numbers)
def test_a_polynomial_is_exact(coefficients: list[Decimal], x: Decimal) -> None:
    from fractions import Fraction

    exact = sum((Fraction(c) * Fraction(x) ** n for n, c in enumerate(coefficients)), Fraction(0))
    assert Fraction(Polynomial(tuple(coefficients)).at(x)) == exact


def test_a_reading_in_another_unit_is_converted_then_corrected() -> None:
    converted = CertifiedRange(
        D(0), D(10), Linear(D(1)), Linear(D("0.1")), Linear(D(1)), Polynomial((D("-2.5"), D("0.625")))
    )
    transmitter = CertifiedQuantity("MPa", (converted,), "mA")
    assert transmitter.correct(D(12)) == D("5.1")
    assert (transmitter.reading_unit, transmitter.corrects, transmitter.covers_reading(D("3.9"))) == ("mA", True, False)
