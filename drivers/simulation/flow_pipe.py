"""Gas through a controller's valve: closed-form in time, first order."""

import math
from dataclasses import dataclass


@dataclass
class GasPipe:
    """Flow at reference conditions in L/min over time in s.

    Attributes:
        full_scale: Full scale of the controller.
        tau: Time constant of the valve.
        true_gain: True flow per flow that the controller believes in.
        target: Where it goes.
    """

    full_scale: float = 10.0
    tau: float = 0.8
    true_gain: float = 1.0
    target: float = 0.0
    _from: float = 0.0
    _began: float = 0.0

    def go(self, target: float, now: float) -> None:
        """Begin to move towards a flow."""
        self._from, self._began, self.target = self.controlled(now), now, target

    def controlled(self, now: float) -> float:
        """Flow as the controller's own sensor says."""
        return self.target + (self._from - self.target) * math.exp(-(now - self._began) / self.tau)

    def flow(self, now: float) -> float:
        """True flow."""
        return self.true_gain * self.controlled(now)
