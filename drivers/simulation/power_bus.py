"""Three phases of voltage and current between a power source and meters: closed-form in time, energy included.

Every amplitude goes to its target exponentially, so the product of a voltage and a current has a closed integral; the
phase angle takes its new value at once. Energy may be asked for at any time, also one that has passed.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

_TAU = 0.3
_ALIKE = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Amplitude:
    """A voltage in V or a current in A on its way to a target."""

    begin: float = 0.0
    target: float = 0.0

    def at(self, elapsed: float) -> float:
        """Value some seconds after the way was begun."""
        return self.target + (self.begin - self.target) * math.exp(-elapsed / _TAU)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What flows between two changes of the output.

    Attributes:
        began: World time of the change in s.
        energy: What had flowed until then, Wh in the source's own scale.
        voltages: Of three phases.
        currents: Of three phases.
        angles: By which each current lags its voltage, degrees.
    """

    began: float
    energy: float = 0.0
    voltages: tuple[Amplitude, ...] = (Amplitude(),) * 3
    currents: tuple[Amplitude, ...] = (Amplitude(),) * 3
    angles: tuple[float, ...] = (0.0, 0.0, 0.0)

    def until(self, now: float) -> float:
        """Wh that have flowed at a time of this stretch."""
        return self.energy + self.seen(now)

    def seen(self, now: float, gains: Sequence[float] = _ALIKE, lag: float = 0.0) -> float:
        """Wh of this stretch as a meter sees them whose elements have gains and turn the current by a lag, in °."""
        elapsed = now - self.began
        fall, fall2 = -_TAU * math.expm1(-elapsed / _TAU), -_TAU / 2 * math.expm1(-2 * elapsed / _TAU)
        total = 0.0
        elements = zip(self.voltages, self.currents, self.angles, gains, strict=True)
        for voltage, current, angle, gain in elements:
            a, b = voltage.begin - voltage.target, current.begin - current.target
            product = voltage.target * current.target * elapsed
            product += (voltage.target * b + current.target * a) * fall + a * b * fall2
            total += gain * product * math.cos(math.radians(angle + lag))
        return total / 3600.0


@dataclass
class PowerBus:
    """Three phases, in the source's own scale.

    Attributes:
        true_voltage: True voltage per voltage that the source believes in.
        true_current: The same of the current.
        frequency: Hz.
    """

    true_voltage: float = 1.0
    true_current: float = 1.0
    frequency: float = 50.0
    _stretches: list[Stretch] = field(default_factory=lambda: [Stretch(-1e9)])

    def go(
        self, voltages: list[float], currents: list[float], angles: list[float], frequency: float, now: float
    ) -> None:
        """Begin to move towards new amplitudes."""
        old = self._stretches[-1]

        def ways(amplitudes: tuple[Amplitude, ...], targets: list[float]) -> tuple[Amplitude, ...]:
            here = [one.at(now - old.began) for one in amplitudes]
            return tuple(Amplitude(begin, target) for begin, target in zip(here, targets, strict=True))

        voltages_now, currents_now = ways(old.voltages, voltages), ways(old.currents, currents)
        self._stretches.append(Stretch(now, old.until(now), voltages_now, currents_now, tuple(angles)))
        self.frequency = frequency

    @property
    def angles(self) -> tuple[float, ...]:
        """By which each current lags its voltage, degrees."""
        return self._stretches[-1].angles

    def voltages(self, now: float) -> list[float]:
        """Voltages in V, in the source's own scale."""
        last = self._stretches[-1]
        return [one.at(now - last.began) for one in last.voltages]

    def currents(self, now: float) -> list[float]:
        """Currents in A, in the source's own scale."""
        last = self._stretches[-1]
        return [one.at(now - last.began) for one in last.currents]

    def settled(self, now: float) -> bool:
        """Whether every amplitude is within 10 ppm of its target."""
        last = self._stretches[-1]
        both = [*last.voltages, *last.currents]
        return all(abs(one.at(now - last.began) - one.target) <= 1e-5 * max(1e-3, one.target) for one in both)

    def powers(self, now: float) -> list[float]:
        """True active power of each phase in W."""
        scale = self.true_voltage * self.true_current
        pairs = zip(self.voltages(now), self.currents(now), self.angles, strict=True)
        return [scale * voltage * current * math.cos(math.radians(angle)) for voltage, current, angle in pairs]

    def power(self, phase: int, now: float) -> float:
        """True active power of one phase in W at a time, also one that has passed."""
        stretch = self._at(now)
        elapsed = now - stretch.began
        product = stretch.voltages[phase].at(elapsed) * stretch.currents[phase].at(elapsed)
        return self.true_voltage * self.true_current * product * math.cos(math.radians(stretch.angles[phase]))

    def energy(self, now: float) -> float:
        """True active energy in Wh until a time, since the world began."""
        return self.true_voltage * self.true_current * self._at(now).until(now)

    def flow(self, begin: float, end: float, gains: Sequence[float] = _ALIKE, lag: float = 0.0) -> float:
        """Active energy in Wh between two times within which the output did not change, as a meter sees it.

        Args:
            begin: World time in s.
            end: World time in s.
            gains: Of its elements, 1 for an errorless one.
            lag: By how many degrees more the current lags its voltage in the meter.
        """
        stretch = self._at(begin)
        seen = stretch.seen(end, gains, lag) - stretch.seen(begin, gains, lag)
        return self.true_voltage * self.true_current * seen

    def heading(self, now: float, gains: Sequence[float] = _ALIKE, lag: float = 0.0) -> float:
        """Active power in W to which a stretch settles, as a meter sees it."""
        stretch = self._at(now)
        parts = zip(stretch.voltages, stretch.currents, stretch.angles, gains, strict=True)
        total = sum(gain * u.target * i.target * math.cos(math.radians(angle + lag)) for u, i, angle, gain in parts)
        return self.true_voltage * self.true_current * total

    def changes(self, begin: float, end: float) -> list[float]:
        """Times between two times at which the output changed."""
        first = bisect_right(self._stretches, begin, key=_began)
        last = bisect_left(self._stretches, end, key=_began)
        return [stretch.began for stretch in self._stretches[first:last]]

    def _at(self, now: float) -> Stretch:
        return self._stretches[max(0, bisect_right(self._stretches, now, key=_began) - 1)]


def _began(stretch: Stretch) -> float:
    return stretch.began
