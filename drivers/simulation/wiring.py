"""Which output stands on which input of a simulated bench: as it should be, unless the bench file says otherwise."""

from collections.abc import Callable, Mapping, Sequence

from drivers.simulation.safety import Safety


class UnknownWire(LookupError):
    """No such output or input on this bench; the message lists those that there are."""


class Wiring:
    """The wires, hoses and hands of a bench.

    Args:
        outputs: Names of the outputs, `DEVICE.OUTLET`.
        inputs: Names of the inputs, each with the output that it should stand on; empty for none.
        laid: What the bench file says, output to inputs; nothing else is connected then. Absent: as it should be.
        connect: Told an input and its output, empty for none, whenever that changes.
        safety: Told before a wire is moved.

    Attributes:
        wires: Input to output, empty for none.

    Raises:
        UnknownWire: The bench file names an output or an input that this bench does not have.
    """

    def __init__(
        self,
        outputs: Sequence[str],
        inputs: Mapping[str, str],
        laid: Mapping[str, Sequence[str]],
        connect: Callable[[str, str], None],
        safety: Safety,
    ) -> None:
        self._outputs, self._connect, self._safety = tuple(outputs), connect, safety
        self.wires = dict.fromkeys(inputs, "") if laid else dict(inputs)
        for output, inlets in laid.items():
            for inlet in inlets:
                self._known(output, inlet)
                self.wires[inlet] = output
        for inlet, output in self.wires.items():
            connect(inlet, output)

    def move(self, inlet: str, output: str) -> None:
        """Connect an input to another output, or to none; raises `UnknownWire`."""
        self._known(output, inlet)
        self._safety.rewiring(f"the wire of {inlet}")
        self.wires[inlet] = output
        self._connect(inlet, output)

    def _known(self, output: str, inlet: str) -> None:
        if (output and output not in self._outputs) or inlet not in self.wires:
            known = f"outputs {', '.join(self._outputs)}; inputs {', '.join(self.wires)}"
            raise UnknownWire(f"no wire from {output!r} to {inlet!r} here; there are {known}")
