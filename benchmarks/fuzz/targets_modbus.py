"""Modbus: our own codec, pymodbus's decoder behind the link, and numbers in registers."""

import logging

from pymodbus.pdu.register_message import ReadHoldingRegistersRequest
from target import Target, frames

from drivers.codecs import crc, modbus, registers
from drivers.modbus import Framing, ModbusRegisters

logging.getLogger("pymodbus").setLevel(logging.CRITICAL + 1)  # it writes a line about every bad frame
_LAYOUTS = (
    registers.Layout("float32", "CDAB"),
    registers.Layout("float64", "DCBA"),
    registers.Layout("int64", "ABCD"),
    registers.Layout("uint16", "BADC"),
)


def _rtu(raw: bytes) -> bytes:
    return raw[:-2] + crc.modbus(raw[:-2]).to_bytes(2, "little")


def _registers(raw: bytes) -> object:
    found = modbus.decode_rtu(raw)
    assert modbus.encode_rtu(found) == raw
    words = modbus.registers(modbus.Frame(0x11, modbus.read(3, 0, 2)), found)
    return registers.number(registers.Layout("float32", "ABCD"), words)


def _tcp(raw: bytes) -> object:
    found = modbus.decode_tcp(raw)
    assert modbus.encode_tcp(found) == raw
    return found


def _asked(raw: bytes) -> object:
    return modbus.asked(modbus.decode_rtu(raw).pdu)


def _number(layout: registers.Layout, raw: bytes) -> object:
    value = registers.number(layout, raw)
    assert registers.packed(layout, value) == raw
    return value


def _behind(framing: Framing, raw: bytes) -> object:
    """What the link makes of a frame, answering the first request to unit 11h."""
    device = ModbusRegisters(None, 0x11, framing)  # type: ignore[arg-type]  # nothing is sent
    device._transaction = 1 if framing == "tcp" else 0
    return device._decoded(ReadHoldingRegistersRequest(0x11, address=0, count=2), raw)


MODBUS = {
    "modbus_rtu": Target(
        frames("11 03 04 43 66 80 00 7F A9", "11 83 02 C1 34", "11 03 00 6B 00 03 76 87"),
        (modbus.length_rtu, _registers, _asked),
        _rtu,
    ),
    "modbus_tcp": Target(frames("00 01 00 00 00 07 11 03 04 43 66 80 00"), (modbus.length_tcp, _tcp)),
    "modbus_link_rtu": Target(
        frames("11 03 04 43 66 80 00 7F A9", "11 83 02 C1 34", "11 10 00 01 00 02 12 98"),
        (modbus.length_rtu, lambda raw: _behind("rtu", raw)),
        _rtu,
    ),
    "modbus_link_tcp": Target(
        frames("00 01 00 00 00 07 11 03 04 43 66 80 00", "00 01 00 00 00 03 11 83 02"),
        (modbus.length_tcp, lambda raw: _behind("tcp", raw)),
    ),
    "registers": Target(
        frames("80 00 43 66", "00 00 00 00 00 D0 6C 40", "00 64", "6C 6E 2F 6D 69 6E 00 00"),
        (*((lambda raw, one=one: _number(one, raw)) for one in _LAYOUTS), registers.text),
    ),
}
