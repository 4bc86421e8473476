"""Three phases of voltage and current between a power source and meters: closed-form in time, energy included.

Every amplitude goes to its target exponentially, so the product of a voltage and a current has a closed integral; the
phase angle takes its new value at once.
"""

import math
from dataclasses import dataclass, field

_TAU = 0.3


@dataclass(frozen=True, slots=True)
class Amplitude:
    """A voltage in V or a current in A on its way to a target."""

    begin: float = 0.0
    target: float = 0.0

    def at(self, elapsed: float) -> float:
        """Value some seconds after the way was begun."""
        return self.target + (self.begin - self.target) * math.exp(-elapsed / _TAU)


@dataclass
class PowerBus:
    """Three phases, in the source's own scale.

    Attributes:
        true_voltage: True voltage per voltage that the source believes in.
        true_current: The same of the current.
        angles: By which each current lags its voltage, degrees.
        frequency: Hz.
    """

    true_voltage: float = 1.0
    true_current: float = 1.0
    angles: tuple[float, float, float] = (0.0, 0.0, 0.0)
    frequency: float = 50.0
    _voltages: list[Amplitude] = field(default_factory=lambda: [Amplitude()] * 3)
    _currents: list[Amplitude] = field(default_factory=lambda: [Amplitude()] * 3)
    _began: float = 0.0
    _energy: float = 0.0

    def go(
        self, voltages: list[float], currents: list[float], angles: list[float], frequency: float, now: float
    ) -> None:
        """Begin to move towards new amplitudes."""
        self._energy = self.energy(now)
        elapsed = now - self._began
        self._voltages = [Amplitude(old.at(elapsed), new) for old, new in zip(self._voltages, voltages, strict=True)]
        self._currents = [Amplitude(old.at(elapsed), new) for old, new in zip(self._currents, currents, strict=True)]
        self.angles, self.frequency, self._began = (angles[0], angles[1], angles[2]), frequency, now

    def voltages(self, now: float) -> list[float]:
        """Voltages in V, in the source's own scale."""
        return [one.at(now - self._began) for one in self._voltages]

    def currents(self, now: float) -> list[float]:
        """Currents in A, in the source's own scale."""
        return [one.at(now - self._began) for one in self._currents]

    def settled(self, now: float) -> bool:
        """Whether every amplitude is within 10 ppm of its target."""
        both = [*self._voltages, *self._currents]
        return all(abs(one.at(now - self._began) - one.target) <= 1e-5 * max(1e-3, one.target) for one in both)

    def powers(self, now: float) -> list[float]:
        """True active power of each phase in W."""
        scale = self.true_voltage * self.true_current
        pairs = zip(self.voltages(now), self.currents(now), self.angles, strict=True)
        return [scale * voltage * current * math.cos(math.radians(angle)) for voltage, current, angle in pairs]

    def energy(self, now: float) -> float:
        """True active energy in Wh since the world began."""
        elapsed = now - self._began
        fall, fall2 = -_TAU * math.expm1(-elapsed / _TAU), -_TAU / 2 * math.expm1(-2 * elapsed / _TAU)
        total = 0.0
        for voltage, current, angle in zip(self._voltages, self._currents, self.angles, strict=True):
            a, b = voltage.begin - voltage.target, current.begin - current.target
            product = voltage.target * current.target * elapsed
            product += (voltage.target * b + current.target * a) * fall + a * b * fall2
            total += product * math.cos(math.radians(angle))
        return self._energy + self.true_voltage * self.true_current * total / 3600.0
