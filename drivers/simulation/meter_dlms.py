"""A simulated DLMS/COSEM electricity meter: the TCP wrapper or HDLC around `CosemObjects`."""

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_cosem import CosemObjects
from drivers.simulation.meter_device import SimulatedMeter, sample
from drivers.simulation.meter_model import MeterModel

_SNRM, _DISC, _UA, _DM = 0x93, 0x53, 0x73, 0x1F
_FLAG = b"\x7e"


class _CosemMeter(SimulatedMeter):
    """What both kinds have in common: the objects behind the line."""

    clock = True

    def __init__(self, model: MeterModel, name: Name, password: bytes = b"", block: int = 0) -> None:
        super().__init__(model, name)
        self._objects = CosemObjects(model, lambda: (f"SIM-{self.address(12)}", self.name.serial), password, block)


class SimulatedWrapperMeter(_CosemMeter):
    """A meter on TCP, logical device 1."""

    def length(self, received: bytes) -> int | None:
        """By the length field of the wrapper."""
        return 8 + int.from_bytes(received[6:8], "big") if len(received) >= 8 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer an APDU for logical device 1."""
        client, server = message[2:4], message[4:6]
        if message[:2] != b"\x00\x01" or server != b"\x00\x01":
            return None
        mishap = self._mishap() if message[8:9] == b"\xc0" else self._next
        answer = self._objects.answer(message[8:], mishap)
        if answer is None:
            return None
        sender = b"\x00\x02" if mishap.address and message[8:9] == b"\xc0" else server
        return b"\x00\x01" + sender + client + len(answer).to_bytes(2, "big") + answer


class SimulatedHDLCMeter(_CosemMeter):
    """A meter on HDLC, logical device 1, physical device 17.

    Args:
        model: What it counts.
        name: Its nameplate.
        password: Password of low level security, empty for none.
        segment: Longest information field sent, 0 for no limit.
    """

    def __init__(self, model: MeterModel, name: Name, password: bytes = b"", segment: int = 0) -> None:
        super().__init__(model, name, password)
        self._segment, self._connected, self._rest = segment, False, b""
        self._sends = self._expects = 0
        self._broken = self._other = False

    def length(self, received: bytes) -> int | None:
        """By the length in the frame format; noise before the flag goes with it."""
        start = received.find(_FLAG)
        if start < 0:
            return len(received) or None
        if len(received) < start + 3:
            return None
        return start + 2 + (int.from_bytes(received[start + 1 : start + 3], "big") & 0x7FF)

    def handle(self, message: bytes) -> bytes | None:
        """Answer SNRM, DISC, I and RR frames for us; silence for broken ones and for others."""
        body = message[message.find(_FLAG) + 1 : -1]
        if len(body) < 7 or _check(body[:-2]) != body[-2:]:
            return None
        size = next((count for count in (1, 2, 4) if body[1 + count] & 1), 0)
        server, client, rest = body[2 : 2 + size], body[2 + size : 3 + size], body[3 + size : -2]
        if server not in (b"\x02\x23", b"\x00\x02\x00\x23") or not rest:
            return None
        control, information = rest[0], rest[3:]
        if control in (_SNRM, _DISC):
            was, self._connected = self._connected, control == _SNRM
            self._sends = self._expects = 0
            return self._frame(client, server, _UA if was or self._connected else _DM, b"")
        if not self._connected or (control & 1 == 0 and control >> 1 & 7 != self._expects):
            return None
        return self._go_on(client, server, control, information)

    def _go_on(self, client: bytes, server: bytes, control: int, information: bytes) -> bytes | None:
        if control & 1 == 0:
            self._expects = (self._expects + 1) % 8
            mishap = self._next if information[3:4] != b"\xc0" else self._mishap()
            answer = self._objects.answer(information[3:], mishap)
            if answer is None:
                return None
            self._rest = b"\xe6\xe7\x00" + answer
            self._broken, self._other = mishap.checksum, mishap.address
            if information[3:4] != b"\xc0":
                self._broken = self._other = False
        size = self._segment or len(self._rest)
        piece, self._rest = self._rest[:size], self._rest[size:]
        number = self._expects << 5 | 0x10 | self._sends << 1
        self._sends = (self._sends + 1) % 8
        sender = b"\x04\x23" if self._other else server
        frame = self._frame(client, sender, number, piece, more=bool(self._rest))
        return frame[:-2] + bytes([frame[-2] ^ 1]) + frame[-1:] if self._broken else frame

    @staticmethod
    def _frame(client: bytes, server: bytes, control: int, information: bytes, *, more: bool = False) -> bytes:
        size = 2 + len(client) + len(server) + 1 + (len(information) + 2 if information else 0) + 2
        head = bytes([0xA0 | more << 3 | size >> 8, size & 0xFF]) + client + server + bytes([control])
        body = head + _check(head) + information if information else head
        return _FLAG + body + _check(body) + _FLAG


def _check(data: bytes) -> bytes:
    """CRC-16/X.25, bit by bit."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ 0x8408 if value & 1 else value >> 1
    return (value ^ 0xFFFF).to_bytes(2, "little")


def alone(time: Time, seed: int) -> SimulatedWrapperMeter:
    """A meter on TCP."""
    return SimulatedWrapperMeter(*sample(time, seed, "DLMS-SIM"))


def on_hdlc(time: Time, seed: int) -> SimulatedHDLCMeter:
    """A meter on HDLC."""
    return SimulatedHDLCMeter(*sample(time, seed, "DLMS-SIM"))
