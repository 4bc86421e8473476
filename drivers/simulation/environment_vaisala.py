"""Simulated Vaisala transmitters in the simulated room, prompt and echo off: HMT330, and PTU300 with a barometer."""

import math
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.room_air import RoomAir

if TYPE_CHECKING:
    from collections.abc import Callable


class SimulatedVaisala:
    """What the transmitters have in common.

    Args:
        air: The room.
        name: Identity.
        time: The world's time.

    Attributes:
        mishaps: What can happen to it.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\r"

    def __init__(self, air: RoomAir, name: Name, time: Time) -> None:
        self.air, self.name, self._time = air, name, time
        self._frozen: float | None = None
        self._fahrenheit = False
        self.mishaps: dict[str, Callable[[], None]] = {"stuck": self._freeze, "wrong_unit": self._change_unit}

    def handle(self, message: bytes) -> bytes | None:
        """Answer SEND, VERS, SNUM; the transmitter states it when it does not know a command."""
        command = message.strip().upper()
        if command == b"SEND":
            now = float(self._time.now()) if self._frozen is None else self._frozen
            return f"{self._sent(now)}\r\n".encode()
        if command == b"VERS":
            return f"{self.name.model} / {self.name.firmware}\r\n".encode()
        if command == b"SNUM":
            return f"Serial number : {self.name.serial}\r\n".encode()
        return b"Unknown command\r\n"

    def temperature(self, now: float) -> float:
        """True temperature of the air."""
        return self.air.at(now)[0]

    def _sent(self, now: float) -> str:
        """Reply to SEND for a time."""
        return f"{self._humidity(now)} {self._temperature(now)}"

    def _temperature(self, now: float) -> str:
        shown = self.air.at(now)[0]
        return f"T= {32 + 1.8 * shown:4.1f} 'F" if self._fahrenheit else f"T= {shown:4.1f} 'C"

    def _humidity(self, now: float) -> str:
        return f"RH= {self.air.at(now)[1]:4.1f} %RH"

    def _freeze(self) -> None:
        """It repeats the same values from now on."""
        self._frozen = float(self._time.now())

    def _change_unit(self) -> None:
        """Somebody has said `UNIT N` at its other port."""
        self._fahrenheit = True


class SimulatedHMT330(SimulatedVaisala):
    """One of humidity and temperature."""


class SimulatedPTU300(SimulatedVaisala):
    """One with a barometer: its default format begins with the pressure and ends with the humidity.

    Attributes:
        pressure: Mean air pressure in hPa.
        failed: Whether its pressure sensor has failed.
    """

    pressure = 1013.2
    failed = False

    def _sent(self, now: float) -> str:
        swing = 0.3 * math.sin(2 * math.pi * now / 7200.0 + normal(*self.air.key, "weather"))
        pressure = "******" if self.failed else f"{self.pressure + swing:6.1f}"
        return f"P= {pressure} hPa {self._temperature(now)} {self._humidity(now)}"


def hmt330(time: Time, seed: int) -> SimulatedHMT330:
    """An HMT330 in a room of 20.5 °C and 45 %RH."""
    return SimulatedHMT330(RoomAir(20.5, 45.0, (seed, "room")), Name("Vaisala", "HMT330", "S0000001", "5.16"), time)


def ptu300(time: Time, seed: int) -> SimulatedPTU300:
    """A PTU300 in the same room."""
    return SimulatedPTU300(RoomAir(20.5, 45.0, (seed, "room")), Name("Vaisala", "PTU300", "S0000300", "5.16"), time)
