"""Modbus registers over a hardened line: pymodbus makes and reads the frames, the link carries them.

pymodbus's own clients keep their transport to themselves: no byte log, no poison, and a reply that came late is looked
for in the stream. Here every request gets one frame, whose unit, function, transaction number, length and checksum must
be those of the answer (Modbus application protocol 1.1b3; serial line 1.02; messaging on TCP/IP 1.0b).

Acknowledgement: every request is answered; a write is answered with address and count, and `write` reads it back.
"""

import logging
from typing import Literal, cast

from pymodbus.exceptions import ModbusException
from pymodbus.framer import FramerRTU, FramerSocket
from pymodbus.pdu import DecodePDU, ExceptionResponse, ModbusPDU
from pymodbus.pdu.register_message import (
    ReadHoldingRegistersRequest,
    ReadInputRegistersRequest,
    WriteMultipleRegistersRequest,
)

from drivers.codecs.modbus import REASONS, length_rtu, length_tcp
from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import BadReply, InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.link.line import LineLink

Framing = Literal["rtu", "tcp"]
# What pymodbus says of a bad frame is in our error already; without a handler it stands on the operator's screen too.
logging.getLogger("pymodbus").addHandler(logging.NullHandler())


def framing_option(fitting: Fitting) -> Framing:
    """The option `framing`, `rtu` unless given; raises `InstrumentError` for any other than `rtu` and `tcp`."""
    framing = fitting.options.get("framing", "rtu")
    if framing not in ("rtu", "tcp"):
        raise InstrumentError(f"No framing {framing!r}.", where=fitting.where, remedy="Use rtu or tcp.")
    return cast("Framing", framing)


class ModbusRegisters:
    """The registers of one device.

    Args:
        link: Its line.
        unit: Unit number, 1…247.
        framing: `rtu` or `tcp`.
    """

    def __init__(self, link: LineLink, unit: int, framing: Framing) -> None:
        self.link, self._unit, self._tcp = link, unit, framing == "tcp"
        decoder = DecodePDU(is_server=False)
        self._framer = FramerSocket(decoder) if self._tcp else FramerRTU(decoder)
        self._transaction = 0

    def holding(self, address: int, count: int) -> bytes:
        """Read `count` holding registers (function 03) from PDU address `address`: their bytes as on the wire."""
        return self._read(ReadHoldingRegistersRequest(self._unit, address=address, count=count))

    def inputs(self, address: int, count: int) -> bytes:
        """Read input registers (function 04); see `holding`."""
        return self._read(ReadInputRegistersRequest(self._unit, address=address, count=count))

    def write(self, address: int, content: bytes, *, verify: bool = True) -> None:
        """Write holding registers (function 10h) and, unless they act rather than hold, read them back.

        Raises:
            BadReply: The registers read back otherwise.
            Reported: The device answers with an exception.
            LinkError: As every exchange.
        """
        words = [int.from_bytes(content[at : at + 2], "big") for at in range(0, len(content), 2)]
        request = WriteMultipleRegistersRequest(self._unit, address=address, count=len(words), registers=words)
        reply = self._ask(request)
        if (reply.address, reply.count) != (address, len(words)):
            raise self.link.reject(f"write of {len(words)} registers at {address} answered for another place")
        if verify and (found := self.holding(address, len(words))) != content:
            what = f"Registers {address:#06x} read back {found.hex(' ')}, set was {content.hex(' ')}."
            raise BadReply(what, where=self.link.where, remedy="Look at the device's limits and mode, then repeat.")

    def _read(self, request: ModbusPDU) -> bytes:
        reply = self._ask(request)
        if len(reply.registers) != request.count:
            raise self.link.reject(f"{len(reply.registers)} registers came, {request.count} were asked for")
        return b"".join(word.to_bytes(2, "big") for word in reply.registers)

    def _ask(self, request: ModbusPDU) -> ModbusPDU:
        self._transaction = self._transaction % 0xFFFF + 1 if self._tcp else 0
        request.transaction_id = self._transaction
        frame = self.link.exchange(self._framer.buildFrame(request), length_tcp if self._tcp else length_rtu)
        with decoding(self.link):
            return self._decoded(request, frame)

    def _decoded(self, request: ModbusPDU, frame: bytes) -> ModbusPDU:
        try:
            used, reply = self._framer.handleFrame(frame, self._unit, self._transaction)
        except (ModbusException, ValueError, IndexError, TypeError) as error:
            raise Malformed(f"{frame.hex(' ')} is not a Modbus reply") from error
        if reply is None or used != len(frame) or (self._tcp and frame[:2] != self._transaction.to_bytes(2, "big")):
            raise Malformed(f"{frame.hex(' ')} does not answer unit {self._unit}, or its checksum is wrong")
        if isinstance(reply, ExceptionResponse):
            meaning = REASONS.get(reply.exception_code, "unknown exception")
            raise Refused(f"Modbus exception {reply.exception_code:02}: {meaning}")
        if reply.function_code != request.function_code:
            raise Malformed(f"function {reply.function_code:#04x} answers {request.function_code:#04x}")
        return reply
