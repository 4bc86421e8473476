"""Simulated digital gauges on a `PressureLine`: one on Modbus, one that answers SCPI-like queries."""

import struct
from collections import deque

from drivers.simulation.device import Name, Time
from drivers.simulation.modbus_device import BadAddress, ModbusDevice, spread
from drivers.simulation.pressure_line import PressureLine
from drivers.simulation.pressure_sensor import PressureSensor, SensorErrors


class SimulatedModbusGauge(ModbusDevice):
    """A gauge of 1000 kPa with float registers, lower word first (CDAB).

    Args:
        sensor: Its physics.
        name: Identity; the serial number is a whole number.
        time: The world's time.
    """

    def __init__(self, sensor: PressureSensor, name: Name, time: Time) -> None:
        super().__init__(name)
        self.model, self._time = sensor, time

    def registers(self, address: int) -> dict[int, int]:  # noqa: ARG002  all of them
        """Content of the registers."""
        shown = round(self.model.shown(float(self._time.now())), 2)
        return {
            **spread(0x0000, _swapped(struct.pack(">f", shown))),
            **spread(0x0002, _swapped(int(self.name.serial).to_bytes(4, "big"))),
            **spread(0x0004, _swapped(struct.pack(">f", 1000.0))),
        }

    def store(self, address: int, words: list[int]) -> None:  # noqa: ARG002  it takes nothing
        """Refuse."""
        raise BadAddress(hex(address))


class SimulatedSCPIGauge:
    """A gauge that answers `MEAS:PRES?`.

    Args:
        sensor: Its physics.
        name: Identity.
        time: The world's time.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, sensor: PressureSensor, name: Name, time: Time) -> None:
        self.model, self.name, self._time = sensor, name, time
        self.errors: deque[str] = deque(maxlen=10)

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query; others leave an error."""
        command = message.decode("latin-1").strip().upper()
        name = self.name
        answers = {
            "*IDN?": lambda: f"{name.maker},{name.model},{name.serial},{name.firmware}",
            "MEAS:PRES?": lambda: f"{self.model.shown(float(self._time.now())):+.2f},KPA",
            "SYST:ERR?": lambda: self.errors.popleft() if self.errors else '0,"No error"',
        }
        if command not in answers:
            self.errors.append('-113,"Undefined header"')
            return None
        return f"{answers[command]()}\r\n".encode()


def _swapped(content: bytes) -> bytes:
    return content[2:] + content[:2]


def modbus(time: Time, seed: int) -> SimulatedModbusGauge:
    """One on an open line."""
    name = Name("Steelyard simulation", "SIM-DG", "2600017", "")
    sensor = PressureSensor(PressureLine(1000.0), SensorErrors(gain=0.04), (seed, name.serial))
    return SimulatedModbusGauge(sensor, name, time)


def scpi(time: Time, seed: int) -> SimulatedSCPIGauge:
    """One on an open line."""
    name = Name("Steelyard simulation", "SIM-DPG", "DPG-0001", "1.0")
    sensor = PressureSensor(PressureLine(1000.0), SensorErrors(gain=-0.04), (seed, name.serial))
    return SimulatedSCPIGauge(sensor, name, time)
