"""The air of the simulated room."""

import math
from dataclasses import dataclass

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
