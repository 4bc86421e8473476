"""The leads of a simulated electrical bench: which output is on which input, and what those inputs stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from drivers.simulation.device import Time
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
    """Leads from outputs to inputs, laid as one of several circuits.

    Args:
        outputs: Outputs by device name.
        circuits: Leads of each circuit: input terminals to output terminals, both `DEVICE.TERMINALS`. The first one is
            laid.
        limits: Largest value that input terminals stand, by `DEVICE.TERMINALS`.
        time: The world's time.

    Attributes:
        wires: Input terminals to output terminals, as they are laid.
        safety: What must never happen: leads moved under power, an input overloaded.
    """

    def __init__(
        self,
        outputs: Mapping[str, Output],
        circuits: Mapping[str, Mapping[str, str]],
        limits: Mapping[str, float],
        time: Time,
    ) -> None:
        self._outputs, self._circuits, self._limits, self._time = outputs, circuits, limits, time
        self.wires = dict(next(iter(circuits.values())))
        self.safety = Safety({name: partial(self._energised, output) for name, output in outputs.items()})

    def connect(self, circuit: str) -> None:
        """Lay the leads of a circuit; raises `LookupError` for a circuit that this bench does not have."""
        if circuit not in self._circuits:
            raise LookupError(f"no circuit {circuit!r}; known: {', '.join(self._circuits)}")
        self.safety.rewiring(f"the leads to {circuit}")
        self.wires = dict(self._circuits[circuit])

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
                self.safety.driven(inlet, value, self._limits[inlet])

    def _energised(self, output: Output) -> bool:
        return output.energised(float(self._time.now()))
