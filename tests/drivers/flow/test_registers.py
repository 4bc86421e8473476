"""Register words: orders, shortest decimals, fixed point, text; and reply lengths."""

import struct
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs import registers
from drivers.codecs.numbers import Malformed
from drivers.codecs.registers import Order
from drivers.link.modbus import rtu_length, tcp_length

ORDERS: tuple[Order, ...] = ("ABCD", "CDAB", "BADC", "DCBA")


@pytest.mark.parametrize(
    ("raw", "order"),
    [("43 66 80 00", "ABCD"), ("80 00 43 66", "CDAB"), ("66 43 00 80", "BADC"), ("00 80 66 43", "DCBA")],
)
def test_one_number_in_four_orders(raw: str, order: Order) -> None:
    assert registers.single(bytes.fromhex(raw), order) == Decimal("230.5")
    assert registers.to_single(Decimal("230.5"), order) == bytes.fromhex(raw)


def test_the_wrong_order_is_another_number_and_so_must_be_said() -> None:
    assert registers.single(bytes.fromhex("66 43 00 80"), "ABCD") > Decimal("1e23")


@given(st.floats(-(2.0**126), 2.0**126, width=32), st.sampled_from(ORDERS))
def test_a_single_survives_the_round_trip(number: float, order: Order) -> None:
    packed = registers.ordered(struct.pack(">f", number), order)
    value = registers.single(packed, order)
    assert struct.unpack(">f", struct.pack(">f", float(value)))[0] == number
    assert len(value.as_tuple().digits) <= 9 or abs(number) >= 1e9


@pytest.mark.parametrize("raw", ["7F C0 00 00", "7F 80 00 00", "FF 80 00 00", "7E 94 F5 6B", "43 66 80", ""])
def test_no_single(raw: str) -> None:
    with pytest.raises(Malformed):
        registers.single(bytes.fromhex(raw), "ABCD")


@given(st.integers(-(2**31), 2**31 - 1), st.integers(-6, 3), st.sampled_from(ORDERS))
def test_fixed_point_survives_the_round_trip(whole: int, exponent: int, order: Order) -> None:
    value = Decimal(whole).scaleb(exponent)
    raw = registers.to_scaled(value, 2, order, signed=True, exponent=exponent)
    assert registers.scaled(raw, order, signed=True, exponent=exponent) == value


@pytest.mark.parametrize("value", ["0.0001", "4294967.296", "-0.001", "NaN"])
def test_nothing_is_rounded_or_clamped_into_a_register(value: str) -> None:
    with pytest.raises(ValueError, match=r"digits below|does not fit"):
        registers.to_scaled(Decimal(value), 2, "ABCD", signed=False, exponent=-3)


def test_text() -> None:
    assert registers.text(b"ln/min\0\0") == "ln/min"
    assert registers.text(b"N2  ") == "N2"
    with pytest.raises(Malformed):
        registers.text(b"\xffN2\0")


@pytest.mark.parametrize(
    ("frame", "length"),
    [
        ("11 03 06 02 2B 00 00 00 64 C8 BA", 11),
        ("11 83 02 C1 34", 5),
        ("01 10 00 01 00 02 10 08", 8),
    ],
)
def test_length_of_serial_replies(frame: str, length: int) -> None:
    raw = bytes.fromhex(frame)
    assert [rtu_length(raw[:n]) for n in (1, 2)] == [None, None]
    assert rtu_length(raw) == length == len(raw)


def test_length_of_tcp_replies() -> None:
    assert tcp_length(bytes.fromhex("0001 0000 0005")) == 11
    assert tcp_length(b"\0\1\0\0") is None
    for bad in ("0001 0001 0005", "0001 0000 0000", "0001 0000 FFFF"):
        with pytest.raises(Malformed):
            tcp_length(bytes.fromhex(bad))
    with pytest.raises(Malformed):
        rtu_length(b"\x01\x41\x00")
