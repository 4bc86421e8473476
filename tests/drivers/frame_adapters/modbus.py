"""Modbus RTU frames, requests and replies: which of both a frame is follows from its length."""

from typing import Any

from drivers.codecs import modbus
from drivers.codecs.numbers import Malformed, Refused

PROTOCOLS = ("modbus-rtu", "modbus-tcp")


def read(frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    serial = frame["protocol"] == "modbus-rtu"
    found = modbus.decode_rtu(raw) if serial else modbus.decode_tcp(raw)
    if not _request(found.pdu):
        _reply(found)
    fields = {"unit": str(found.unit), "function": str(found.pdu[0])}
    encoded = modbus.encode_rtu(found) if serial else modbus.encode_tcp(found)
    return {"fields": fields, "value": None, "encoded": encoded}


def _request(pdu: bytes) -> bool:
    try:
        modbus.asked(pdu)
    except Malformed:
        return False
    return True


def _reply(found: modbus.Frame) -> None:
    """A reply to registers must be one to the question that it would answer; others are cut by their length only."""
    function, size = found.pdu[0] & 0x7F, len(found.pdu)
    if found.pdu[0] & 0x80:
        question = modbus.Frame(found.unit, bytes([min(function, 4), 0, 0, 0, 1]))
        try:
            modbus.registers(question, found)
        except (Refused, Malformed):
            return
    if function in (3, 4):
        count = (size - 2) // 2
        modbus.registers(modbus.Frame(found.unit, modbus.read(function, 0, count), found.transaction), found)
    elif function in (1, 2) and found.pdu[1] != size - 2:
        raise Malformed("another length than the reply says")
