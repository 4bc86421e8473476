"""A price-computing scale with the functions that investigations look for: on MT-SICS, its keys pressed by a person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation import scale_errors
from drivers.simulation.nameplate import scale_plate
from drivers.simulation.scale_cheats import CHEATS, Cheat
from drivers.simulation.scale_model import ScaleModel
from drivers.simulation.units.scale import Scale, ScaleUnderTest
from drivers.simulation.world import size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.world import World

_OTHER = {"drift": 40.0, "no_seal": 1.0, "opens": 1.0, "other_software": 1.0, "price": 4.0}
"""Faults that are no such function, with their sizes in e (price: in d)."""


@dataclass
class CheatingPan(ScaleModel):
    """The pan of a scale that may show more than what lies on it."""

    cheat: Cheat = field(default_factory=Cheat)

    def gross(self, now: float) -> float:
        """Unrounded gross weight."""
        shown = super().gross(now)
        return shown + self.cheat.part * (self.placed + self.added)


class Keypad:
    """What a person does with the keys, the mains switch and a source of radio signals.

    Args:
        pan: The pan of the scale.

    Attributes:
        methods: What the person knows to do.
        quantities: Nothing is put out.
    """

    methods = frozenset({"press", "power_cycle", "switch"})
    quantities: ClassVar[Mapping[str, object]] = {}

    def __init__(self, pan: CheatingPan) -> None:
        self._pan = pan

    def ask(self, method: str, arguments: list[Any]) -> tuple[None, float]:
        """Do something; the seconds that it takes."""
        if method == "press":
            self._pan.cheat.press(str(arguments[0]).split())
            return None, 1.0
        if method == "switch":
            self._pan.cheat.radio = str(arguments[1]) == "1"
            return None, 5.0
        self._pan.cheat.power_up()
        self._pan.tare = 0.0
        return None, 15.0

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0


class InvestigatedScale(Scale):
    """The kind of unit."""

    name = "scale"
    worked: ClassVar[dict[str, frozenset[str]]] = {"keypad": Keypad.methods}
    defects: ClassVar[dict[str, float]] = {**CHEATS, **_OTHER}

    def pan(self, world: World, plate: Mapping[str, Any], serial: str) -> ScaleModel:
        """The pan of the sample, with its function."""
        entry, errors = world.entry(serial), scale_errors.honest(world.seed, serial)
        size = size_of(entry, self.defects) if entry.defect else 0.0
        if entry.defect == "drift":
            errors = replace(errors, gain=size)
        elif entry.defect == "price":
            errors = scale_errors.with_defect(errors, "price", size)
        cheat = Cheat(entry.defect if entry.defect in CHEATS else "", size)
        return CheatingPan(scale_plate(plate), errors, (world.seed, serial), cheat=cheat)

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> ScaleUnderTest:
        """The scale under test, with its keypad."""
        scale = super().build(world, plate, position)
        defect = world.entry(str(plate.get("serial", ""))).defect
        if defect == "other_software":
            scale.name = replace(scale.name, firmware="SW 9.99")
        written = dict(world.people.writings["1"])
        written |= {key: str(plate.get(key, "")) for key in ("approval_mark", "statement", "e")}
        written |= {"seal_material": "塑料" if defect == "no_seal" else "铅"}
        written |= {"calibration_opens": "是" if defect == "opens" else "否"}
        world.people.writings["1"] = written
        return scale

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:
        """The weights and the keypad."""
        assert isinstance(unit, ScaleUnderTest)  # noqa: S101  what `build` has made
        assert isinstance(unit.model, CheatingPan)  # noqa: S101  what `pan` has made
        return {**super().beside(world, plate, unit), "keypad": Keypad(unit.model)}


UNIT = InvestigatedScale()
