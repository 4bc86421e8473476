"""The pressure line between a controller and what is screwed to it: closed-form in time, remembering its approaches."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

_SLOW = 120.0


@dataclass(frozen=True, slots=True)
class Approach:
    """How the present pressure was come to.

    Attributes:
        number: Counts the approaches.
        direction: 1 rising, −1 falling.
        visit: How many times this pressure has been approached, from 1.
    """

    number: int = 0
    direction: int = 1
    visit: int = 0


@dataclass
class PressureLine:
    """True gauge pressure in kPa over time in s: a ramp that runs into an exponential without overshoot.

    Attributes:
        full_scale: Full scale of the controller; smaller changes than a thousandth of it are no approach.
        true_gain: True pressure per pressure that the controller believes in.
        true_offset: True pressure where the controller believes in zero.
        tau: Time constant of the last stretch in s: the volume of what hangs on the line.
        approach: How the present target was come to.
        watched: Told every target before it is gone to.
        steps: Times and targets of its changes.
    """

    unit = "kPa"

    full_scale: float
    true_gain: float = 1.0
    true_offset: float = 0.0
    tau: float = 1.5
    approach: Approach = field(default_factory=Approach)
    watched: list[Callable[[float], None]] = field(default_factory=list)
    steps: list[tuple[float, float]] = field(default_factory=list)
    _began: float = 0.0
    _from: float = 0.0
    _target: float = 0.0
    _slew: float = 1.0
    _crept: float = 0.0
    _visits: dict[int, int] = field(default_factory=dict)

    def go(self, target: float, slew: float, now: float) -> None:
        """Begin to move towards `target` (in the controller's own scale) at `slew` kPa/s."""
        for told in self.watched:
            told(target)
        self._crept = self.crept(now)
        self._from, self._began, self._slew = self.controlled(now), now, slew
        change = target - self._target
        if abs(change) > 0.001 * self.full_scale:
            place = round(1000.0 * target / self.full_scale)
            self._visits[place] = self._visits.get(place, 0) + 1
            direction = 1 if change > 0 else -1
            self.approach = Approach(self.approach.number + 1, direction, self._visits[place])
        self._target = target
        self.steps.append((now, target))

    @property
    def direction(self) -> int:
        """How the present target was come to."""
        return self.approach.direction

    @property
    def visit(self) -> int:
        """How many times the present target has been approached."""
        return self.approach.visit

    def at(self, now: float) -> float:
        """True pressure, as a wire brings it."""
        return self.pressure(now)

    def step(self) -> None:
        """From now on there are 3 % more than the controller believes in."""
        self.true_gain *= 1.03

    def controlled(self, now: float) -> float:
        """Pressure in the controller's own scale."""
        change = self._target - self._from
        if change == 0.0:
            return self._target
        knee = min(abs(change), self._slew * self.tau)
        ramp = (abs(change) - knee) / self._slew
        elapsed = now - self._began
        left = abs(change) - self._slew * elapsed if elapsed < ramp else knee * math.exp(-(elapsed - ramp) / self.tau)
        return self._target - math.copysign(left, change)

    def crept(self, now: float) -> float:
        """Pressure to which something slow that hangs on the line has come: exponential from approach to approach."""
        return self._target + (self._crept - self._target) * math.exp((self._began - now) / _SLOW)

    def hold(self, now: float) -> None:
        """Stop where the pressure is."""
        self._crept = self.crept(now)
        self._from = self._target = self.controlled(now)
        self._began = now

    def pressure(self, now: float) -> float:
        """True pressure; the atmosphere is exact zero."""
        controlled = self.controlled(now)
        return self.true_gain * controlled + self.true_offset * min(1.0, abs(controlled) / (0.01 * self.full_scale))
