"""A body of metal or liquid that is heated and cooled: closed-form in time, a ramp that runs into an exponential."""

import math
from dataclasses import dataclass, field


@dataclass
class ThermalNode:
    """Temperature in °C over time in s.

    Attributes:
        rate: Fastest change in K/s.
        tau: Time constant of the last stretch in s.
        true_offset: True temperature minus what the controller's own sensor says, in K.
        target: Where it goes.
        direction: How that was come to: 1 from below, −1 from above.
        steps: Times and targets of its changes.
    """

    unit = "°C"
    visit = 0

    rate: float = 0.2
    tau: float = 60.0
    true_offset: float = 0.0
    target: float = 25.0
    direction: int = 0
    steps: list[tuple[float, float]] = field(default_factory=list)
    _from: float = 25.0
    _began: float = 0.0

    def go(self, target: float, now: float) -> None:
        """Begin to move towards a temperature."""
        if target != self.target:
            self.direction = 1 if target > self.target else -1
        self._from, self._began, self.target = self.controlled(now), now, target
        self.steps.append((now, target))

    def controlled(self, now: float) -> float:
        """Temperature as the controller's own sensor says."""
        change = self.target - self._from
        if change == 0.0:
            return self.target
        knee = min(abs(change), self.rate * self.tau)
        ramp = (abs(change) - knee) / self.rate
        elapsed = now - self._began
        left = abs(change) - self.rate * elapsed if elapsed < ramp else knee * math.exp(-(elapsed - ramp) / self.tau)
        return self.target - math.copysign(left, change)

    def temperature(self, now: float) -> float:
        """True temperature."""
        return self.controlled(now) + self.true_offset

    def at(self, now: float) -> float:
        """True temperature, as a wire brings it."""
        return self.temperature(now)
