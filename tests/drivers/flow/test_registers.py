"""Register words: orders, shortest decimals, fixed point, text; and reply lengths."""

import struct
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs import registers
from drivers.codecs.modbus import length_rtu, length_tcp
from drivers.codecs.numbers import Malformed, Refused
from drivers.codecs.registers import Layout, Order, Type, number, ordered, packed, whole

ORDERS: tuple[Order, ...] = ("ABCD", "CDAB", "BADC", "DCBA")
WHOLE: tuple[Type, ...] = ("uint16", "int16", "uint32", "int32", "uint64", "int64")


def single(raw: bytes, order: Order = "ABCD") -> Decimal:
    return number(Layout("float32", order), raw)


@pytest.mark.parametrize(
    ("raw", "order"),
    [("43 66 80 00", "ABCD"), ("80 00 43 66", "CDAB"), ("66 43 00 80", "BADC"), ("00 80 66 43", "DCBA")],
)
def test_one_number_in_four_orders(raw: str, order: Order) -> None:
    """`BADC` is what libmodbus stores with `modbus_set_float_abcd`."""
    assert single(bytes.fromhex(raw), order) == Decimal("230.5")
    assert packed(Layout("float32", order), Decimal("230.5")) == bytes.fromhex(raw)


def test_the_wrong_order_is_another_number_and_so_must_be_said() -> None:
    assert single(bytes.fromhex("66 43 00 80")) > Decimal("1e23")


@given(st.floats(-(2.0**126), 2.0**126, width=32), st.sampled_from(ORDERS))
def test_a_single_survives_the_round_trip(value: float, order: Order) -> None:
    raw = ordered(struct.pack(">f", value), order)
    found = single(raw, order)
    assert struct.unpack(">f", struct.pack(">f", float(found)))[0] == value
    assert packed(Layout("float32", order), found) == raw
    assert len(found.as_tuple().digits) <= 9 or abs(value) >= 1e9


@given(st.floats(-(2.0**126), 2.0**126), st.sampled_from(ORDERS))
def test_a_double_survives_the_round_trip(value: float, order: Order) -> None:
    raw = ordered(struct.pack(">d", value), order)
    assert float(number(Layout("float64", order), raw)) == value


@pytest.mark.parametrize(
    "raw", ["7F C0 00 00", "7F 80 00 00", "FF 80 00 00", "7E 94 F5 6B", "FE 94 F5 6B", "43 66 80", ""]
)
def test_no_single(raw: str) -> None:
    with pytest.raises(Malformed):
        single(bytes.fromhex(raw))


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
def test_fixed_point_survives_the_round_trip(kind: Type, data: st.DataObject) -> None:
    bits = int(kind.removeprefix("u").removeprefix("int"))
    lowest = 0 if kind[0] == "u" else -(2 ** (bits - 1))
    sent = data.draw(st.integers(lowest, lowest + 2**bits - 1))
    scale = Decimal(1).scaleb(data.draw(st.integers(-6, 3)))
    layout = Layout(kind, data.draw(st.sampled_from(ORDERS)), scale, not_valid=frozenset())
    value = sent * layout.scale
    raw = packed(layout, value)
    assert len(raw) == 2 * layout.size == bits // 8
    assert number(layout, raw) == value
    assert whole(Layout(kind, layout.order, not_valid=frozenset()), raw) == sent


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("order", ORDERS)
def test_what_a_type_reserves_for_not_valid_is_no_number(kind: Type, order: Order) -> None:
    size = 2 * Layout(kind, order).size
    ones, most, least = b"\xff" * size, b"\x7f" + b"\xff" * (size - 1), b"\x80" + bytes(size - 1)
    for raw in (ones,) if kind[0] == "u" else (most, least):
        with pytest.raises(Refused, match=f"{raw.hex().upper()}.*{kind}"):
            number(Layout(kind, order, Decimal("0.1")), ordered(raw, order))
        number(Layout(kind, order, not_valid=frozenset()), ordered(raw, order))
        with pytest.raises(Refused):
            number(Layout(kind, order, not_valid=frozenset({raw})), ordered(raw, order))
    for raw in (most, least) if kind[0] == "u" else (ones,):
        number(Layout(kind, order), ordered(raw, order))


@pytest.mark.parametrize("value", ["0.0001", "4294967.296", "-0.001", "NaN", "Infinity"])
def test_nothing_is_rounded_or_clamped_into_a_register(value: str) -> None:
    with pytest.raises(ValueError, match=r"digits below|does not fit"):
        packed(Layout("uint32", "ABCD", Decimal("0.001")), Decimal(value))


def test_a_number_beyond_a_single_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        packed(Layout("float32", "ABCD"), Decimal("3.5E+38"))


@pytest.mark.parametrize("kind", WHOLE)
def test_another_number_of_registers_is_refused(kind: Type) -> None:
    with pytest.raises(Malformed):
        number(Layout(kind, "ABCD"), bytes(6))


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
    assert [length_rtu(raw[:n]) for n in (1, 2)] == [None, None]
    assert length_rtu(raw) == length == len(raw)


def test_length_of_tcp_replies() -> None:
    assert length_tcp(bytes.fromhex("0001 0000 0005")) == 11
    assert length_tcp(b"\0\1\0\0") is None
    for bad in ("0001 0001 0005", "0001 0000 0001", "0001 0000 FFFF"):
        with pytest.raises(Malformed):
            length_tcp(bytes.fromhex(bad))
    with pytest.raises(Malformed):
        length_rtu(b"\x01\x41\x00")
