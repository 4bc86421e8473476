"""What meters send in place of a value that they do not have is never read as one."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.codecs import axdr, bcd, cjt188, dlms, dlt645_items, mbus_data
from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import Reported
from drivers.meters.modbus_map import MapError, load_map

HEAD = "78 56 34 12 2D 2C 01 04 01 00 00 00"
MAP = """
name = "meter"
source = "table"
function = 3
words = "high_first"
octets = "high_first"
[serial]
address = 0
type = "uint32"
[proof]
address = 10
type = "uint32"
value = "305419896"
[registers.voltage_l1]
address = 100
type = "uint16"
unit = "V"
EXTRA
"""


@pytest.mark.parametrize("filler", ["FF FF", "EE EE"])
def test_fillers_of_bcd(filler: str) -> None:
    raw = bytes.fromhex(filler)
    with pytest.raises(Refused, match="not valid"):
        bcd.number(raw, 1)
    with pytest.raises(Refused):
        bcd.number(raw, 1, signed=True)
    with pytest.raises(Refused):
        dlt645_items.number("02010100", raw)
    with pytest.raises(Malformed):
        bcd.number(bytes.fromhex("FF 01"), 1)


def test_a_water_meter_without_a_volume() -> None:
    content = bytes.fromhex("90 1F 00 FF FF FF FF 2C 00 00 00 00 2C" + "00" * 7 + "00 00")
    with pytest.raises(Refused, match="FF FF FF FF"):
        cjt188.metering(cjt188.Frame(0x10, "00000000000001", 0x81, content))


@pytest.mark.parametrize(
    "data", ["06 FF FF FF FF", "05 7F FF FF FF", "05 80 00 00 00", "12 FF FF", "10 7F FF", "10 80 00", "15" + " FF" * 8]
)
def test_reserved_integers_of_cosem_registers(data: str) -> None:
    with pytest.raises(Refused, match="not valid"):
        dlms.value(bytes.fromhex(data))
    with pytest.raises(Refused):
        axdr.first_value(bytes.fromhex(f"02 02 {data} 0F 00"), {})


@pytest.mark.parametrize(("data", "value"), [("11 FF", 255), ("0F 80", -128), ("10 FF FF", -1), ("12 7F FF", 32767)])
def test_numbers_that_only_look_like_it(data: str, value: int) -> None:
    assert dlms.value(bytes.fromhex(data)) == value


@pytest.mark.parametrize("record", ["02 5A 00 80", "04 13 00 00 00 80", "0A 5A FF FF", "05 5B 00 00 C0 7F"])
def test_a_record_of_m_bus_that_is_not_valid(record: str) -> None:
    _, records = mbus_data.variable(bytes.fromhex(f"{HEAD} {record}"))
    assert [one.value for one in records] == [None]


def test_a_register_map_may_say_what_its_maker_reserves(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(MAP.replace("EXTRA", 'not_valid = ["8000", "fffe"]'))
    registers = load_map(path)
    layout = registers.layout(registers.registers["voltage_l1"])
    assert layout.reserved == frozenset({b"\x80\x00", b"\xff\xfe"})
    path.write_text(MAP.replace("EXTRA", ""))
    assert load_map(path).layout(registers.registers["voltage_l1"].model_copy(update={"not_valid": None})).reserved == {
        b"\xff\xff"
    }
    path.write_text(MAP.replace("EXTRA", 'not_valid = ["FF"]'))
    with pytest.raises(MapError, match="4 hexadecimal digits"):
        load_map(path)


def telegram(body: str, address: int = 1, medium: str = "04") -> str:
    """A telegram with the records of `body`."""
    content = bytes.fromhex(f"08 {address:02X} 72 {HEAD.replace('01 04 01', f'01 {medium} 01')} {body}")
    return f"68 {len(content):02X} {len(content):02X} 68 {content.hex(' ')} {sum(content) % 256:02X} 16"


def test_a_read_out_of_two_telegrams_is_taken_whole_each_time(dialogue: Any) -> None:
    first, second = telegram("04 06 E8 03 00 00 04 13 39 30 00 00 1F"), telegram("02 5A 0B 02 02 5E 9B 01")
    lines = {"10 40 01 41 16": "E5", "10 7B 01 7C 16": first, "10 5B 01 5C 16": second}
    meter = dialogue("mbus", lines, {"address": "1"})
    meter.identity()
    for _ in range(2):
        for quantity, value in (("heat_energy", "1000000"), ("volume", "12.345"), ("return_temperature", "41.1")):
            assert meter.reading(quantity).value == Decimal(value)
    assert meter.reading("flow_temperature").text == bytes.fromhex(second).hex(" ").upper()


TOTAL, OWN = "04 FD 59 70 17 00 00", "04 FD D9 FF 0{n} {m} 00 00 00"


@pytest.mark.parametrize(
    ("records", "read"),
    [
        ([TOTAL], {"current_l1": "6.000"}),  # one phase, one record
        ([TOTAL, OWN.format(n=1, m="01")], {}),  # codes of the maker's own: which is which is not known
        (
            ["04 FD D9 FC 01 E8 03 00 00", "04 FD D9 FC 02 D0 07 00 00", TOTAL],
            {"current_l1": "1.000", "current_l2": "2.000"},
        ),
        (["04 FD D9 FC 02 D0 07 00 00"], {"current_l2": "2.000"}),
        ([TOTAL, TOTAL], {}),
    ],
    ids=["one", "own codes", "phases", "one phase", "twice"],
)
def test_the_current_of_a_phase_is_never_the_total(dialogue: Any, records: list[str], read: dict[str, str]) -> None:
    said = telegram(" ".join(records), medium="02")
    meter = dialogue("mbus", {"10 40 01 41 16": "E5", "10 7B 01 7C 16": said}, {"address": "1"})
    meter.identity()
    for quantity in ("current_l1", "current_l2", "current_l3"):
        if quantity in read:
            assert meter.reading(quantity).value == Decimal(read[quantity])
        else:
            with pytest.raises(Reported, match="records of current"):
                meter.reading(quantity)
