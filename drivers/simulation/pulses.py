"""Trains of pulses, and who gives them: closed-form, whatever the polling."""

import math
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from drivers.simulation.electricity_leads import Terminals
from drivers.simulation.meter_model import MeterModel
from drivers.simulation.power_bus import PowerBus

#: A moment is known when it is this part of a pulse from its pulse, or the search has narrowed to so many seconds.
_SHARP, _SHORT = 1e-9, 1e-9


@runtime_checkable
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


@dataclass(frozen=True, slots=True)
class BusPulses:
    """Pulses of a meter with a gain and nothing else, for a reference meter that stands alone.

    Attributes:
        bus: What it counts.
        rate: Pulses per Wh.
    """

    bus: PowerBus
    rate: float

    def count(self, now: float) -> int:
        """Pulses given until a time."""
        return math.floor(self.bus.energy(now) * self.rate)

    def when(self, number: int, begin: float, end: float) -> float:
        """When a pulse came that came between two times."""
        below, above = (self.bus.energy(at) * self.rate for at in (begin, end))
        return begin + (number - below) * (end - begin) / (above - below)


@dataclass(frozen=True, slots=True)
class TimePulses:
    """Output of a meter's clock: one pulse in each second of its own.

    Attributes:
        model: Whose clock.
    """

    model: MeterModel

    @property
    def period(self) -> float:
        """True period in s."""
        return 1.0 / (1.0 + self.model.errors.clock / 86400.0)


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

    def when(self, number: int, begin: float, end: float) -> float:
        """When a pulse came that came between two times: the root of what is counted, by regula falsi (Illinois)."""
        below, above = (self.model.counted(self.register, at) * self.constant - number for at in (begin, end))
        side = 0
        for _step in range(60):
            middle = end if above == below else end - above * (end - begin) / (above - below)
            found = self.model.counted(self.register, middle) * self.constant - number
            if abs(found) < _SHARP or end - begin < _SHORT:
                return middle
            if found > 0.0:
                end, above, below, side = middle, found, below / 2.0 if side > 0 else below, 1
            else:
                begin, below, above, side = middle, found, above / 2.0 if side < 0 else above, -1
        return end

    def frequency(self, now: float) -> float:
        """Present rate in Hz."""
        return abs(self.model.rate(self.register, now)) * self.constant / 3600.0
