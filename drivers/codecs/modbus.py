"""Modbus: frames of serial lines (RTU) and of TCP to addresses and registers, and back.

RTU `unit PDU CRC` (Modbus over serial line V1.02, 2.5.1), TCP `transaction 0000 length unit PDU` (Messaging on TCP/IP
V1.0b, 3.1.3), PDU as Modbus application protocol V1.1b3, 6. Replies are cut and checked byte for byte: a reply that is
longer than it says, or of another unit, function or transaction, is refused. (pymodbus's decoder lets bytes at the
end pass; it stays the independent peer of the tests.)
"""

from dataclasses import dataclass

from drivers.codecs import crc
from drivers.codecs.numbers import Malformed, Refused

READ_COILS, READ_INPUTS, READ_HOLDING, READ_INPUT_REGISTERS = 1, 2, 3, 4
_EXCEPTION = 0x80
_BITS, _REGISTERS = (READ_COILS, READ_INPUTS), (READ_HOLDING, READ_INPUT_REGISTERS)
_ECHOED = (5, 6, 15, 16)
#: What the exception codes mean (application protocol V1.1b3, 7).
REASONS = {
    1: "illegal function",
    2: "illegal data address",
    3: "illegal data value",
    4: "device failure",
    5: "acknowledged, still busy",
    6: "device busy",
    8: "memory parity error",
    10: "gateway path unavailable",
    11: "no device behind the gateway",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One request or reply.

    Attributes:
        unit: Unit address.
        pdu: Function code and what follows it.
        transaction: Transaction number on TCP, 0 on serial lines.
    """

    unit: int
    pdu: bytes
    transaction: int = 0


def decode_rtu(raw: bytes) -> Frame:
    """Decode one whole RTU frame.

    Raises:
        Malformed: Too short, too long, or a wrong check sequence.
    """
    if not 4 <= len(raw) <= 256:
        raise Malformed(f"{len(raw)} bytes are not a Modbus RTU frame")
    expected = crc.modbus(raw[:-2]).to_bytes(2, "little")
    if raw[-2:] != expected:
        raise Malformed(f"check sequence {raw[-2:].hex(' ')} instead of {expected.hex(' ')} in {raw.hex(' ')}")
    return Frame(raw[0], raw[1:-2])


def encode_rtu(frame: Frame) -> bytes:
    """Encode an RTU frame; undone by `decode_rtu`."""
    body = bytes([frame.unit]) + frame.pdu
    return body + crc.modbus(body).to_bytes(2, "little")


def decode_tcp(raw: bytes) -> Frame:
    """Decode one whole TCP frame.

    Raises:
        Malformed: Another protocol, or a wrong length.
    """
    if len(raw) < 8 or length_tcp(raw) != len(raw):
        raise Malformed(f"{raw.hex(' ')} is not one whole Modbus TCP frame")
    return Frame(raw[6], raw[7:], int.from_bytes(raw[:2], "big"))


def encode_tcp(frame: Frame) -> bytes:
    """Encode a TCP frame; undone by `decode_tcp`."""
    head = frame.transaction.to_bytes(2, "big") + b"\x00\x00" + (1 + len(frame.pdu)).to_bytes(2, "big")
    return head + bytes([frame.unit]) + frame.pdu


def length_rtu(received: bytes) -> int | None:
    """Length of the reply at the beginning of what a serial line gave, None while too little has come.

    Raises:
        Malformed: A function code whose replies are not known here.
    """
    if len(received) < 3:
        return None
    function = received[1]
    if function & _EXCEPTION:
        return 5
    if function in (*_BITS, *_REGISTERS):
        return 5 + received[2]
    if function in _ECHOED:
        return 8
    raise Malformed(f"function code {function:02X} was not asked for")


def length_tcp(received: bytes) -> int | None:
    """Length of the first TCP frame, None while too little has come.

    Raises:
        Malformed: Another protocol, or a length that no frame has.
    """
    if len(received) < 6:
        return None
    count = int.from_bytes(received[4:6], "big")
    if received[2:4] != b"\x00\x00" or not 2 <= count <= 254:
        raise Malformed(f"{received[:6].hex(' ')} does not begin a Modbus TCP frame")
    return 6 + count


def read(function: int, address: int, count: int) -> bytes:
    """PDU that reads `count` registers from `address`.

    Raises:
        ValueError: Not a reading function of registers, or beyond what one request may ask (125 registers).
    """
    if function not in _REGISTERS or not 1 <= count <= 125 or not 0 <= address <= 0x10000 - count:
        raise ValueError(f"{count} registers at {address} cannot be read by function {function}")
    return bytes([function]) + address.to_bytes(2, "big") + count.to_bytes(2, "big")


def asked(pdu: bytes) -> tuple[int, int, int]:
    """Function code, address and count (or value) of a request with two numbers (functions 1 to 6).

    Raises:
        Malformed: Another request, or a count that may not be asked.
    """
    if len(pdu) != 5 or not 1 <= pdu[0] <= 6:
        raise Malformed(f"{pdu.hex(' ')} is not a request of one address and one number")
    address, count = int.from_bytes(pdu[1:3], "big"), int.from_bytes(pdu[3:5], "big")
    if pdu[0] <= 4 and not 1 <= count <= (2000 if pdu[0] in _BITS else 125):
        raise Malformed(f"{count} items cannot be asked for")
    if pdu[0] == 5 and count not in (0x0000, 0xFF00):
        raise Malformed(f"{count:04X} is not a state of a coil")
    return pdu[0], address, count


def registers(request: Frame, reply: Frame) -> bytes:
    """Registers in the reply to a reading request, and in nothing else, as they were sent.

    Raises:
        Malformed: Another unit, transaction or function, or another number of registers than was asked for.
        Refused: An exception reply.
    """
    function, _address, count = asked(request.pdu)
    if (reply.unit, reply.transaction) != (request.unit, request.transaction):
        what = f"unit {reply.unit}, transaction {reply.transaction}"
        raise Malformed(f"{what} answers, unit {request.unit}, transaction {request.transaction} was asked")
    if len(reply.pdu) == 2 and reply.pdu[0] == function | _EXCEPTION:
        raise Refused(f"exception {reply.pdu[1]:02X}, {REASONS.get(reply.pdu[1], 'reserved')}")
    if reply.pdu[:1] != bytes([function]) or reply.pdu[1:2] != bytes([2 * count]) or len(reply.pdu) != 2 + 2 * count:
        raise Malformed(f"{reply.pdu.hex(' ')} does not answer function {function} for {count} registers")
    return reply.pdu[2:]
