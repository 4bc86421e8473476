"""Which output stands on which input of a simulated bench: as it should be, unless the bench file says otherwise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import UnionType
from typing import Any

from drivers.simulation.safety import Safety
from metrology.units import UnitError, unit


class UnknownWire(LookupError):
    """No such output or input on this bench, or two that do not fit; the message lists those that there are."""


def same_kind(one: str, other: str) -> bool:
    """Whether two units are of one dimension; a unit that the register does not know fits itself."""
    try:
        return unit(one).dimension == unit(other).dimension
    except UnitError:
        return one == other


@dataclass(frozen=True, slots=True)
class Outlet:
    """What gives a quantity.

    Attributes:
        node: The quantity.
        watch: Takes what is told every value before the outlet goes to it; None where nothing can hurt.
        energised: Whether it is on; None for one that is never off.
    """

    node: object
    watch: Callable[[Callable[[float], None]], None] | None = None
    energised: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Inlet:
    """What takes a quantity.

    Attributes:
        takes: Kind of the node, or kinds.
        put: Takes the node, None for nothing.
        usual: Output that it should stand on, empty for nothing; None: it is left as it stands alone.
        stands: Largest value that it stands.
        unit: A unit of the quantity that it takes, where nodes of several quantities are of one kind.
    """

    takes: type | UnionType
    put: Callable[[Any], None]
    usual: str | None = None
    stands: float | None = None
    unit: str = ""

    def fits(self, node: object) -> bool:
        """Whether it takes this."""
        given = getattr(node, "unit", "")
        return isinstance(node, self.takes) and (not self.unit or not given or same_kind(given, self.unit))


@dataclass(frozen=True, slots=True)
class Ports:
    """Outlets and inlets by their name on the bench, `DEVICE.PORT`."""

    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    inlets: Mapping[str, Inlet] = field(default_factory=dict)

    def __or__(self, other: "Ports") -> "Ports":
        return Ports({**self.outlets, **other.outlets}, {**self.inlets, **other.inlets})


NOTHING = Ports()


class Wiring:
    """The wires, hoses and hands of a bench.

    Args:
        ports: What can be connected.
        laid: What the bench file says, output to inputs; nothing else is connected then. Absent: as it should be.
        safety: Told before a wire is moved and before an output goes to a value; learns which outputs there are.
        usual: Wires of a bench that is as it should be, besides those that the inputs name, output to input.

    Attributes:
        wires: Input to output, empty for none.

    Raises:
        UnknownWire: The bench file names an output or an input that this bench does not have, or two that do not fit.
    """

    def __init__(
        self, ports: Ports, laid: Mapping[str, Sequence[str]], safety: Safety, usual: Mapping[str, str] | None = None
    ) -> None:
        self._outlets, self._safety = ports.outlets, safety
        named = {inlet: output for output, inlet in (usual or {}).items() if inlet in ports.inlets}
        inlets = {name: replace(ports.inlets[name], usual=output) for name, output in named.items()}
        ports = Ports(ports.outlets, {**ports.inlets, **inlets})
        self._inlets = ports.inlets
        self.wires = {name: "" if laid else self._usual(inlet) for name, inlet in ports.inlets.items()}
        for output, names in laid.items():
            for wired in [each for name in names for each in self._each(name)]:
                self._check(output, wired)
                self.wires[wired] = output
        for name, inlet in ports.inlets.items():
            if laid or inlet.usual is not None:
                self._connect(name)
        for name, outlet in ports.outlets.items():
            if outlet.energised is not None:
                safety.energised[name.partition(".")[0]] = outlet.energised
            if outlet.watch is not None:
                outlet.watch(partial(self._driven, name))

    def move(self, inlet: str, output: str) -> None:
        """Connect an input to another output, or to none; raises `UnknownWire`."""
        self._check(output, inlet)
        self._safety.rewiring(f"the wire of {inlet}")
        self.wires[inlet] = output
        self._connect(inlet)

    def _usual(self, inlet: Inlet) -> str:
        return inlet.usual if inlet.usual is not None and inlet.usual in self._outlets else ""

    def _each(self, inlet: str) -> list[str]:
        """An input by its name; that of the unit under test stands for it at every position."""
        device, _, port = inlet.partition(".")
        found = [name for name in self._inlets if name.startswith(f"{device}@") and name.endswith(f".{port}")]
        return found if found and inlet not in self._inlets else [inlet]

    def _connect(self, inlet: str) -> None:
        output = self.wires[inlet]
        self._inlets[inlet].put(self._outlets[output].node if output else None)

    def _driven(self, output: str, value: float) -> None:
        for name, inlet in self._inlets.items():
            if self.wires[name] == output and inlet.stands is not None:
                self._safety.driven(name.removesuffix(".input"), value, inlet.stands)

    def _check(self, output: str, inlet: str) -> None:
        known = f"outputs {', '.join(self._outlets)}; inputs {', '.join(self.wires)}"
        if (output and output not in self._outlets) or inlet not in self.wires:
            raise UnknownWire(f"no wire from {output!r} to {inlet!r} here; there are {known}")
        if output and not self._inlets[inlet].fits(self._outlets[output].node):
            raise UnknownWire(f"{output!r} does not fit {inlet!r}; there are {known}")
