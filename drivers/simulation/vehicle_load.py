"""A load in place of a vehicle, and a reference energy meter in its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation.device import Name
from drivers.simulation.noise import uniform
from drivers.simulation.power_bus import PowerBus
from drivers.simulation.power_meter import SimulatedReferenceMeter
from drivers.simulation.wiring import Inlet, Outlet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.world import World

PHASES = ("L1", "L2", "L3")
#: Own errors, as parts: of what the load sets, and of the reference meter, within its class 0.05.
_LOAD_ERROR, _METER_ERROR = 2e-3, 2e-4
#: Seconds that it takes to set the load.
_SETTING = 4.0


@dataclass
class PhasePower:
    """Power of one phase in W, for the inputs of composed units.

    Attributes:
        bus: Where it flows.
        phase: Which one.
        steps: Times of changes, and what was gone to.
    """

    bus: PowerBus
    phase: int
    steps: list[tuple[float, float]] = field(default_factory=list)
    unit: str = "W"
    direction: int = 0
    visit: int = 0

    def at(self, now: float) -> float:
        """True power."""
        return self.bus.power(self.phase, now)


class Load:
    """A load of three phases, or of direct current on the first of them, at power factor 1.

    Args:
        world: The world it stands in.
    """

    methods: frozenset[str] = frozenset({"draw", "off"})

    def __init__(self, world: World) -> None:
        self._world = world
        self.bus = PowerBus(true_current=1.0 + _LOAD_ERROR * uniform(world.seed, "load"))
        self.powers = [PhasePower(self.bus, phase) for phase in range(3)]
        self.quantities: dict[str, object] = {"phases": self.bus}

    def outlets(self) -> dict[str, Outlet]:
        """The line, and the power of each of its phases."""
        live = {"phases": Outlet(self.bus, energised=lambda: any(p.steps and p.steps[-1][1] for p in self.powers))}
        return live | {name.lower(): Outlet(power) for name, power in zip(PHASES, self.powers, strict=True)}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[None, float]:
        """Set the load, or switch it off."""
        if method == "off":
            return None, self.safe()
        amperes, volts, phases = float(arguments[0]), float(arguments[1]), str(arguments[2]).split()
        live = ["L1"] if phases == ["DC"] else phases
        self._go([volts] * 3, [amperes if name in live else 0.0 for name in PHASES])
        return None, _SETTING

    def safe(self) -> float:
        """Draw nothing."""
        self._go([0.0] * 3, [0.0] * 3)
        return _SETTING

    def _go(self, volts: list[float], amperes: list[float]) -> None:
        now = self._world.now()
        self.bus.go(volts, amperes, [0.0] * 3, 50.0, now)
        for power, u, i in zip(self.powers, volts, amperes, strict=True):
            power.steps.append((now, u * i))


class _Metered(SimulatedReferenceMeter):
    """A reference meter in the line of the load."""

    def inlets(self) -> dict[str, Inlet]:
        """Its terminals."""
        put = Inlet(PowerBus, lambda bus: setattr(self, "bus", bus or PowerBus()), "load.phases")
        return {"phases": put}


@dataclass(frozen=True)
class _Beside:
    """What stands beside a charging point."""

    name: str
    methods: frozenset[str] = frozenset()
    usual: ClassVar[dict[str, Any]] = {}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> object:  # noqa: ARG002  all are alike
        """One of it."""
        if self.name == "load":
            return Load(world)
        made = world.name(self.name, Name("Steelyard sim", "SIM-EM05", "EM-2026-01", "2.0"))
        return _Metered(PowerBus(), made, world.time, _METER_ERROR * uniform(world.seed, "reference"))

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """Nothing."""
        return {}


LOAD = _Beside("load", Load.methods)
METER = _Beside("reference")
