"""A price-computing scale on MT-SICS, the weights of a person, and a neighbour for weights put down wrongly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation import scale_errors
from drivers.simulation.device import Name
from drivers.simulation.nameplate import scale_plate
from drivers.simulation.noise import uniform
from drivers.simulation.people import Clumsy
from drivers.simulation.scale import SimulatedScale
from drivers.simulation.scale_model import ScaleModel
from drivers.simulation.wiring import Inlet, Outlet
from drivers.simulation.world import World, size_of
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.scale_errors import ScaleErrors

_PLACES = ("centre", "beginning", "middle", "end")
_NAME = Name("Steelyard simulation", "SIM-ACS 15 kg", "", "1.00")


class Hands:
    """What puts weights down on the pans that they are wired to.

    Args:
        world: The world.
        scale: The scale whose customer display is read.

    Attributes:
        pans: Where the weights go.
    """

    def __init__(self, world: World, scale: SimulatedScale) -> None:
        self._world, self._scale = world, scale
        self.pans: list[ScaleModel] = []
        self._others = 0.0
        for name, act, seconds in (
            ("place", self.place, 5), ("add", self.add, 2), ("price", self.price, 4),
            ("substitute", self.substitute, 60), ("select_range", self.select_range, 2),
        ):  # fmt: skip
            world.people.learn(name, act, Decimal(seconds))

    def outlets(self) -> dict[str, Outlet]:
        """The hand."""
        return {"hand": Outlet(self)}

    def place(self, load: str, unit: str, position: str) -> None:
        """Replace what is on the pan."""
        if position not in _PLACES and not position.isdecimal():
            raise Clumsy(f"there is no position {position!r}; positions are {', '.join(_PLACES)} and numbers")
        for pan in self.pans:
            pan.place(self._others + self._grams(load, unit), position, self._world.now())

    def substitute(self, load: str, unit: str) -> None:
        """Put other loads on in place of the weights, as near to the same as the display shows, and never the same."""
        nominal = float(convert(Decimal(load), unit, "g"))
        interval = float(self._scale.model.plate.interval_at(nominal))
        self._others = nominal + (interval * uniform(self._world.seed, "substitution", load) / 2 if nominal else 0.0)
        self.place("0", "g", "centre")

    def select_range(self, number: str) -> None:
        """Press the key of a weighing range."""
        self._scale.model.selected = int(number) - 1

    def add(self, load: str, unit: str) -> None:
        """Add weights gently, or take them away."""
        for pan in self.pans:
            pan.add(self._grams(load, unit), self._world.now())

    def price(self, unit_price: str) -> dict[str, str]:
        """Read the price to pay from the customer display."""
        return {"text": str(shown := self._scale.price(Decimal(unit_price))), "value": str(shown)}

    def lead(self, pan: ScaleModel, hands: Hands | None) -> None:
        """Put weights on a pan from now on, or on it no longer."""
        self.pans = [other for other in self.pans if other is not pan] + ([pan] if hands else [])

    def _grams(self, load: str, unit: str) -> float:
        return self._world.people.true_mass(float(convert(Decimal(load), unit, "g")))


class ScaleUnderTest(SimulatedScale):
    """A scale whose pan can be wired to hands."""

    hands: Hands
    usual: str

    def inlets(self) -> dict[str, Inlet]:
        """The pan."""
        return {"pan": Inlet(Hands, partial(self.hands.lead, self.model), self.usual)}


class Scale:
    """The kind of unit."""

    name = "scale"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001", "max": "15 kg", "e": "5 g"}
    defects: ClassVar[dict[str, float]] = scale_errors.DEFECTS

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> ScaleUnderTest:  # noqa: ARG002  one only
        """The scale under test."""
        serial = str(plate.get("serial", ""))
        world.people.fine = plate.get("class") in ("I", "II")
        scale = _scale(world, plate, serial, self.pan(world, plate, serial))
        scale.hands, scale.usual = Hands(world, scale), "loads.hand"
        world.people.findings["1"], world.people.writings["1"] = _seen(plate, scale.model.errors)
        return scale

    def pan(self, world: World, plate: Mapping[str, Any], serial: str) -> ScaleModel:
        """The pan of the sample with this serial number."""
        return ScaleModel(scale_plate(plate), sample(world, serial), (world.seed, serial))

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:
        """The weights, and another scale where the bench file puts them on its pan."""
        assert isinstance(unit, ScaleUnderTest)  # noqa: S101  what `build` has made
        if not any("neighbour.pan" in inlets for inlets in world.simulation.wires.values()):
            return {"loads": unit.hands}
        neighbour = _scale(world, plate, "NEIGHBOUR", Scale.pan(self, world, plate, "NEIGHBOUR"))
        neighbour.hands, neighbour.usual = unit.hands, ""
        return {"loads": unit.hands, "neighbour": neighbour}


def _scale(world: World, plate: Mapping[str, Any], serial: str, model: ScaleModel) -> ScaleUnderTest:
    model.air = world.air
    name = world.name("scale", _NAME, serial)
    if "software" in plate and "scale" not in world.simulation.names:
        name = replace(name, firmware=str(plate["software"]))
    return ScaleUnderTest(model, name, world.time)


def _seen(plate: Mapping[str, Any], errors: ScaleErrors) -> tuple[dict[str, str], dict[str, str]]:
    """What an inspector finds, and what is written on the scale."""
    found = {
        "no_indication": ("仍显示重量 | a weight is shown", errors.overload),
        "lock": ("开壳后仍可使用 | works with its housing opened", errors.unlocked),
        "seal": ("铅封破损 | seal broken", errors.appearance),
    }
    seals = {f"seal {n}": str(seal) for n, seal in enumerate(plate.get("seals", ()), 1)}
    codes = {key: str(code) for key, code in plate.items() if key.endswith("_code")}
    if errors.copied:
        codes["production_code"] = "P-0000-000000"
    written = dict.fromkeys(seals, "—") if errors.appearance else seals
    return {name: what for name, (what, there) in found.items() if there}, written | codes


def sample(world: World, serial: str) -> ScaleErrors:
    """Errors of the scale with this serial number; raises `BenchFileError` for a defect that scales do not have."""
    entry, errors = world.entry(serial), scale_errors.honest(world.seed, serial)
    if not entry.defect:
        return errors
    return scale_errors.with_defect(errors, entry.defect, size_of(entry, scale_errors.DEFECTS))


UNIT = Scale()
