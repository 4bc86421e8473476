"""Golden dialogues: the drivers ask as public captures do, and captured replies give their readings."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import BadReply, LinkError, Reported
from drivers.roles import Identified, MeterRegister

Dialogue = Callable[..., Any]
FE = "FE FE FE FE "


def summed(text: str, wrong: int = 0) -> str:
    """A frame of DL/T 645 or CJ/T 188 with its check sum and end."""
    raw = bytes.fromhex(text)
    return text + f" {(sum(raw[raw.index(0x68) :]) + wrong) % 256:02X} 16"


WHO_645 = {FE + "68 AA AA AA AA AA AA 68 13 00 DF 16": summed("68 61 01 00 00 00 00 68 93 06 94 34 33 33 33 33")}
CURRENT = FE + "68 61 01 00 00 00 00 68 11 04 33 34 35 35 18 16"


def with_645(asked: str, said: str) -> dict[str, str]:
    return {**WHO_645, asked: said}


def test_dlt645_reads_the_captured_current(dialogue: Dialogue) -> None:
    meter = dialogue("dlt645", with_645(CURRENT, "68 61 01 00 00 00 00 68 91 07 33 34 35 35 CC 7C 33 16 16"))
    assert isinstance(meter, MeterRegister)
    assert isinstance(meter, Identified)
    assert meter.identity().serial == "000000000161"
    reading = meter.reading("current_l1")
    assert (str(reading.value), reading.unit) == ("4.999", "A")
    assert reading.text == "68 61 01 00 00 00 00 68 91 07 33 34 35 35 CC 7C 33 16 16"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (summed("68 62 01 00 00 00 00 68 91 07 33 34 35 35 CC 7C 33"), BadReply),  # another meter
        (summed("68 61 01 00 00 00 00 68 91 07 33 34 34 35 CC 7C 33"), BadReply),  # another register
        (summed("68 61 01 00 00 00 00 68 91 07 33 34 35 35 CC 7C 33", wrong=1), BadReply),
        (summed("68 61 01 00 00 00 00 68 B1 07 33 34 35 35 CC 7C 33"), BadReply),  # more frames to follow
        (summed("68 61 01 00 00 00 00 68 91 07 33 34 35 35 DD 7C 33"), BadReply),  # AA is no decimal number
        (summed("68 61 01 00 00 00 00 68 91 0A 33 34 35 35 CC 7C 33 CC 7C 33"), BadReply),  # two numbers
        (summed("68 61 01 00 00 00 00 68 D1 01 37"), Reported),  # not authorised
        ("68 61 01 00 00 00 00 68 91 07 33 34 35 35 CC 7C", LinkError),  # cut off
    ],
)
def test_dlt645_refuses(dialogue: Dialogue, reply: str, error: type[Exception]) -> None:
    meter = dialogue("dlt645", with_645(CURRENT, reply))
    meter.identity()
    with pytest.raises(error):
        meter.reading("current_l1")


def test_dlt645_1997_reads_a_voltage_by_its_two_byte_identifier(dialogue: Dialogue) -> None:
    lines = {
        summed(FE + "68 03 00 00 00 00 00 68 01 02 65 F3"): summed(
            "68 03 00 00 00 00 00 68 81 08 65 F3 36 33 33 33 33 33"
        ),
        FE + "68 03 00 00 00 00 00 68 01 02 44 E9 03 16": summed("68 03 00 00 00 00 00 68 81 04 44 E9 53 35"),
    }
    meter = dialogue("dlt645", lines, {"edition": "1997", "address": "3"})
    assert meter.identity().serial == "000000000003"
    reading = meter.reading("voltage_l1")
    assert (reading.value, reading.unit) == (Decimal(220), "V")


def test_cjt188_reads_the_captured_volume(dialogue: Dialogue) -> None:
    who = FE + "68 10 AA AA AA AA AA AA AA 03 03 81 0A 01 B0 16"
    read = summed(FE + "68 10 18 02 12 20 20 00 00 01 03 90 1F 02")
    reply = "FE FE FE 68 10 18 02 12 20 20 00 00 81 16 90 1F 02 00 02 00 00 2C 00 02 00 00 2C"
    lines = {
        who: summed("FE FE FE 68 10 18 02 12 20 20 00 00 83 03 81 0A 01"),
        read: summed(reply + " 00 00 00 00 00 00 00 00 FF"),
    }
    meter = dialogue("cjt188", lines)
    assert meter.identity().serial == "00002020120218"
    reading = meter.reading("volume")
    assert (str(reading.value), reading.unit) == ("2.00", "m³")


def crc16(data: bytes) -> bytes:
    """CRC-16/X.25 from its definition."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = (value >> 1) ^ (0x8408 * (value & 1))
    return (value ^ 0xFFFF).to_bytes(2, "little")


def frame_698(control: str, sender: str, apdu: str) -> str:
    """A frame of DL/T 698.45 with its length and check sequences; `sender` holds AF, SA and CA."""
    rest, data = bytes.fromhex(control + sender), bytes.fromhex(apdu)
    head = (len(rest) + len(data) + 6).to_bytes(2, "little") + rest
    body = head + crc16(head) + data
    return (b"\x68" + body + crc16(body) + b"\x16").hex(" ")


def test_frame_698_gives_the_captured_frame() -> None:
    captured = "68 17 00 43 45 AA AA AA AA AA AA 00 5B 4F 05 01 25 40 01 02 00 00 0A 92 16"
    assert frame_698("43", "45 AA AA AA AA AA AA 00", "05 01 25 40 01 02 00 00").upper() == captured


SA = "05 05 01 00 00 00 00 00"
WHO_698 = {
    FE + frame_698("43", "45 AA AA AA AA AA AA 00", "05 01 01 40 01 02 00 00"): frame_698(
        "C3", SA, "85 01 01 40 01 02 00 01 09 06 00 00 00 00 01 05 00 00"
    )
}


def energy_698(reply: str, sender: str = SA) -> dict[str, str]:
    return {**WHO_698, FE + frame_698("43", SA, "05 01 02 00 10 02 01 00"): frame_698("C3", sender, reply)}


def test_dlt698_reads_forward_energy(dialogue: Dialogue) -> None:
    meter = dialogue("dlt698", energy_698("85 01 02 00 10 02 01 01 06 00 01 E2 40 00 00"))
    assert meter.identity().serial == "000000000105"
    reading = meter.reading("active_energy_import")
    assert (str(reading.value), reading.unit) == ("1234.56", "kWh")


@pytest.mark.parametrize(
    ("reply", "sender", "error"),
    [
        ("85 01 02 00 10 02 01 01 06 00 01 E2 40 00 00", "05 06 01 00 00 00 00 00", BadReply),  # another meter
        ("85 01 02 00 10 02 01 01 06 00 01 E2 40 00 00", "05 05 01 00 00 00 00 01", BadReply),  # for another client
        ("85 01 01 00 10 02 01 01 06 00 01 E2 40 00 00", SA, BadReply),  # to an earlier question
        ("85 01 02 00 20 02 01 01 06 00 01 E2 40 00 00", SA, BadReply),  # another register
        ("85 01 02 00 10 02 01 01 0A 03 32 32 30 00 00", SA, BadReply),  # a text
        ("85 01 02 00 10 02 01 00 06 00 00", SA, Reported),  # object does not exist
    ],
)
def test_dlt698_refuses(dialogue: Dialogue, reply: str, sender: str, error: type[Exception]) -> None:
    meter = dialogue("dlt698", energy_698(reply, sender))
    meter.identity()
    with pytest.raises(error):
        meter.reading("active_energy_import")


FRAME_AMT = (
    "68 31 31 68 08 01 72 45 58 57 03 B4 05 34 04 9E 00 27 B6 03 06 F9 34 15 03 15 C6 00 4D 05 2E 00 00 00 00 05 3D"
    " 00 00 00 00 05 5B 22 F3 26 42 05 5F C7 DA 0D 42 FA 16"
)


def test_mbus_reads_the_captured_heat_meter(dialogue: Dialogue) -> None:
    lines = {"10 40 01 41 16": "E5", "10 7B 01 7C 16": FRAME_AMT, "10 5B 01 5C 16": FRAME_AMT}
    meter = dialogue("mbus", lines, {"address": "1"})
    assert meter.identity().serial == "03575845"
    expected = {
        "heat_energy": (Decimal("1389817000"), "Wh"),
        "volume": (Decimal("504647.0"), "m³"),
        "flow_temperature": (Decimal("41.737434"), "°C"),
    }
    for quantity, (value, unit) in expected.items():
        reading = meter.reading(quantity)
        assert (reading.value, reading.unit) == (value, unit)
    with pytest.raises(Reported, match="has no active_energy_import"):
        meter.reading("active_energy_import")


def test_mbus_does_not_believe_a_meter_that_reports_an_error(dialogue: Dialogue) -> None:
    body = bytearray.fromhex(FRAME_AMT)
    body[16] = 0x10  # temporary error
    body[-2] = sum(body[4:-2]) % 256
    lines = {"10 40 01 41 16": "E5", "10 7B 01 7C 16": body.hex()}
    meter = dialogue("mbus", lines, {"address": "1"})
    meter.identity()
    with pytest.raises(Reported, match="temporary error"):
        meter.reading("heat_energy")


def test_mode_c_reads_its_data_sets(dialogue: Dialogue) -> None:
    body = b"F.F(00)\r\n0.0.0(12345678)\r\n1-0:1.8.0*255(000123.45*kWh)\r\n32.7.0(230.1*V)\r\n!\r\n\x03"
    check = 0
    for byte in body:
        check ^= byte
    readout = b"\x02" + body + bytes([check])
    identification = b"/LGZ4ZMF100AC.M23\r\n"
    lines = {b"/?!\r\n".hex(): identification.hex(), b"\x06040\r\n".hex(): readout.hex()}
    meter = dialogue("iec62056_21", lines)
    assert meter.identity().serial == "12345678"
    reading = meter.reading("active_energy_import")
    assert (reading.text, str(reading.value), reading.unit) == ("1-0:1.8.0*255(000123.45*kWh)", "123.45", "kWh")
    with pytest.raises(Reported, match="0 data sets"):
        meter.reading("frequency")
