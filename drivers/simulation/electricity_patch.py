"""The leads of a simulated electrical bench: what is on which terminals, and what those stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from drivers.simulation.safety import Safety


@dataclass(frozen=True, slots=True)
class Signal:
    """What is on a pair of terminals.

    Attributes:
        unit: V, A or Ω.
        value: True value, r.m.s. when alternating.
        frequency: True frequency in Hz, 0 for direct.
    """

    unit: str
    value: float
    frequency: float = 0.0


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


class Patch:
    """Leads from outputs to inputs.

    Args:
        outputs: Outputs by device name.
        limits: Largest value that input terminals stand, by `DEVICE.TERMINALS`.
        safety: Told when an input is about to be overloaded.

    Attributes:
        wires: Input terminals to output terminals, both `DEVICE.TERMINALS`; empty for none.
    """

    def __init__(self, outputs: Mapping[str, Output], limits: Mapping[str, float], safety: Safety) -> None:
        self._outputs, self._limits, self._safety = outputs, limits, safety
        self.wires: dict[str, str] = {}

    def lay(self, inlet: str, outlet: str) -> None:
        """Put input terminals on output terminals."""
        self.wires[inlet] = outlet

    def at(self, terminals: str, now: float) -> Signal | None:
        """What is on input terminals; None where nothing is connected."""
        source = self.wires.get(terminals)
        if not source:
            return None
        device, _, outlet = source.partition(".")
        return self._outputs[device].signal(outlet, now)

    def about_to_put_out(self, device: str, terminals: str, value: float) -> None:
        """Told by an output before it operates: what is connected to it must stand that."""
        for inlet, source in self.wires.items():
            if source == f"{device}.{terminals}" and inlet in self._limits:
                self._safety.driven(inlet, value, self._limits[inlet])
