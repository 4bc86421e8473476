"""How a simulated weighing instrument answers influences: temperature, supply, humidity, disturbances, age.

Each way is a small class whose `shift` is added to the indication, in e of the first range; `part` is the load as a
part of Max. The physics are closed forms of the condition, so that a condition may be set in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

REFERENCE, DRY = 20.0, 60.0
"""Temperature in °C and humidity in %RH at which nothing is shifted."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What surrounds and feeds an instrument.

    Attributes:
        temperature, humidity: Of the air around it, °C and %RH.
        voltage: Supply voltage as a part of the nominal one.
        disturbance: Key of what disturbs it at this moment; empty for nothing.
        disturbed: What has disturbed it since it was switched on.
        turn: How often the same test was made before, plus one: it ages from turn to turn.
    """

    temperature: float = REFERENCE
    humidity: float = 50.0
    voltage: float = 1.0
    disturbance: str = ""
    disturbed: frozenset[str] = frozenset()
    turn: int = 1


class Influence(Protocol):
    """One way to answer."""

    def shift(self, at: Condition, part: float) -> float:
        """What is added to the indication, in e."""
        ...


@dataclass(frozen=True, slots=True)
class SpanTemperature:
    """Temperature coefficient of the span: e at Max for each kelvin from 20 °C."""

    size: float

    def shift(self, at: Condition, part: float) -> float:
        """Grows with the load."""
        return self.size * (at.temperature - REFERENCE) * part


@dataclass(frozen=True, slots=True)
class ZeroTemperature:
    """Temperature coefficient of the zero: e for each kelvin from 20 °C."""

    size: float

    def shift(self, at: Condition, part: float) -> float:
        """The same at every load."""
        del part
        return self.size * (at.temperature - REFERENCE)


@dataclass(frozen=True, slots=True)
class Undervoltage:
    """The regulator of the supply drops out below nine tenths of the nominal voltage: e at Max."""

    size: float
    below: float = 0.9

    def shift(self, at: Condition, part: float) -> float:
        """Grows with the load."""
        return self.size * part if at.voltage < self.below else 0.0


@dataclass(frozen=True, slots=True)
class Moisture:
    """What the sensor takes up above 60 %RH: e at Max at 85 %RH."""

    size: float

    def shift(self, at: Condition, part: float) -> float:
        """Grows with the humidity and the load."""
        return self.size * max(0.0, at.humidity - DRY) / 25.0 * part


@dataclass(frozen=True, slots=True)
class Susceptible:
    """A disturbance shifts the indication while it lasts, by so many e."""

    size: float
    to: str

    def shift(self, at: Condition, part: float) -> float:
        """Only under this disturbance."""
        del part
        return self.size if at.disturbance == self.to else 0.0


@dataclass(frozen=True, slots=True)
class Upset:
    """A disturbance leaves the indication shifted, by so many e, until the instrument is switched off."""

    size: float
    by: str

    def shift(self, at: Condition, part: float) -> float:
        """Once it was disturbed."""
        del part
        return self.size if self.by in at.disturbed else 0.0


@dataclass(frozen=True, slots=True)
class Ageing:
    """The span changes from turn to turn: e at Max for each turn after the first."""

    size: float

    def shift(self, at: Condition, part: float) -> float:
        """Grows with the load."""
        return self.size * (at.turn - 1) * part
