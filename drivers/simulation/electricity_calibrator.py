"""Physics of a simulated calibrator: a setting, an output that runs into it, and an error of its own."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from drivers.simulation.electricity_leads import Signal
from drivers.simulation.noise import uniform

#: Residual below which it calls itself settled, as part of the setting, and at least this much of a unit.
_WINDOW, _FLOOR = 5e-6, 1e-6
_DISCHARGE = 0.02
_DRIFT_TIME = 3600.0


@dataclass(frozen=True, slots=True)
class CalibratorErrors:
    """True errors, inside what a certificate says and different from it.

    Attributes:
        gain: Part of the setting, by unit.
        offset: In the unit, by unit.
        drift: Part of the setting that the output moves by within hours.
    """

    gain: dict[str, float]
    offset: dict[str, float]
    drift: float

    @classmethod
    def of(cls, *key: object) -> "CalibratorErrors":
        """Errors that belong to `key`: a few parts in 10⁶."""
        gain = {unit: 8e-6 * uniform(*key, "gain", unit) for unit in "VAΩ"}
        offset = {"V": 1e-6 * uniform(*key, "V"), "A": 2e-8 * uniform(*key, "A"), "Ω": 1e-4 * uniform(*key, "Ω")}
        return cls(gain, offset, 1e-6 * uniform(*key, "drift"))


@dataclass
class CalibratorModel:
    """Setting and output; closed-form in time.

    Attributes:
        errors: Its true errors.
        settling: Time constant in s.
        told: By terminals, who is told the value before the output goes to it.
        stepped: Part of the setting by which the output has stepped away from it.
        trips_at: World time at which it drops to standby by itself; None for never.
    """

    errors: CalibratorErrors
    settling: float = 1.5
    told: dict[str, list[Callable[[float], None]]] = field(default_factory=dict)
    trips_at: float | None = None
    stepped: float = 0.0
    unit: str = "V"
    value: float = 0.0
    frequency: float = 0.0
    tripped: bool = field(default=False, init=False)
    _operating: bool = field(default=False, init=False)
    _since: float = field(default=-1e9, init=False)
    _from: float = field(default=0.0, init=False)
    _direction: int = field(default=0, init=False)

    def set(self, value: float, unit: str, frequency: float, now: float) -> None:
        """Take a new setting; the output runs from where it is."""
        here = self._nominal(now) if unit == self.unit and bool(frequency) == bool(self.frequency) else 0.0
        self._from, self._since = here, now
        self.unit, self.value, self.frequency = unit, value, frequency
        if self._operating:
            self._head_for(value)
            self._tell(value)

    def operate(self, now: float) -> None:
        """Energise."""
        if not self.energised(now):
            self._tell(self.value)
            self._from, self._since = self._nominal(now), now
            self._operating, self.tripped = True, False
            self._head_for(self.value)

    def _head_for(self, value: float) -> None:
        """Remember from which side the output comes; a setting repeated comes from where the first one did."""
        if value != self._from:
            self._direction = 1 if value > self._from else -1

    def _tell(self, value: float) -> None:
        for told in self.told.get(self.outlet, ()):
            told(value)

    def step(self) -> None:
        """From now on the output is 0.1 % more, whatever the display says."""
        self.stepped += 1e-3

    def standby(self, now: float) -> None:
        """Take the output away."""
        if self.energised(now):
            self._from, self._since, self._operating = self._nominal(now), now, False

    def energised(self, now: float) -> bool:
        """Whether it operates; a trip that is due happens here, at its own time."""
        due = self.trips_at
        if self._operating and due is not None and self._since <= due <= now:
            self.trips_at = None
            self._trip(due)
        return self._operating

    def trip(self, now: float) -> None:
        """Drop to standby by itself, now."""
        if self.energised(now):
            self._trip(now)

    def _trip(self, when: float) -> None:
        self._from, self._since, self._operating, self.tripped = self._nominal(when), when, False, True

    def settled(self, now: float) -> bool:
        """Its own idea of being within specification."""
        residual = abs(self._nominal(now) - self.value)
        return self.energised(now) and residual <= max(_WINDOW * abs(self.value), _FLOOR)

    @property
    def outlet(self) -> str:
        """Terminals that the present setting comes out of: A from its own pair, the rest from the other."""
        return "A" if self.unit == "A" else "V"

    def signal(self, terminals: str, now: float) -> Signal | None:
        """True signal on a pair of terminals; `S` are the sense terminals of a resistance."""
        on_sense = terminals == "S" and self.unit == "Ω"
        if terminals != self.outlet and not on_sense:
            return None
        if self.unit == "Ω" and not self.energised(now):
            return None
        return Signal(self.unit, self._true(now), self.frequency, self._direction)

    def _true(self, now: float) -> float:
        nominal = self._nominal(now)
        drift = self.errors.drift * (1.0 - math.exp(-now / _DRIFT_TIME))
        offset = self.errors.offset[self.unit] if self._operating and not self.frequency else 0.0
        return nominal * (1.0 + self.errors.gain[self.unit] + drift + self.stepped) + offset

    def _nominal(self, now: float) -> float:
        target = self.value if self._operating else 0.0
        tau = self.settling if self._operating else _DISCHARGE
        return target + (self._from - target) * math.exp(-max(0.0, now - self._since) / tau)
