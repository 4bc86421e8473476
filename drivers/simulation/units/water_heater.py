"""An electric storage water heater on a test bench: its thermostat switches, its tank loses heat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect
from drivers.simulation.mains_load import SECONDS, MainsLoad
from drivers.simulation.nameplate import quantity
from drivers.simulation.noise import uniform
from drivers.simulation.wiring import Outlet
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.world import World

_ACT, _DRAW = 7200.0, 900.0
"""Seconds to heat it up, and to draw its hot water."""
_MEAN, _SWING, _POWER = 65.0, 1.5, 2000.0
"""Mean temperature of the water and half its swing in °C, and power of the element in W."""
_HEAT = 1.163
"""Heat capacity of water in Wh/(L·K)."""


@dataclass(frozen=True, slots=True)
class Make:
    """How a heater is made; figures of this simulation, not of a regulation.

    Attributes:
        loss: Loss in 24 h at 45 K per litre and the part of it that no size changes, as a multiple of a good one.
        share: Hot water that it gives, as a part of its volume.
    """

    loss: float = 1.0
    share: float = 0.78


class Badly(Defect):
    """A defect of the make; its size replaces one figure."""

    def __init__(self, size: float, figure: str, fails: Sequence[str]) -> None:
        super().__init__(fails=fails)
        self._size, self._figure = size, figure

    @property
    def size(self) -> float:
        """The usual size."""
        return self._size

    def make(self, size: float) -> Make:
        """The heater with a defect of this size."""
        return replace(Make(), **{self._figure: size})


DEFECTS: Final[dict[str, Defect]] = {
    "thin": Badly(1.35, "loss", ("overstated", "printed")),
    "bare": Badly(2.4, "loss", ("minimum", "overstated", "printed")),
    "mixing": Badly(0.57, "share", ("overstated", "printed")),
    "label": Defect(finding={"label_there": "样机无能效标识 | there is no energy label on it"}, fails="label"),
}


class WaterHeater:
    """One heater.

    Args:
        sample: The sample of the kind that it is.
        plate: Its nameplate.
        world: The world it stands in.
    """

    methods = frozenset({"heat_up", "await_cut_out", "hot_water"})
    quantities: ClassVar[dict[str, object]] = {}

    def __init__(self, sample: Sample, plate: Mapping[str, Any], world: World) -> None:
        defect = sample.defect
        self._make = defect.make(sample.size) if isinstance(defect, Badly) else Make()
        value, unit = quantity(plate, "volume")
        self.volume = float(convert(value, unit, "L"))
        self._now, self._air = world.now, world.air
        spread = 1.0 + 0.01 * uniform(*sample.key, "loss")
        loss = (0.0080 * self.volume + 0.42) * self._make.loss * spread  # kWh in 24 h at 45 K
        self._leak = loss * 1000.0 / 24.0 / 45.0
        self.hot = self.volume * self._make.share * (1.0 + 0.005 * uniform(*sample.key, "share"))
        self.unit = "°C"

    def outlets(self) -> dict[str, Outlet]:
        """Its plug, and the sensor in its tank."""
        return {"mains": Outlet(MainsLoad(self.power, self.energy)), "tank": Outlet(_Tank(self))}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:  # noqa: ARG002
        """Heat it up, wait for its thermostat, draw its water."""
        if method == "heat_up":
            return None, ceil(_ACT / self.period) * self.period
        if method == "await_cut_out":
            return None, self.period - self._now() % self.period
        text = f"{self.hot:.1f}"
        return {"text": text, "value": text, "unit": "L"}, _DRAW

    def safe(self) -> float:
        """A tank of hot water hurts nobody at the plug."""
        return 0.0

    @property
    def lost(self) -> float:
        """Power that is lost in W, in the air of the bench as it is at the beginning."""
        return self._leak * (_MEAN - self._air(0.0))

    @property
    def _off(self) -> float:
        """Seconds for which the element rests: it begins with a cut-out."""
        return 2 * _SWING * _HEAT * self.volume / self.lost * SECONDS

    @property
    def _on(self) -> float:
        return 2 * _SWING * _HEAT * self.volume / (_POWER - self.lost) * SECONDS

    @property
    def period(self) -> float:
        """Seconds from a cut-out to the next."""
        return self._off + self._on

    def power(self, now: float) -> float:
        """Power of the element in W."""
        return _POWER if now % self.period >= self._off else 0.0

    def energy(self, now: float) -> float:
        """Energy until a time in Wh."""
        cycles, part = floor(now / self.period), now % self.period
        return (cycles * self._on + max(0.0, part - self._off)) * _POWER / SECONDS

    def water(self, now: float) -> float:
        """Temperature of the water in °C."""
        part = now % self.period
        way = part / self._off if part < self._off else 1.0 - (part - self._off) / self._on
        return _MEAN + _SWING - 2 * _SWING * way


class _Tank:
    """The water as a node for a thermometer."""

    unit, direction, visit = "°C", 0, 0

    def __init__(self, heater: WaterHeater) -> None:
        self._heater = heater

    @property
    def steps(self) -> list[tuple[float, float]]:
        """Nobody sets it."""
        return []

    def at(self, now: float) -> float:
        """True temperature."""
        return self._heater.water(now)


class Kind:
    """The kind of unit."""

    name = "heater"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001", "volume": "60 L"}
    methods = WaterHeater.methods
    defects: ClassVar[dict[str, Defect]] = DEFECTS
    wires: ClassVar[dict[str, str]] = {"heater.mains": "analyser.load", "heater.tank": "tank.probe"}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> WaterHeater:
        """The heater with this number."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.finds(position, sample.finding)
        return WaterHeater(sample, {**self.usual, **plate}, world)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """A power analyser and a logger."""
        return world.company({"analyser": "yokogawa_wt", "tank": "fluke_1586a"})


UNIT = Kind()
