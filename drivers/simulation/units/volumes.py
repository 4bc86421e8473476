"""Measures of small volumes, the water that they hold or deliver, and the hands that put it on a balance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation.blocks.at_work import Unanswerable
from drivers.simulation.blocks.defects import Defect
from drivers.simulation.blocks.errors import Gain, Large, Scatter, Small
from drivers.simulation.blocks.quantity import Quantity
from drivers.simulation.environment_vaisala import SimulatedPTU300
from drivers.simulation.noise import normal, uniform
from drivers.simulation.units.water_meter import density
from drivers.simulation.wiring import Inlet, Outlet
from drivers.simulation.world import size_of
from metrology.units import Quantity as Marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.world import World

_WATER, _VESSEL, _HANDLING = 20.2, 25.0, 20.0
_EXPANSION = {"soda_lime": 25e-6, "borosilicate": 10e-6}


class MeasureAtWork:
    """One measure.

    Args:
        world: The world.
        kind: Its kind.
        plate: Its nameplate.

    Attributes:
        methods: What a person can be asked for with it.
        quantities: Nothing that could be switched off.
        load: What the balance is pressed with, as it shows it.
    """

    def __init__(self, world: World, kind: Measures, plate: Mapping[str, Any]) -> None:
        self._world, self._kind, self._plate = world, kind, plate
        self.methods, self.quantities = kind.methods, dict[str, object]()
        self.load = Quantity("g", tau=0.4)
        self.serial = str(plate.get("serial", ""))
        entry = world.entry(self.serial)
        self._defect = entry.defect
        self._size = size_of(entry, {name: d.size for name, d in kind.defects.items()}) if entry.defect else 0.0
        self._nominal = float(Marked.parse(str(plate["nominal"])).to("mL").value)
        self._deliveries = 0

    def outlets(self) -> dict[str, Outlet]:
        """What lies on the balance."""
        return {"load": Outlet(self.load)}

    def inlets(self) -> dict[str, Inlet]:
        """Nothing."""
        return {}

    def safe(self) -> float:
        """Nothing is on."""
        return 0.0

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Put something on the balance, or read the thermometer in the water.

        Raises:
            Unanswerable: There is nothing of that kind to do.
        """
        if method not in self.methods:
            raise Unanswerable(f"a measure has no {method!r}")
        if method == "temperature":
            return {"text": f"{_WATER:.1f}", "value": f"{_WATER:.1f}", "unit": "°C"}, 5.0
        now, on = self._world.now(), self.load.target
        if method in ("place_vessel", "place_empty"):
            on = _VESSEL
        else:
            volume = float(Marked.parse(f"{arguments[0]} {arguments[1]}").to("mL").value)
            on = (_VESSEL if method == "place_filled" else on) + self._weight_of(volume)
        self.load.go(on, now)
        return None, _HANDLING

    def _weight_of(self, nominal: float) -> float:
        """What a balance adjusted with weights of 8000 kg/m³ shows for the water, in g."""
        t, h = self._world.room.air.at(self._world.now())
        air = (0.34848 * SimulatedPTU300.pressure - 0.009 * h * math.exp(0.061 * t)) / (273.15 + t)
        water, glass = density(_WATER), _EXPANSION.get(str(self._plate.get("glass", "")), 0.0)
        volume = nominal * (1.0 + self._error(nominal)) * (1.0 + glass * (_WATER - 20.0))
        return volume * (water - air) / 1000.0 / (1.0 - air / 8000.0)

    def _error(self, nominal: float) -> float:
        """Part of the volume by which what is delivered differs from what is marked."""
        self._deliveries += 1
        honest = self._kind.honest * uniform(self._world.seed, self.serial, "gain")
        scatter = self._kind.scatter * normal(self._world.seed, self.serial, self._deliveries)
        part, size = nominal / self._nominal, self._size
        by_defect = {
            "gain": size,
            "too_small": size,
            "small": size * max(0.0, 1.0 - part / 0.3),
            "large": size * max(0.0, part - 0.7) / 0.3,
            "scatter": size * (1.0 if self._deliveries % 2 else -1.0),
        }
        return (0.2 * honest if self._defect in by_defect else honest) + scatter + by_defect.get(self._defect, 0.0)


class Measures:
    """A kind of measure.

    Args:
        name: What it is called on a bench.
        usual: Nameplate on a bench that is served without a subject.
        honest: Half width of the error of an honest sample, as a part of the volume.
        scatter: Standard deviation from one delivery to the next.
        defects: What can be wrong.
    """

    company: ClassVar[dict[str, str]] = {"balance": "mt_sics_balance", "barometer": "ptu300"}

    def __init__(
        self, name: str, usual: Mapping[str, Any], honest: float, scatter: float, defects: Mapping[str, Defect]
    ) -> None:
        self.name, self.usual, self.honest, self.scatter, self.defects = name, usual, honest, scatter, defects
        self.methods = frozenset({"place_vessel", "place_empty", "place_filled", "deliver", "temperature"})
        self.wires = {f"{name}.load": "balance.pan"}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> MeasureAtWork:
        """The measure with this nameplate."""
        world.finds(position, world.sample(str(plate.get("serial", "")), self.defects).finding)
        return MeasureAtWork(world, self, plate)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """The balance and the barometer, but for what the bench file puts there."""
        return world.company(self.company)


# Sizes are parts of the volume, of this simulation and not of a regulation.
PIPETTE = Measures(
    "pipette",
    {"serial": "SIM-0001", "nominal": "100 µL"},
    0.004,
    0.001,
    {
        "gain": Defect(Gain(0.1), fails="volume"),
        "small": Defect(Small(0.2), fails="volume"),
        "large": Defect(Large(0.04), fails="volume"),
        "scatter": Defect(Scatter(0.06), fails="repeatability"),
        "leak": Defect(finding={"tight": "静置滴漏 | drips"}, fails="tightness"),
        "tip": Defect(finding={"tip": "吸液嘴配合不良 | tip does not fit"}, fails="appearance"),
    },
)
GLASSWARE = Measures(
    "glassware",
    {"serial": "SIM-0001", "nominal": "50 mL", "glass": "borosilicate"},
    0.0003,
    0.00003,
    {
        "gain": Defect(Gain(0.002), fails="volume"),
        "too_small": Defect(Gain(-0.002), fails="volume"),
        "large": Defect(Large(0.0016), fails="volume"),
        "stopper": Defect(finding={"tight": "倒置渗漏 | leaks when inverted"}, fails="tightness"),
        "mark": Defect(finding={"lines": "标线残缺 | mark incomplete"}, fails="appearance"),
        "chip": Defect(finding={"glass": "口部缺损 | chipped rim"}, fails="appearance"),
    },
)
