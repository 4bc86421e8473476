"""A scale in a type evaluation: on MT-SICS, in a climatic chamber, on a test supply, with a disturbance generator."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation import scale_errors
from drivers.simulation.influences import (
    Ageing,
    Condition,
    Influence,
    Moisture,
    SpanTemperature,
    Susceptible,
    Undervoltage,
    Upset,
    ZeroTemperature,
)
from drivers.simulation.nameplate import quantity_in, scale_plate
from drivers.simulation.noise import uniform
from drivers.simulation.scale_model import ScaleModel
from drivers.simulation.units.scale import Scale, ScaleUnderTest
from drivers.simulation.world import size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.world import World

OF_THE_SCALE = ("corner", "repeatability", "sticking", "appearance")
"""Defects that it has at reference conditions too, see `drivers.simulation.scale_errors`."""
SIZES: dict[str, float] = {
    "span_temperature": 0.15, "zero_temperature": 0.29, "undervoltage": 3.0, "moisture": 3.0, "bursts": 3.0,
    "discharge": 2.0, "blanking": 1.0, "ageing": 1.2, "corner": 2.0, "repeatability": 2.0, "sticking": 1.0,
    "creeping": 2.6, "appearance": 1.0,
}  # fmt: skip
"""Defects with their usual sizes, in e; of a coefficient in e for each kelvin."""
CREEP_TIME = 600.0
"""Time constant of the creep in s: slow enough that no weighing but that of the creep test is much longer."""
BLANKS = "radiated_rf"
"""The disturbance under which a scale with the defect `blanking` shows no weight, as it may."""


def influences(seed: int, serial: str, defect: str, size: float) -> tuple[Influence, ...]:
    """How a sample answers: as an honest one, well inside what is permitted, or with one defect."""
    span, zero = 0.008 * uniform(seed, serial, "span"), 0.04 * uniform(seed, serial, "zero")
    honest: list[Influence] = [
        SpanTemperature(size if defect == "span_temperature" else span),
        ZeroTemperature(size if defect == "zero_temperature" else zero),
        Moisture(0.2 * uniform(seed, serial, "moisture")),
        Ageing(0.1 * uniform(seed, serial, "ageing")),
    ]
    wrong: dict[str, Influence] = {
        "undervoltage": Undervoltage(size),
        "moisture": Moisture(size),
        "bursts": Susceptible(size, "bursts_mains"),
        "discharge": Upset(size, "esd_contact"),
        "ageing": Ageing(size),
    }
    return (*honest, *((wrong[defect],) if defect in wrong else ()))


@dataclass
class InfluencedPan(ScaleModel):
    """The pan of a scale that answers its surroundings."""

    condition: Condition = field(default_factory=Condition)
    answers: tuple[Influence, ...] = ()
    blanks: str = ""
    slow: float = 0.0

    def gross(self, now: float) -> float:
        """Unrounded gross weight."""
        part = (self.placed + self.added) / float(self.plate.maximum)
        first = float(self.ranges[0][1])
        creep = self.slow * part * (1.0 - math.exp((self.loaded - now) / CREEP_TIME))
        return super().gross(now) + first * (creep + sum(one.shift(self.condition, part) for one in self.answers))

    @property
    def blank(self) -> bool:
        """Whether it shows no weight at this moment."""
        return bool(self.blanks) and self.condition.disturbance == self.blanks


class Chamber:
    """The climatic chamber, worked and read by a person.

    Args:
        pan: The scale in it.

    Attributes:
        methods: What it knows.
        quantities: It puts nothing out.
    """

    methods = frozenset({"expose", "temperature", "humidity"})
    quantities: ClassVar[Mapping[str, object]] = {}

    def __init__(self, pan: InfluencedPan) -> None:
        self._pan = pan

    def ask(self, method: str, arguments: list[Any]) -> tuple[dict[str, str] | None, float]:
        """Set a condition, or read it; the seconds that it takes."""
        now = self._pan.condition
        if method == "expose":
            temperature, humidity, hours = map(float, arguments)
            self._pan.condition = replace(now, temperature=temperature, humidity=humidity)
            return None, 60.0 * abs(temperature - now.temperature) + 3600.0 * hours
        value, unit = (now.temperature, "°C") if method == "temperature" else (now.humidity, "%RH")
        return _shown(value, 1, unit), 2.0

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0


class Supply:
    """The test supply of the scale, with its voltmeter.

    Args:
        pan: The scale.
        nominal: Its nominal voltage.

    Attributes:
        methods: What it knows.
        quantities: What it puts out.
    """

    methods = frozenset({"feed", "supply_voltage", "off"})
    quantities: ClassVar[Mapping[str, object]] = {"voltage": "V"}

    def __init__(self, pan: InfluencedPan, nominal: float) -> None:
        self._pan, self._nominal = pan, nominal

    def ask(self, method: str, arguments: list[Any]) -> tuple[dict[str, str] | None, float]:
        """Set the voltage, or read it; the seconds that it takes."""
        if method == "feed":
            self._pan.condition = replace(self._pan.condition, voltage=float(arguments[0]) / self._nominal)
            return None, 10.0
        if method == "off":
            return None, self.safe()
        return _shown(self._pan.condition.voltage * self._nominal, 1, "V"), 2.0

    def safe(self) -> float:
        """Feed it from the mains again."""
        self._pan.condition = replace(self._pan.condition, voltage=1.0)
        return 5.0


class Generator:
    """The disturbance generator, and the eyes of the person who watches the display.

    Args:
        scale: The scale.

    Attributes:
        methods: What it knows.
        quantities: What it puts out.
    """

    methods = frozenset({"disturb", "worst_indication", "withheld", "stop"})
    quantities: ClassVar[Mapping[str, object]] = {"disturbance": ""}

    def __init__(self, scale: ScaleUnderTest, pan: InfluencedPan) -> None:
        self._scale, self._pan = scale, pan
        self._before, self._times = Decimal(0), 0

    def ask(self, method: str, arguments: list[Any]) -> tuple[dict[str, str] | None, float]:
        """Disturb, watch, stop; the seconds that it takes."""
        now = self._pan.condition
        if method == "disturb":
            self._before, self._times = self._scale.shown(), int(arguments[2])
            key = str(arguments[0])
            self._pan.condition = replace(now, disturbance=key, disturbed=now.disturbed | {key})
            return None, 10.0 * self._times
        if method == "stop":
            return None, self.safe()
        if method == "withheld":
            return _shown(float(self._times if self._pan.blank else 0), 0, "1"), 1.0
        shown = self._before if self._pan.blank else self._scale.shown()
        return {"text": str(shown), "value": str(shown), "unit": "g"}, 1.0

    def safe(self) -> float:
        """Disturb no longer."""
        self._pan.condition = replace(self._pan.condition, disturbance="")
        return 2.0


class TypeScale(Scale):
    """The kind of unit."""

    name = "scale"
    usual: ClassVar[dict[str, Any]] = {**Scale.usual, "mains": "230 V"}
    worked: ClassVar[dict[str, frozenset[str]]] = {
        "chamber": Chamber.methods, "supply": Supply.methods, "generator": Generator.methods,
    }  # fmt: skip
    defects: ClassVar[dict[str, float]] = SIZES

    def pan(self, world: World, plate: Mapping[str, Any], serial: str) -> ScaleModel:
        """The pan of the sample, with its answers."""
        entry, errors = world.entry(serial), scale_errors.honest(world.seed, serial)
        size = size_of(entry, SIZES) if entry.defect else 0.0
        if entry.defect in OF_THE_SCALE:
            errors = scale_errors.with_defect(errors, entry.defect, size)
        return InfluencedPan(
            scale_plate(plate), errors, (world.seed, serial),
            condition=Condition(turn=int(plate.get("turn", 1))),
            answers=influences(world.seed, serial, entry.defect, size),
            blanks=BLANKS if entry.defect == "blanking" else "",
            slow=size if entry.defect == "creeping" else 0.0,
        )  # fmt: skip

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:
        """The weights, the chamber, the supply, the generator."""
        assert isinstance(unit, ScaleUnderTest)  # noqa: S101  what `build` has made
        pan = unit.model
        assert isinstance(pan, InfluencedPan)  # noqa: S101  what `pan` has made
        nominal = float(quantity_in(plate, "mains", "V")) if "mains" in plate else 230.0
        return {
            **super().beside(world, plate, unit), "chamber": Chamber(pan), "supply": Supply(pan, nominal),
            "generator": Generator(unit, pan),
        }  # fmt: skip


def _shown(value: float, places: int, unit: str) -> dict[str, str]:
    text = format(Decimal(repr(round(value, places))).quantize(Decimal(1).scaleb(-places)), "f")
    return {"text": text, "value": text, "unit": unit}


UNIT = TypeScale()
