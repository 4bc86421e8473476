"""Modbus frames byte for byte: the examples of the specification, and what drivers of register maps send and take."""

from collections import deque
from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import BadReply, LinkError, Reported
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.modbus import ModbusRegisters
from drivers.registry import load
from drivers.simulation.modbus_device import check


class Frames(LineLink):
    """A line at whose other end each frame is answered by the next one of a list."""

    def __init__(self, *dialogue: tuple[str, str], timeout: float = 0.05) -> None:
        super().__init__("the frames", Line(timeout=timeout))
        self._dialogue, self._answer = deque(dialogue), b""
        self.poisoned = None

    def _send(self, data: bytes) -> None:
        sent, answer = self._dialogue.popleft()
        assert data == bytes.fromhex(sent)
        self._answer = bytes.fromhex(answer)

    def _receive(self, seconds: float) -> bytes:
        answer, self._answer = self._answer, b""
        return answer

    def _reopen(self) -> None:
        self._answer = b""

    def close(self) -> None:
        assert not self._dialogue


def rtu(body: str) -> str:
    raw = bytes.fromhex(body)
    return (raw + check(raw)).hex(" ")


ASKED, GIVEN = "11 03 00 6B 00 03 76 87", "11 03 06 02 2B 00 00 00 64 C8 BA"


def test_reading_registers_as_in_the_specification() -> None:
    link = Frames((ASKED, GIVEN))
    assert ModbusRegisters(link, 0x11, "rtu").holding(0x6B, 3) == bytes.fromhex("02 2B 00 00 00 64")
    link.close()


def test_reading_input_registers_as_in_the_specification() -> None:
    link = Frames(("11 04 00 08 00 01 B2 98", "11 04 02 00 0A F8 F4"))
    assert ModbusRegisters(link, 0x11, "rtu").inputs(8, 1) == b"\x00\x0a"


def test_writing_registers_as_in_the_specification() -> None:
    link = Frames(("11 10 00 01 00 02 04 00 0A 01 02 C6 F0", "11 10 00 01 00 02 12 98"))
    ModbusRegisters(link, 0x11, "rtu").write(1, bytes.fromhex("00 0A 01 02"), verify=False)


def test_on_tcp_the_transaction_counts_up() -> None:
    link = Frames(
        ("00 01 00 00 00 06 11 03 00 6B 00 01", "00 01 00 00 00 05 11 03 02 02 2B"),
        ("00 02 00 00 00 06 11 03 00 6B 00 01", "00 02 00 00 00 05 11 03 02 02 2C"),
    )
    device = ModbusRegisters(link, 0x11, "tcp")
    assert [device.holding(0x6B, 1), device.holding(0x6B, 1)] == [b"\x02\x2b", b"\x02\x2c"]


@pytest.mark.parametrize(
    "answer",
    [
        rtu("12 03 06 02 2B 00 00 00 64"),  # of another unit
        rtu("11 04 06 02 2B 00 00 00 64"),  # of another function
        rtu("11 03 04 02 2B 00 00"),  # too few registers
        rtu("11 03 08 02 2B 00 00 00 64 00 00"),  # too many
        "11 03 06 02 2B 00 00 00 65 C8 BA",  # wrong checksum
        "11 41 00 00",
        "",
    ],
)
def test_what_does_not_answer_is_never_a_value(answer: str) -> None:
    link = Frames((ASKED, answer), (ASKED, GIVEN))
    device = ModbusRegisters(link, 0x11, "rtu")
    with pytest.raises((BadReply, LinkError)):
        device.holding(0x6B, 3)
    assert link.poisoned is not None


def test_a_byte_too_many_is_found_before_the_next_question() -> None:
    link = Frames((ASKED, GIVEN + " 00"))
    device = ModbusRegisters(link, 0x11, "rtu")
    device.holding(0x6B, 3)
    with pytest.raises(BadReply, match="unexpected"):
        device.holding(0x6B, 3)


@pytest.mark.parametrize(
    "answer",
    [
        "00 02 00 00 00 05 11 03 02 02 2B",  # of another question
        "00 00 00 00 00 05 11 03 02 02 2B",
        "00 01 00 00 00 05 12 03 02 02 2B",  # of another unit
        "00 01 00 01 00 05 11 03 02 02 2B",  # another protocol
        "00 01 00 00 00 07 11 03 04 02 2B 00 00",
    ],
)
def test_what_does_not_answer_on_tcp(answer: str) -> None:
    link = Frames(("00 01 00 00 00 06 11 03 00 6B 00 01", answer))
    with pytest.raises((BadReply, LinkError)):
        ModbusRegisters(link, 0x11, "tcp").holding(0x6B, 1)


@pytest.mark.parametrize(("code", "says"), [("02", "illegal data address"), ("06", "busy"), ("7F", "unknown")])
def test_exceptions_are_reported(code: str, says: str) -> None:
    link = Frames((ASKED, rtu(f"11 83 {code}")))
    with pytest.raises(Reported, match=says):
        ModbusRegisters(link, 0x11, "rtu").holding(0x6B, 3)


def test_a_write_that_was_not_taken() -> None:
    link = Frames(
        (rtu("01 10 00 01 00 01 02 00 05"), rtu("01 10 00 01 00 01")), (rtu("01 03 00 01 00 01"), rtu("01 03 02 00 04"))
    )
    with pytest.raises(BadReply, match="read back"):
        ModbusRegisters(link, 1, "rtu").write(1, b"\x00\x05")


def asked(address: str, count: str, *content: str) -> tuple[str, str]:
    size = 2 * int(count.replace(" ", ""), 16)
    return rtu(f"01 03 {address} {count}"), rtu(f"01 03 {size:02X} {' '.join(content)}")


def text(words: str, size: int) -> str:
    return words.encode().ljust(size, b"\0").hex(" ")


def test_bronkhorst_flow() -> None:
    """9.17.035 p. 19: capacity unit 0x81F8, alarm info 0x0034, fMeasure 0xA100, upper word first."""
    link = Frames(
        asked("81 F8", "00 04", text("ln/min", 8)),
        asked("A1 00", "00 02", "40 A3 33 33"),
        asked("00 34", "00 01", "00 00"),
    )
    driver: Any = load("bronkhorst").fit(Fitting("flow", "flow", _no_clock(), link))
    reading = driver.flow()
    assert (reading.text, reading.value, reading.unit) == ("40 a3 33 33", Decimal("5.1"), "L/min")


def test_reference_meter_energy() -> None:
    """docs/reference/reference-meter-registers.md: state, status and counters in one request."""
    energy = (123_456_789_012).to_bytes(8, "big").hex(" ")
    link = Frames(asked("01 01", "00 09", "00 01 00 00 00 00", energy, "00 00 04 D2"))
    driver: Any = load("reference_meter").fit(Fitting("meter", "meter", _no_clock(), link))
    assert str(driver.energy().value) == "123.456789012"


def test_power_source_set_points() -> None:
    """docs/reference/power-source-registers.md: twenty registers in one request."""
    from drivers.roles import Phase

    phase = "00 23 18 60 00 4C 4B 40 FF F6 D8 40"  # 230 V, 5 A, −60°
    point = f"{phase} {phase} {phase} 00 07 A1 20"
    link = Frames(
        (rtu(f"01 10 02 00 00 14 28 {point}"), rtu("01 10 02 00 00 14")),
        asked("02 00", "00 14", point),
        (rtu("01 10 02 14 00 01 02 00 01"), rtu("01 10 02 14 00 01")),
        asked("02 14", "00 01", "00 01"),
        asked("02 15", "00 03", "00 03 00 02 00 00"),
    )
    driver: Any = load("three_phase_source").fit(Fitting("source", "source", _no_clock(), link))
    with pytest.raises(Reported, match="open"):
        driver.set_output([Phase(Decimal(230), Decimal(5), Decimal(-60))] * 3, Decimal(50))
    link.close()


def test_gauge_by_its_map() -> None:
    options = {
        "value": "0x0002 i32 CDAB",
        "exponent": "-3",
        "serial": "0 u16 ABCD",
        "proof": "8 u32 CDAB",
        "proof_value": "305419896",
        "pressure_unit": "kPa",
    }
    link = Frames(asked("00 02", "00 02", "FE 0C FF FF"))
    driver: Any = load("modbus_gauge").fit(Fitting("gauge", "gauge", _no_clock(), link, options=options))
    assert str(driver.indication().value) == "-0.500"


def _no_clock() -> Any:
    class Clock:
        def elapsed(self) -> Decimal:
            return Decimal(0)

    return Clock()
