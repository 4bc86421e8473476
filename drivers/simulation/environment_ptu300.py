"""A simulated Vaisala PTU300 in the simulated room, prompt and echo off."""

import math

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.thermometer import RoomAir


class SimulatedPTU300:
    """One transmitter.

    Args:
        air: The room.
        name: Identity.
        time: The world's time.
        pressure: Mean air pressure in hPa.

    Attributes:
        failed: Whether its pressure sensor has failed.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\r"

    def __init__(self, air: RoomAir, name: Name, time: Time, pressure: float = 1013.2) -> None:
        self.air, self.name, self._time, self._pressure = air, name, time, pressure
        self.failed = False

    def handle(self, message: bytes) -> bytes:
        """Answer SEND, VERS, SNUM; the transmitter says so when it does not know a command."""
        command = message.strip().upper()
        if command == b"SEND":
            now = float(self._time.now())
            temperature, humidity = self.air.at(now)
            swing = 0.3 * math.sin(2 * math.pi * now / 7200.0 + normal(*self.air.key, "weather"))
            pressure = "******" if self.failed else f"{self._pressure + swing:6.1f}"
            return f"P= {pressure} hPa T= {temperature:4.1f} 'C RH= {humidity:4.1f} %RH\r\n".encode()
        if command == b"VERS":
            return f"{self.name.model} / {self.name.firmware}\r\n".encode()
        if command == b"SNUM":
            return f"Serial number : {self.name.serial}\r\n".encode()
        return b"Unknown command\r\n"


def alone(time: Time, seed: int) -> SimulatedPTU300:
    """One in a room of 20.5 °C, 45 %RH."""
    return SimulatedPTU300(RoomAir(20.5, 45.0, (seed, "room")), Name("Vaisala", "PTU300", "S0000300", "5.16"), time)
