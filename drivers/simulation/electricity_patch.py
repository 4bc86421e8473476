"""The leads of a simulated electrical bench: which output is on which input, and what must never happen to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from drivers.simulation.device import Time


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


class Patch:
    """Leads from outputs to inputs, laid as one of several circuits.

    Args:
        outputs: Outputs by device name.
        circuits: Leads of each circuit: input terminals to output terminals, both `DEVICE.TERMINALS`.
        limits: Largest value that input terminals stand, by `DEVICE.TERMINALS`.
        time: The world's time.

    Attributes:
        circuit: The circuit that is connected, empty at first.
        violations: What must never happen and did: leads moved under power, an input overloaded.
    """

    def __init__(
        self,
        outputs: Mapping[str, Output],
        circuits: Mapping[str, Mapping[str, str]],
        limits: Mapping[str, float],
        time: Time,
    ) -> None:
        self.outputs, self._circuits, self._limits, self._time = outputs, circuits, limits, time
        self.circuit = ""
        self.violations: list[str] = []

    def connect(self, circuit: str) -> None:
        """Lay the leads of a circuit; raises `LookupError` for a circuit that this bench does not have."""
        if circuit not in self._circuits:
            raise LookupError(f"no circuit {circuit!r}; known: {', '.join(self._circuits)}")
        if hot := self.energised():
            self.violations.append(f"leads moved to {circuit} while {', '.join(hot)} operated")
        self.circuit = circuit

    def energised(self) -> list[str]:
        """Outputs that operate now."""
        now = float(self._time.now())
        return [name for name, output in self.outputs.items() if output.energised(now)]

    def at(self, terminals: str, now: float) -> Signal | None:
        """What is on input terminals; None where nothing is connected."""
        source = self._circuits.get(self.circuit, {}).get(terminals)
        if source is None:
            return None
        device, _, outlet = source.partition(".")
        return self.outputs[device].signal(outlet, now)

    def about_to_put_out(self, device: str, terminals: str, value: float) -> None:
        """Told by an output before it operates: what is connected to it must stand that."""
        for inlet, source in self._circuits.get(self.circuit, {}).items():
            if source == f"{device}.{terminals}" and abs(value) > self._limits.get(inlet, float("inf")):
                self.violations.append(f"{value:g} from {source} on {inlet}")
