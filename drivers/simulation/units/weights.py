"""A set of weights, the reference weights beside it, and the hands that put either on a comparator."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from drivers.simulation.blocks.at_work import Unanswerable
from drivers.simulation.blocks.defects import Defect
from drivers.simulation.blocks.errors import Offset
from drivers.simulation.blocks.quantity import Quantity
from drivers.simulation.environment_vaisala import SimulatedPTU300
from drivers.simulation.noise import uniform
from drivers.simulation.wiring import Inlet, Outlet
from drivers.simulation.world import World, size_of
from metrology.units import Quantity as Marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACING, _MEASURING = 8.0, 15.0
#: True conventional mass of the reference less its nominal value, as a part of it; its density and usual ones, kg/m³.
_REFERENCE, _REFERENCE_DENSITY = 3e-7, 8006.0
_DENSITIES = {"stainless_steel": 7950.0, "brass": 8400.0, "cast_iron": 7100.0}
#: How much coarser than F1 a class is; sizes of this simulation, not of a regulation.
_COARSE = {"E1": 0.1, "E2": 0.3, "F1": 1.0, "F2": 3.0, "M1": 10.0, "M1-2": 20.0, "M2": 30.0, "M2-3": 60.0, "M3": 100.0}
_ALL = "worn"
_MAGNETISED = "magnetised"


class OneWeight(NamedTuple):
    """A weight of the set: conventional mass in g, density in kg/m³, polarisation in µT."""

    mass: float
    density: float
    polarisation: float


class WeightsAtWork:
    """The weights of one sample.

    Args:
        world: The world.
        plate: Nameplate of the set.

    Attributes:
        methods: What a person can be asked for with them.
        quantities: Nothing that could be switched off.
        load: What a comparator is pressed with, as it shows it.
    """

    def __init__(self, world: World, plate: Mapping[str, Any]) -> None:
        self._world = world
        self.methods, self.quantities = Weights.methods, dict[str, object]()
        self.load = Quantity("g", tau=0.4)
        self._weights = _made(world, plate)

    def outlets(self) -> dict[str, Outlet]:
        """What lies on the pan."""
        return {"load": Outlet(self.load)}

    def inlets(self) -> dict[str, Inlet]:
        """Nothing."""
        return {}

    def safe(self) -> float:
        """Nothing is on."""
        return 0.0

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Put weights on, or hold a gaussmeter to one.

        Raises:
            Unanswerable: There is no such weight, or nothing of that kind to do.
        """
        if method == "place_reference":
            grams = float(Marked(Decimal(arguments[0]), arguments[1]).to("g").value)
            self._put(grams * (1.0 + _REFERENCE), _REFERENCE_DENSITY)
            return None, _PLACING
        if method not in self.methods:
            raise Unanswerable(f"weights have no {method!r}")
        found = self._weights.get(arguments[0])
        if found is None:
            raise Unanswerable(f"there is no weight {arguments[0]!r}; there is {', '.join(self._weights)}")
        if method == "place_test":
            self._put(found.mass, found.density)
            return None, _PLACING
        value = f"{found.polarisation:.1f}"
        return {"text": value, "value": value, "unit": "µT"}, _MEASURING

    def _put(self, mass: float, density: float) -> None:
        """A conventional mass in air that is not that of the definition."""
        now = self._world.now()
        t, h = self._world.room.air.at(now)
        air = (0.34848 * SimulatedPTU300.pressure - 0.009 * h * math.exp(0.061 * t)) / (273.15 + t)
        self.load.go(mass * (1.0 - air / density) / (1.0 - 1.2 / density), now)


def _key(nominal: str, mark: str = "") -> str:
    """A weight as a regulation names it."""
    return f"{nominal} {mark}".strip()


def _made(world: World, plate: Mapping[str, Any]) -> dict[str, OneWeight]:
    serial, coarse = str(plate.get("serial", "")), _COARSE[str(plate.get("class", "F1"))]
    entry, found = world.entry(serial), dict[str, OneWeight]()
    size = size_of(entry, {name: d.size for name, d in Weights.defects.items()}) if entry.defect else 0.0
    of_mass = bool(entry.defect) and "mass" in Weights.defects[entry.defect].fails
    for n, row in enumerate(plate["weights"]):
        name = _key(str(row["nominal"]), str(row.get("mark", "")))
        grams = float(Marked.parse(str(row["nominal"])).to("g").value)
        mine = n == 0 or entry.defect == _ALL
        part = size if of_mass and mine else 0.25 * uniform(world.seed, serial, name)
        error = part * coarse * _limit(grams) / 1000.0
        usual = _DENSITIES[str(plate.get("material", "stainless_steel"))]
        density = usual * (1.0 + 0.005 * uniform(world.seed, serial, "density"))
        magnetic = size if entry.defect == _MAGNETISED and n == 0 else 3.0 * abs(uniform(world.seed, name, "magnetic"))
        found[name] = OneWeight(grams + error, density, magnetic)
    return found


def _limit(grams: float) -> float:
    """About the limit of class F1 in mg: it grows as the root of the third power, from 100 g on as the mass."""
    return 0.005 * grams if grams >= 100.0 else 0.1 * math.cbrt(grams)


class Weights:
    """The kind of unit."""

    name = "weights"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001", "class": "F1", "weights": [{"nominal": "100 g"}]}
    methods = frozenset({"place_reference", "place_test", "polarisation"})
    company: ClassVar[dict[str, str]] = {"comparator": "comparator_220g", "barometer": "ptu300"}
    wires: ClassVar[dict[str, str]] = {"weights.load": "comparator.pan"}
    #: Sizes of `mass` are parts of about the limit of the class, of the first weight or of all; of magnetism µT.
    defects: ClassVar[dict[str, Defect]] = {
        "light": Defect(Offset(-1.5), fails="mass"),
        "heavy": Defect(Offset(1.5), fails="mass"),
        "worn": Defect(Offset(-1.3), fails="mass"),
        "near_limit": Defect(Offset(0.93), fails="mass"),
        "magnetised": Defect(Offset(60.0), fails="magnetism"),
        "marking": Defect(finding={"marking": "等级标记缺失 | no mark of the class"}, fails="appearance"),
        "plug": Defect(finding={"cavity": "调整腔塞松动 | plug of the adjusting cavity loose"}, fails="appearance"),
    }

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> WeightsAtWork:
        """The set with this nameplate."""
        world.finds(position, world.sample(str(plate.get("serial", "")), self.defects).finding)
        return WeightsAtWork(world, plate)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """The comparator and the barometer, but for what the bench file puts there."""
        return world.company(self.company)


UNIT = Weights()
