"""Numbers come in exactly or not at all, and no decimal context of the caller changes them."""

from decimal import ROUND_DOWN, Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.exact import add, divide, mean, plain, subtract, to_decimal, trimmed

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("given_as", "text"),
    [("4.0", "4.0"), (" -0.050 ", "-0.050"), (7, "7"), (Decimal("1.20"), "1.20"), ("1.2e-3", "0.0012")],
)
def test_text_integer_and_decimal_keep_every_digit(given_as: Decimal | int | str, text: str) -> None:
    assert plain(to_decimal(given_as)) == text


def test_numpy_integer_is_an_integer() -> None:
    assert to_decimal(np.int64(5)) == 5  # type: ignore[arg-type]  # indexes like an int, but is none


@pytest.mark.parametrize("value", [0.1, np.float64(0.1), float("nan")])
def test_binary_float_is_refused_and_the_message_says_why(value: float) -> None:
    with pytest.raises(TypeError, match=r"binary float.*text that the instrument sent"):
        to_decimal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [True, None, np.float32(1), b"1", 1j])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_decimal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1,5", "1_000", "NaN", "Infinity", "-inf", "1.2.3", "１２", "0x10", "1e", "1E+999", "1E-999"],
)
def test_text_that_is_no_measured_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|measured value"):
        to_decimal(text)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+9999")])
def test_decimal_that_is_no_measured_value_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="measured value"):
        to_decimal(value)


@pytest.mark.parametrize(
    ("number", "text"), [("4E+3", "4000"), ("1.50E-4", "0.000150"), ("-0.0", "-0.0"), ("100", "100"), ("0E+2", "0")]
)
def test_plain_text_has_no_exponent(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_plain_text_and_sums_do_not_depend_on_the_callers_context() -> None:
    number, step = to_decimal("123456789.123456789"), to_decimal("0.000000001")
    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_DOWN
        assert plain(number) == "123456789.123456789"
        assert add(number, step) == Decimal("123456789.123456790")
        assert subtract(number, number) == 0


@given(DECIMALS, DECIMALS)
def test_difference_undoes_sum(first: Decimal, second: Decimal) -> None:
    assert subtract(add(first, second), second) == first


def test_mean_is_taken_before_any_rounding() -> None:
    assert mean(["1.0", "1.1", "1.1"]) == Decimal("1.0666666666666666666666666666666666666666666666667")
    assert mean(["0.02", "0.03"]) == Decimal("0.025")


def test_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one reading"):
        mean([])


def test_quotient_ends_where_it_can() -> None:
    assert divide("0.009", "0.02") == Decimal("0.45")
    with pytest.raises(ZeroDivisionError, match="5"):
        divide(5, "0.00")


@pytest.mark.parametrize(("number", "text"), [("2.50", "2.5"), ("100", "100"), ("0.00", "0"), ("1E+2", "100")])
def test_trimmed_keeps_the_value_and_drops_zeros_behind_the_point(number: str, text: str) -> None:
    assert plain(trimmed(Decimal(number))) == text
