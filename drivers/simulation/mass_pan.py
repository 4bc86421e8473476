"""The pan of a simulated balance used as a standard: closed-form settling, its own error, a display of steps d."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from drivers.simulation.blocks.quantity import Node
from metrology.units import convert


@dataclass
class Pan:
    """Load in g over time in s.

    Attributes:
        capacity: Max in g.
        step: d in g.
        gain: Indication per load, minus one.
        tau: Time constant of settling.
        load: What lies on it.
        offset: Subtracted from the indication (zero, tare).
        hung: What stands on it besides, such as a vessel that fills; None for nothing.
    """

    capacity: float
    step: Decimal
    gain: float = 0.0
    tau: float = 0.4
    load: float = 0.0
    offset: float = 0.0
    hung: Node | None = None
    _before: float = 0.0
    _changed: float = -1e9

    def place(self, load: float, now: float) -> None:
        """Put a load in place of what is there."""
        self._before, self.load, self._changed = self.gross(now), load, now

    def hang(self, node: Node | None) -> None:
        """Put something on it that weighs what it weighs at the moment."""
        self.hung = node

    def gross(self, now: float) -> float:
        """Unrounded indication before zero and tare are taken off."""
        end = (self.load + self._besides(now)) * (1.0 + self.gain)
        return end + (self._before - end) * math.exp(-(now - self._changed) / self.tau)

    def changes(self) -> tuple[int, float]:
        """What tells one load from the next: how often what stands on it changed, and when a load was put on it."""
        return (0 if self.hung is None else len(self.hung.steps), self._changed)

    def stable(self, now: float) -> bool:
        """Whether the indication has come to rest."""
        if self.hung is not None:
            return abs(self.gross(now) - self.gross(now - 1.0)) < 0.5 * float(self.step)
        return abs(self.gross(now) - self.load * (1.0 + self.gain)) < 0.2 * float(self.step)

    def take_off(self, now: float) -> None:
        """Zero or tare: the present load becomes zero."""
        self.offset = self.gross(now)

    def shown(self, now: float) -> Decimal:
        """Indication in g, a multiple of d."""
        steps = Decimal(repr(self.gross(now) - self.offset)) / self.step
        value = steps.quantize(Decimal(1), ROUND_HALF_EVEN) * self.step
        return abs(value) if value == 0 else value

    def over(self, now: float = 0.0) -> bool:
        """Whether it is overloaded."""
        return self.load + self._besides(now) > self.capacity

    def _besides(self, now: float) -> float:
        return 0.0 if self.hung is None else float(convert(Decimal(repr(self.hung.at(now))), self.hung.unit, "g"))
