"""What counts as a number on a wire."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs.numbers import Malformed, decimal_number, flag, plain_text

NO_NUMBERS = (
    *("", " ", "ON", "NaN", "nan", "inf", "-Infinity", "9.9E37", "+9.90000E+37", "9.91E37", "-9.9E+37", "1,5", "1 5"),
    *("1.2.3", "SENS1:PRES 35.1", "0x10", "1_000", "１２", "+-1", "1E", "."),
)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_is_no_number(text: str) -> None:
    with pytest.raises(Malformed):
        decimal_number(text)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("1.50", "1.50"), (" +1.21513398300000E+006", "1215133.98300000"), ("-.5", "-0.5"), ("5.", "5")],
)
def test_keeps_the_digits_received(text: str, digits: str) -> None:
    assert format(decimal_number(text), "f") == digits


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_every_plain_decimal_survives(value: Decimal) -> None:
    assert str(decimal_number(format(value, "f"))) == format(value, "f")


@given(st.text(max_size=12))
def test_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = decimal_number(text)
    except Malformed:
        return
    assert value == Decimal(text.strip(" "))
    assert value.is_finite()


def test_flag_is_exactly_zero_or_one() -> None:
    assert (flag("1"), flag(" 0")) == (True, False)
    for text in ("", "2", "ON", "1.0", "9.9E37"):
        with pytest.raises(Malformed):
            flag(text)


@pytest.mark.parametrize("raw", [b"S S 1\x00", b"\xff", "12 °C".encode("latin-1"), b"a\tb"])
def test_noise_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed):
        plain_text(raw)
