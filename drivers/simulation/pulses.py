"""Trains of pulses, and who gives them: closed-form, whatever the polling."""

import math
from dataclasses import dataclass
from typing import Protocol

from drivers.simulation.electricity_leads import Terminals
from drivers.simulation.meter_model import MeterModel


class Pulses(Protocol):
    """Something that gives pulses."""

    def count(self, now: float) -> int:
        """Pulses given until a time."""
        ...

    def frequency(self, now: float) -> float:
        """Present rate in Hz."""
        ...


@dataclass(frozen=True, slots=True)
class PulseTrain:
    """Pulses of a constant rate.

    Attributes:
        rate: True frequency in Hz.
        phase: Part of a period that has passed at time zero.
    """

    rate: float
    phase: float = 0.0

    def count(self, now: float) -> int:
        """Pulses given until a time."""
        return math.floor(self.rate * now + self.phase)

    def frequency(self, now: float) -> float:  # noqa: ARG002  a constant rate
        """The rate."""
        return self.rate


#: An input that nothing is connected to.
NO_PULSES = PulseTrain(0.0)


@dataclass(frozen=True, slots=True)
class Cycles:
    """Cycles of an alternating voltage on terminals; nothing there, nothing to count.

    Attributes:
        leads: The terminals.
    """

    leads: Terminals

    def count(self, now: float) -> int:
        """Cycles until a time, at the present rate."""
        return math.floor(self.frequency(now) * now)

    def frequency(self, now: float) -> float:
        """Present rate in Hz."""
        found = self.leads.at(now)
        return found.frequency if found is not None and found.unit == "V" and found.value else 0.0


@dataclass(frozen=True, slots=True)
class PulseOutput:
    """Test output of a meter: one pulse for each step of what it counts, errors included.

    Attributes:
        model: What the meter counts.
        register: Which of its registers.
        constant: Pulses per kWh or m³.
    """

    model: MeterModel
    register: str
    constant: int

    def count(self, now: float) -> int:
        """Pulses given until a time."""
        return math.floor(self.model.counted(self.register, now) * self.constant)

    def frequency(self, now: float) -> float:
        """Present rate in Hz."""
        return abs(self.model.rate(self.register, now)) * self.constant / 3600.0
