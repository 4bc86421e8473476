"""Between blocks and everything else that can be wired: terminals of calibrators and multimeters, units of one kind."""

from dataclasses import dataclass
from decimal import Decimal

from drivers.simulation.blocks.channel import goal_of, times_of
from drivers.simulation.blocks.quantity import Node
from drivers.simulation.electricity_leads import Signal, Terminals
from metrology.units import convert


@dataclass(frozen=True, slots=True)
class ChannelOutput:
    """A channel in V, A or Ω on a pair of terminals: a transmitter, a sensor.

    Attributes:
        node: What it puts out.
        pair: On which terminals; a resistance is sensed on `S` too.
    """

    node: Node
    pair: str

    def energised(self, now: float) -> bool:  # noqa: ARG002  it is no source that could be switched
        """Never: nobody can switch it off."""
        return False

    def signal(self, terminals: str, now: float) -> Signal | None:
        """What is on a pair of terminals."""
        if terminals != self.pair and not (terminals == "S" and self.node.unit == "Ω"):
            return None
        return Signal(self.node.unit, self.node.at(now), direction=self.node.direction)


@dataclass
class Brought:
    """What a wire brings, in the unit of the input.

    Attributes:
        source: What is at its other end.
        unit: Unit of the input.
    """

    source: Node | Terminals
    unit: str

    @property
    def direction(self) -> int:
        """How it was come to; terminals do not remember."""
        return 0 if isinstance(self.source, Terminals) else self.source.direction

    @property
    def visit(self) -> int:
        """How many times it has been approached; terminals do not remember."""
        return 0 if isinstance(self.source, Terminals) else self.source.visit

    @property
    def times(self) -> list[float]:
        """World times of the changes."""
        if isinstance(self.source, Terminals):
            return []
        return times_of(self.source)

    def goal(self, number: int) -> float:
        """Where a change went, in the unit of the input."""
        if isinstance(self.source, Terminals):
            return 0.0
        return self._in_unit(goal_of(self.source, number), self.source.unit)

    @property
    def steps(self) -> list[tuple[float, float]]:
        """Changes, in the unit of the source."""
        if isinstance(self.source, Terminals):
            return []
        return [(when, self._in_unit(goal, self.source.unit)) for when, goal in self.source.steps]

    def at(self, now: float) -> float:
        """True value."""
        if isinstance(self.source, Terminals):
            signal = self.source.at(now)
            return 0.0 if signal is None else self._in_unit(signal.value, signal.unit)
        return self._in_unit(self.source.at(now), self.source.unit)

    def _in_unit(self, value: float, given: str) -> float:
        return value if given == self.unit else float(convert(Decimal(repr(value)), given, self.unit))
