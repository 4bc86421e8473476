"""Rounding as GB/T 8170 and JJF 1059.1 print it."""

from decimal import Decimal, localcontext

import pytest

from metrology.meter_rounding import (
    DAILY_TIMING,
    STANDARD_DEVIATION_INTERVALS,
    STANDARD_METER_INTERVALS,
    meter_rounding,
)
from metrology.rounding import (
    Rounding,
    plain,
    round_significant,
    round_to_interval,
    round_to_uncertainty,
    round_uncertainty,
)


# GB/T 8170-2008 and the reference vectors of rounding.
@pytest.mark.parametrize(
    ("value", "interval", "rounded"),
    [
        ("2.5", "1", "2"), ("3.5", "1", "4"), ("0.25", "0.1", "0.2"), ("0.35", "0.1", "0.4"), ("1.050", "0.1", "1.0"),
        ("1.0501", "0.1", "1.1"), ("2.675", "0.01", "2.68"), ("15.4546", "1", "15"), ("60.25", "0.5", "60.0"),
        ("60.38", "0.5", "60.5"), ("60.28", "0.5", "60.5"), ("-60.75", "0.5", "-61.0"), ("830", "20", "840"),
        ("842", "20", "840"), ("-930", "20", "-920"), ("63.37", "5", "65"), ("1.003", "0.002", "1.004"),
        ("0", "0.1", "0.0"),        ("7", "0.10", "7.00"), ("4999", "1E+4", "0"), ("12345", "1E+1", "12340"),
    ],
)  # fmt: skip
def test_multiple_nearest_to_the_value_ties_to_even_zeros_kept(value: str, interval: str, rounded: str) -> None:
    assert plain(round_to_interval(value, interval)) == rounded


def test_even_belongs_to_the_multiple_not_to_the_last_digit() -> None:
    assert plain(round_to_interval("0.3", "0.2")) == "0.4"
    assert plain(round_to_interval("0.5", "0.2")) == "0.4"


def test_small_negative_value_rounds_to_zero_without_a_sign() -> None:
    assert plain(round_to_interval("-0.04", "0.1")) == "0.0"


def test_rounding_does_not_depend_on_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 2
        assert plain(round_to_interval("123456.785", "0.01")) == "123456.78"
        assert plain(round_significant("123456.785", 8)) == "123456.78"


@pytest.mark.parametrize("interval", ["0", "-0.1", 0])
def test_interval_must_be_positive(interval: str | int) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        round_to_interval("1", interval)


@pytest.mark.parametrize("arguments", [(0.25, "0.1"), ("0.25", 0.1)])
def test_float_is_refused(arguments: tuple[float | str, float | str]) -> None:
    with pytest.raises(TypeError, match="binary float"):
        round_to_interval(*arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("8.53459", 3, "8.53"), ("2.5499", 2, "2.5"), ("9.96", 2, "10"), ("-9.96", 2, "-10"), ("0.0995", 2, "0.10"),
        ("6.3", 3, "6.30"), ("12345", 3, "12300"), ("0.00", 2, "0.00"), ("-0", 1, "0"),
    ],
)  # fmt: skip
def test_significant_digits(value: str, digits: int, rounded: str) -> None:
    assert plain(round_significant(value, digits)) == rounded


@pytest.mark.parametrize(
    ("U", "digits", "up", "rounded"),
    [
        ("0.0243", 2, True, "0.025"), ("0.0243", 1, True, "0.03"), ("0.0243", 2, False, "0.024"),
        ("0.024", 2, True, "0.024"), ("0.0991", 2, True, "0.10"), ("10.47", 2, True, "11"), ("28.05", 2, False, "28"),
        ("0", 2, False, "0"), ("0.3", 2, False, "0.30"),
    ],
)  # fmt: skip
def test_uncertainty(U: str, digits: int, up: bool, rounded: str) -> None:
    assert plain(round_uncertainty(U, digits, up)) == rounded


@pytest.mark.parametrize(
    ("value", "U", "rounded"),
    [
        ("6.3250", "0.25", "6.32"),
        ("6.3", "0.25", "6.30"),
        ("1500.05", "10.015", "1500"),
        ("50000838.4", "32", "50000838"),
    ],
)
def test_estimate_ends_at_the_last_place_of_its_uncertainty(value: str, U: str, rounded: str) -> None:
    assert plain(round_to_uncertainty(value, U)) == rounded


def test_impossible_uncertainties_and_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        round_uncertainty("-0.1")
    with pytest.raises(ValueError, match="at least 1"):
        round_uncertainty("0.1", 0)
    with pytest.raises(ValueError, match="at least 1"):
        round_significant("0.1", 0)
    with pytest.raises(ValueError, match="must be positive"):
        round_to_uncertainty("1", "0")


# Constructed from the rule of electricity meters: the sign of the mean is printed, of a rounded zero too.
@pytest.mark.parametrize(
    ("value", "interval", "printed"),
    [
        ("1.05", "0.1", "+1.0"), ("1.15", "0.1", "+1.2"), ("1.0499", "0.1", "+1.0"), ("-0.04", "0.1", "-0.0"),
        ("-0.05", "0.1", "-0.0"), ("2.10", "0.2", "+2.0"), ("2.30", "0.2", "+2.4"), ("2.3001", "0.2", "+2.4"),
        ("0.525", "0.05", "+0.50"), ("0.575", "0.05", "+0.60"), ("0.21", "0.02", "+0.20"), ("0.23", "0.02", "+0.24"),
        ("0.2101", "0.02", "+0.22"), ("0", "0.1", "+0.0"), ("0.04", "0.1", "+0.0"), ("-1.25", "0.1", "-1.2"),
    ],
)  # fmt: skip
def test_meter_error_keeps_its_sign(value: str, interval: str, printed: str) -> None:
    assert Rounding(interval, keeps_sign_of_zero=True).text(value) == printed


def test_ordinary_rounding_prints_no_plus_and_no_signed_zero() -> None:
    assert Rounding("0.1").text("-0.04") == "0.0"
    assert Rounding("0.1").text("1.05") == "1.0"
    assert Rounding("0.1").round("-0.04").is_signed() is False


def test_meter_rounding_by_class() -> None:
    assert meter_rounding("0.5").text("-0.024") == "-0.00"
    assert meter_rounding(2).interval == Decimal("0.2")
    assert meter_rounding("1.0").interval == Decimal("0.1")
    assert meter_rounding("0.2", STANDARD_DEVIATION_INTERVALS).text("0.0060") == "0.008"
    assert meter_rounding("0.02", STANDARD_METER_INTERVALS).text("0.0050") == "+0.004"
    assert DAILY_TIMING.text("-0.432") == "-0.43"
    with pytest.raises(ValueError, match=r"class 5 .*known: 0.2, 0.5, 1, 2"):
        meter_rounding(5)


def test_rounding_interval_must_be_positive() -> None:
    with pytest.raises(ValueError, match="must be positive"):
        Rounding("0")
