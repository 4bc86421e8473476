"""A simulated Vaisala HMT330 in the simulated room."""

import math
from dataclasses import dataclass

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal


@dataclass(frozen=True, slots=True)
class RoomAir:
    """The room: a slow swing about its mean.

    Attributes:
        temperature: Mean in °C.
        humidity: Mean in %RH.
        key: What the room's noise belongs to.
        steps: Seconds since the start and the mean from then on, in °C, in the order of time (a failing cooler).
    """

    temperature: float
    humidity: float
    key: tuple[object, ...]
    steps: tuple[tuple[float, float], ...] = ()

    def at(self, now: float) -> tuple[float, float]:
        """Temperature and humidity at a time."""
        swing = math.sin(2 * math.pi * now / 3600.0 + normal(*self.key, "phase"))
        mean = next((value for start, value in reversed(self.steps) if start <= now), self.temperature)
        return mean + 0.15 * swing, self.humidity - 0.8 * swing


class SimulatedHMT330:
    """One transmitter, prompt and echo off."""

    scheme = "socket://127.0.0.1:{port}"
    end = b"\r"

    def __init__(self, air: RoomAir, name: Name, time: Time) -> None:
        self.air, self.name, self._time = air, name, time
        self._frozen: tuple[float, float] | None = None
        self._fahrenheit = False
        self.mishaps = {"stuck": self._freeze, "wrong_unit": self._change_unit}

    def handle(self, message: bytes) -> bytes | None:
        """Answer SEND, VERS, SNUM; the transmitter says so when it does not know a command."""
        command = message.strip().upper()
        if command == b"SEND":
            temperature, humidity = self._frozen or self.air.at(float(self._time.now()))
            if self._fahrenheit:
                return f"RH= {humidity:4.1f} %RH T= {32 + 1.8 * temperature:4.1f} 'F\r\n".encode()
            return f"RH= {humidity:4.1f} %RH T= {temperature:4.1f} 'C\r\n".encode()
        if command == b"VERS":
            return f"{self.name.model} / {self.name.firmware}\r\n".encode()
        if command == b"SNUM":
            return f"Serial number : {self.name.serial}\r\n".encode()
        return b"Unknown command\r\n"

    def temperature(self, now: float) -> float:
        """True temperature of the air."""
        return self.air.at(now)[0]

    def _freeze(self) -> None:
        """It repeats the same values from now on."""
        self._frozen = self.air.at(float(self._time.now()))

    def _change_unit(self) -> None:
        """Somebody has said `UNIT N` at its other port."""
        self._fahrenheit = True
