"""What a reference meter finds out from pulses on its inputs: the energy of so many of them, the period of others."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

IDLE, RUNNING, COMPLETE = range(3)


class TimedPulses(Protocol):
    """Pulses whose moments are known."""

    def count(self, now: float) -> int:
        """Pulses given until a time."""
        ...

    def when(self, number: int, begin: float, end: float) -> float:
        """When a pulse came that came between two times."""
        ...


@dataclass
class Comparison:
    """The energy of so many pulses, from the next one on; what it has found stays.

    Attributes:
        source: The pulses.
        begun: World time of the command in s.
        number: How many pulses.
    """

    source: TimedPulses
    begun: float
    number: int
    _asked: float = -1.0
    _found: tuple[int, float] = (RUNNING, 0.0)

    def __post_init__(self) -> None:
        """The pulse that it begins with."""
        self._first = self.source.count(self.begun) + 1

    def found(self, now: float, energy: Callable[[float], float]) -> tuple[int, float]:
        """State, and what flowed from the first pulse to the last; `energy` says what had flowed until a time."""
        if self._found[0] == RUNNING and now != self._asked:
            self._asked, last = now, self._first + self.number
            if self.source.count(now) >= last:
                began = self.source.when(self._first, self.begun, now)
                self._found = COMPLETE, energy(self.source.when(last, began, now)) - energy(began)
        return self._found


@dataclass(frozen=True, slots=True)
class PeriodMeasurement:
    """The mean period of the time pulses that come within a gate.

    Attributes:
        period: Their true period in s.
        begun: World time of the command in s.
        gate: How long to measure, s.
    """

    period: float
    begun: float
    gate: int

    def found(self, now: float) -> tuple[int, float]:
        """State and mean period."""
        first = math.floor(self.begun / self.period + 1.0) * self.period
        return (COMPLETE, self.period) if now >= first + self.gate else (RUNNING, 0.0)
