"""Simulated digital gauges on a `PressureLine`: one on Modbus, one that answers SCPI-like queries."""

import struct
from collections import deque

from drivers.simulation.device import Name, Time
from drivers.simulation.modbus_device import BadAddress, ModbusDevice, spread
from drivers.simulation.pressure_line import PressureLine


class SimulatedModbusGauge(ModbusDevice):
    """A gauge of 1000 kPa with float registers, lower word first (CDAB).

    Args:
        line: What it hangs on.
        name: Identity; the serial number is a whole number.
        time: The world's time.
        gain: Indication per true pressure.
    """

    def __init__(self, line: PressureLine, name: Name, time: Time, gain: float = 1.0) -> None:
        super().__init__(name)
        self.line, self._time, self._gain = line, time, gain

    def words(self, address: int) -> int:
        """Content of a register."""
        shown = round(self._gain * self.line.pressure(float(self._time.now())), 2)
        held = {
            **spread(0x0000, _swapped(struct.pack(">f", shown))),
            **spread(0x0002, _swapped(int(self.name.serial).to_bytes(4, "big"))),
            **spread(0x0004, _swapped(struct.pack(">f", 1000.0))),
        }
        if address not in held:
            raise BadAddress(hex(address))
        return held[address]

    def store(self, address: int, words: list[int]) -> None:  # noqa: ARG002  it takes nothing
        """Refuse."""
        raise BadAddress(hex(address))


class SimulatedSCPIGauge:
    """A gauge that answers `MEAS:PRES?`.

    Args:
        line: What it hangs on.
        name: Identity.
        time: The world's time.
        gain: Indication per true pressure.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, line: PressureLine, name: Name, time: Time, gain: float = 1.0) -> None:
        self.line, self.name, self._time, self._gain = line, name, time, gain
        self.errors: deque[str] = deque(maxlen=10)

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query; others leave an error."""
        command = message.decode("latin-1").strip().upper()
        name = self.name
        answers = {
            "*IDN?": lambda: f"{name.maker},{name.model},{name.serial},{name.firmware}",
            "MEAS:PRES?": lambda: f"{self._gain * self.line.pressure(float(self._time.now())):+.2f},KPA",
            "SYST:ERR?": lambda: self.errors.popleft() if self.errors else '0,"No error"',
        }
        if command not in answers:
            self.errors.append('-113,"Undefined header"')
            return None
        return f"{answers[command]()}\r\n".encode()


def _swapped(content: bytes) -> bytes:
    return content[2:] + content[:2]


def modbus(time: Time, seed: int) -> SimulatedModbusGauge:  # noqa: ARG001  its own error is fixed
    """One on an open line."""
    name = Name("Steelyard simulation", "SIM-DG", "2600017", "")
    return SimulatedModbusGauge(PressureLine(1000.0), name, time, 1.0004)


def scpi(time: Time, seed: int) -> SimulatedSCPIGauge:  # noqa: ARG001  its own error is fixed
    """One on an open line."""
    name = Name("Steelyard simulation", "SIM-DPG", "DPG-0001", "1.0")
    return SimulatedSCPIGauge(PressureLine(1000.0), name, time, 0.9996)
