"""The leads of a simulated electrical bench: what is on a pair of terminals."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Signal:
    """What is on a pair of terminals.

    Attributes:
        unit: V, A or Ω.
        value: True value, r.m.s. when alternating.
        frequency: True frequency in Hz, 0 for direct.
        direction: How the value was come to: 1 from below, −1 from above, 0 when it never moved.
    """

    unit: str
    value: float
    frequency: float = 0.0
    direction: int = 0


class Output(Protocol):
    """Something that can hurt."""

    def energised(self, now: float) -> bool:
        """Whether the output operates."""
        ...

    def signal(self, terminals: str, now: float) -> Signal | None:
        """What is on one of its pairs of terminals, None for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Lone:
    """A signal that is simply there, for an instrument that stands alone."""

    value: Signal

    def energised(self, now: float) -> bool:  # noqa: ARG002  it is no source that could be switched
        """Never: nobody can switch it off."""
        return False

    def signal(self, terminals: str, now: float) -> Signal | None:  # noqa: ARG002  always the same
        """The signal, on every pair of terminals."""
        return self.value


@dataclass(frozen=True, slots=True)
class Terminals:
    """One pair of terminals of an output: what a lead brings to an input.

    Attributes:
        output: Whose they are.
        pair: Which pair.
    """

    output: Output
    pair: str

    def at(self, now: float) -> Signal | None:
        """What is on them, None for nothing."""
        return self.output.signal(self.pair, now)
