"""Gas through a controller's valve: closed-form in time, first order."""

import math
from dataclasses import dataclass, field

from drivers.simulation.blocks.quantity import Stretch, stretch_at


@dataclass
class GasPipe:
    """Flow at reference conditions in L/min over time in s.

    Attributes:
        full_scale: Full scale of the controller.
        tau: Time constant of the valve.
        true_gain: True flow per flow that the controller believes in.
        direction: How the present flow was come to: 1 from below, −1 from above.
        steps: Times and targets of its changes.
    """

    unit = "L/min"
    visit = 0

    full_scale: float = 10.0
    tau: float = 0.8
    true_gain: float = 1.0
    direction: int = 0
    steps: list[tuple[float, float]] = field(default_factory=list)
    _stretches: list[Stretch] = field(default_factory=lambda: [Stretch(0.0, 0.0, 0.0)])

    @property
    def target(self) -> float:
        """Where it goes."""
        return self._stretches[-1].target

    def go(self, target: float, now: float) -> None:
        """Begin to move towards a flow."""
        if target != self.target:
            self.direction = 1 if target > self.target else -1
        self._stretches.append(Stretch(now, self.controlled(now), target))
        self.steps.append((now, target))

    def controlled(self, now: float) -> float:
        """Flow as the controller's own sensor says."""
        began, start, target = stretch_at(self._stretches, now)
        return target + (start - target) * math.exp(-(now - began) / self.tau)

    def flow(self, now: float) -> float:
        """True flow."""
        return self.true_gain * self.controlled(now)

    def at(self, now: float) -> float:
        """True flow, as a wire brings it."""
        return self.flow(now)
