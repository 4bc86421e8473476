"""Simulated mass comparators on MT-SICS: a pan in a draught, with an indication that drifts."""

from dataclasses import dataclass
from decimal import Decimal

from drivers.simulation.device import Name, Time
from drivers.simulation.mass_balance import SimulatedBalance
from drivers.simulation.mass_pan import Pan
from drivers.simulation.noise import normal


@dataclass
class ComparatorPan(Pan):
    """A pan on which weights are put in turn.

    Attributes:
        drift: Change of the indication in g/s.
        draught: Standard deviation from one placement to the next, in g; the same as long as the weight stays.
        key: What its noise belongs to.
    """

    drift: float = 0.0
    draught: float = 0.0
    key: tuple[object, ...] = ()

    def gross(self, now: float) -> float:
        """Unrounded indication before zero and tare are taken off."""
        placed = max((when for when, _ in self.hung.steps if when <= now), default=0.0) if self.hung else self._changed
        scatter = self.draught * normal(*self.key, "draught", round(placed * 1000))
        return super().gross(now) + self.drift * now + scatter

    def stable(self, now: float) -> bool:
        """Whether it has come to rest but for its drift."""
        return abs(self.gross(now) - self.gross(now - 1.0)) < 0.5 * float(self.step)


_NAME = Name("Mettler-Toledo", "XPR226 220.00000 g", "SIM-C926000220", "2.30 18.6.4")


def _comparator(time: Time, seed: int, drift: float) -> SimulatedBalance:
    pan = ComparatorPan(220.0, Decimal("0.00001"), gain=8e-7, drift=drift, draught=3e-6, key=(seed, "comparator_220g"))
    return SimulatedBalance(pan, _NAME, time)


def comparator_220g(time: Time, seed: int) -> SimulatedBalance:
    """A comparator of 220 g, d = 0.01 mg, that drifts by 0.5 µg in ten seconds."""
    return _comparator(time, seed, 5e-8)


def drifting_220g(time: Time, seed: int) -> SimulatedBalance:
    """The same before it has warmed up: it drifts by 0.03 mg in ten seconds."""
    return _comparator(time, seed, 3e-6)
