"""Codecs of meters: what the drivers send is what references print, and numbers that are none are refused."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs import axdr, bcd, cjt188, crc, dlms, dlt645, floats, hdlc, mbus, mbus_data, mbus_dates, modbus
from drivers.codecs import iec62056_21 as mode_c
from drivers.codecs.numbers import Malformed, Refused

REFERENCE: dict[str, dict[str, Any]] = {
    frame["id"]: frame
    for frame in yaml.safe_load((Path(__file__).parents[1] / "frames/reference.yaml").read_text("utf-8"))
}
SERVER, CLIENT = hdlc.address(1, 17), hdlc.address(16)
REQUESTS = {
    "dlt645-003": lambda: dlt645.encode(dlt645.Frame("000000000161", dlt645.READ, b"\x00\x01\x01\x02")),
    "dlt645-011": lambda: dlt645.encode(dlt645.Frame(dlt645.WILDCARD, dlt645.READ_ADDRESS, preamble=3)),
    "cjt188-001": lambda: cjt188.encode(cjt188.Frame(0x10, "00000805000001", 1, b"\x1f\x90\x00")),
    "mbus-s01": lambda: mbus.encode(mbus.Short(mbus.SND_NKE, 1)),
    "hdlc-001": lambda: hdlc.encode(hdlc.Frame(SERVER, CLIENT, hdlc.SNRM)),
    "hdlc-005": lambda: hdlc.encode(hdlc.Frame(hdlc.address(1, 17, wide=True), CLIENT, hdlc.SNRM)),
    "dlms-001": lambda: dlms.get(dlms.Attribute(1, "0.0.43.1.0.255", 2), 1),
    "modbus-001": lambda: modbus.encode_rtu(modbus.Frame(17, modbus.read(3, 0x6B, 3))),
    "modbus-005": lambda: modbus.encode_rtu(modbus.Frame(17, modbus.read(4, 8, 1))),
    "iec21-001": lambda: mode_c.encode(mode_c.SignOn()),
    "iec21-006": lambda: mode_c.encode(mode_c.Block(command="B0", framed=False)),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_is_the_reference_frame(name: str) -> None:
    assert REQUESTS[name]() == bytes.fromhex(REFERENCE[name]["hex"])


def test_check_sequences_give_their_published_check_values() -> None:
    assert crc.x25(b"123456789") == 0x906E
    assert crc.modbus(b"123456789") == 0x4B37


@given(st.integers(0, 79_999_999), st.booleans())
def test_decimal_digits_keep_value_and_sign(number: int, negative: bool) -> None:
    packed = bytearray(bytes.fromhex(f"{number:08d}")[::-1])
    packed[-1] |= 0x80 * negative
    value = bcd.number(bytes(packed), 2, signed=True)
    assert str(value) == f"{'-' * negative}{number // 100}.{number % 100:02d}"


@given(st.binary(min_size=4, max_size=4))
def test_a_single_is_the_shortest_decimal_or_no_number(data: bytes) -> None:
    import struct

    try:
        found = floats.single(data)
    except Malformed:
        assert data[0] & 0x7F == 0x7F
        return
    assert struct.pack(">f", float(found)) == data


RECORDS = [
    ("0C 13 78 56 34 12", "12345.678", "volume"),
    ("0C 13 78 56 34 F2", "-2345.678", "volume"),
    ("0C 13 78 56 A4 12", None, "volume"),  # a letter: not valid
    ("04 06 00 00 00 80", None, "energy"),  # the most negative number: not valid
    ("05 5B 00 00 C0 7F", None, "flow_temperature"),  # NaN
    ("04 86 75 0A 00 00 00", "1000", "energy"),  # corrected by 10⁻¹: 10 · 100 Wh
    ("04 86 7D 0A 00 00 00", "10000000", "energy"),  # corrected by 10³: 10 MWh
    ("0D 13 C3 56 34 12", "123.456", "volume"),  # six digits of variable length
    ("0D 13 D3 56 34 12", "-123.456", "volume"),
    ("02 FD 49 E6 00", "230", "voltage"),
    ("04 6D 0C 15 A8 22", "2021-02-08T21:12", "date_time"),
    ("02 6C 00 00", None, "date"),
]


@pytest.mark.parametrize(("record", "value", "quantity"), RECORDS)
def test_mbus_record(record: str, value: str | None, quantity: str) -> None:
    header = bytes.fromhex("78 56 34 12 2D 4D 01 07 01 00 00 00")
    _, (found,) = mbus_data.variable(header + bytes.fromhex(record))
    assert found.kind.quantity == quantity
    if value is None:
        assert found.value is None
    elif quantity.startswith("date"):
        assert found.value == value
    else:
        assert found.value == Decimal(value)


def test_mbus_telegram_that_is_encrypted_is_refused() -> None:
    with pytest.raises(Malformed, match="encrypted"):
        mbus_data.variable(bytes.fromhex("78 56 34 12 2D 4D 01 07 01 00 10 05") + bytes(16))


@pytest.mark.parametrize(("data", "text"), [("A8 22", "2021-02-08"), ("80 0C", None), ("8C 15 A8 22", None)])
def test_mbus_time_points(data: str, text: str | None) -> None:
    assert mbus_dates.time_point(bytes.fromhex(data)) == text


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ("11 83 02", Refused),
        ("11 03 02 00 01", Malformed),  # one register instead of two
        ("12 03 04 00 01 00 02", Malformed),  # another unit
        ("11 04 04 00 01 00 02", Malformed),  # another function
        ("11 03 04 00 01 00 02 00", Malformed),  # a byte too many
    ],
)
def test_modbus_reply_that_does_not_answer(reply: str, error: type[Exception]) -> None:
    raw = bytes.fromhex(reply)
    asked = modbus.Frame(0x11, modbus.read(3, 0x6B, 2))
    with pytest.raises(error):
        modbus.registers(asked, modbus.decode_rtu(raw + crc.modbus(raw).to_bytes(2, "little")))


@pytest.mark.parametrize(
    "line", ["1.8.0(0001.2*kWh", "1.8.0 0001", "1.8.0(1)x", "(1)(2)3", "1.8.0(1\x02)", "1.8.0(1*kWh*x)"]
)
def test_mode_c_text_that_is_not_made_of_data_sets(line: str) -> None:
    with pytest.raises(Malformed):
        mode_c.data_sets(mode_c.Block(line.encode() + b"\r\n!\r\n"))


def test_mode_c_data_sets() -> None:
    found = mode_c.data_sets(mode_c.Block(b"0.9.1(101500)\r\n1.8.0(000123.4*kWh)(extra)\r\n!\r\n"))
    assert [(one.address, one.value, one.unit) for one in found] == [
        ("0.9.1", "101500", ""),
        ("1.8.0", "000123.4", "kWh"),
        ("", "extra", ""),
    ]


@pytest.mark.parametrize(
    "apdu",
    [
        "",
        "61 00",
        "C4 01 C1 00 06 00 00 04 D2",
        "61 29 A1 09 06 07 60 85 74 05 08 01 01 A2 03 02 01 00 A3 05 A1 03 02 01 00 BE 10 04 0E 08 00 06 5F 1F 04 00",
    ],
)
def test_dlms_answer_that_accepts_nothing(apdu: str) -> None:
    with pytest.raises(Malformed):
        dlms.associated(bytes.fromhex(apdu))


def test_dlms_list_that_keeps_the_library_busy_for_ever_does_not_reach_it() -> None:
    with pytest.raises(Malformed, match="does not answer GET"):
        dlms.got(bytes.fromhex("C4 03 C1 06 00 01 D8 FA FA AC 8C"), 1)


def test_axdr_values() -> None:
    data = bytes.fromhex("02 05 05 FF FF FF FE 11 FF 0A 02 41 42 17 43 66 80 00 00 16")
    value, rest = axdr.first_value(data, {})
    assert value == [-2, 255, "AB", Decimal("230.5"), None]
    assert rest == b"\x16"
    with pytest.raises(Malformed, match="nested"):
        axdr.first_value(bytes([2, 1]) * 20, {})


@pytest.mark.parametrize("raw", ["7E A0 08 02 22 21 93 00 00 7E", "7E A0 07 03 21 93 00 7E", "A0 08", "7E 80 08"])
def test_hdlc_frames_that_are_none(raw: str) -> None:
    data = bytes.fromhex(raw)
    if len(data) > 6:
        data = data[:-3] + crc.x25(data[1:-3]).to_bytes(2, "little") + b"\x7e"
    with pytest.raises(Malformed):
        hdlc.decode(data)
