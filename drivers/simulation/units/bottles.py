"""A production of measuring container bottles, and somebody who weighs them dry and filled with water."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect
from drivers.simulation.blocks.quantity import Quantity
from drivers.simulation.nameplate import quantity_in
from drivers.simulation.noise import normal
from drivers.simulation.units.water_meter import density
from drivers.simulation.wiring import Outlet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.world import World

_ACT, _LOOK = 20.0, 5.0
"""Seconds to fill or dry a bottle and put it down, and to read the thermometer."""
_FILM = 0.0005
"""What stays in a vessel that is poured out, in g for each mL."""
_WATER, _AIR, _WEIGHTS = 20.3, 1.2, 8000.0
"""Temperature of the water in °C; density of air and of the weights of the balance in kg/m³."""


@dataclass(frozen=True, slots=True)
class Moulding:
    """How bottles come out; sizes are parts of the nominal capacity and of this simulation, not of a regulation.

    Attributes:
        mean: Mean capacity beyond the stated one.
        spread: Standard deviation of the capacity.
        apart: Every second bottle is larger by so much, the others smaller.
        glass: Mass of a bottle per capacity in g/mL.
    """

    mean: float = 0.001
    spread: float = 0.003
    apart: float = 0.0
    glass: float = 0.7


class Misshapen(Defect):
    """A defect of the moulds; its size changes a figure of the moulding."""

    def __init__(self, size: float, figure: str) -> None:
        super().__init__(fails="capacity")
        self._size, self._figure = size, figure

    @property
    def size(self) -> float:
        """The usual size."""
        return self._size

    def moulding(self, size: float) -> Moulding:
        """The bottles with a defect of this size, otherwise nearly alike."""
        return replace(Moulding(), **{"spread": 0.0003, self._figure: size})


DEFECTS: Final[dict[str, Defect]] = {
    "large": Misshapen(0.025, "mean"),
    "small": Misshapen(-0.025, "mean"),
    "scattered": Misshapen(0.012, "apart"),
    "nominal": Defect(finding={"nominal": "未标标称容量 | the nominal capacity is not marked"}, fails="marking"),
    "maker": Defect(finding={"maker": "无制造者标志 | there is no mark of the maker"}, fails="marking"),
}


class BottleLot:
    """Bottles of one production, and one of them on a balance.

    Args:
        sample: The sample of the kind that it is.
        plate: Its nameplate.
        now: The world's time.
    """

    methods = frozenset({"put", "take_off", "temperature"})
    quantities: ClassVar[dict[str, object]] = {}

    def __init__(self, sample: Sample, plate: Mapping[str, Any], now: Callable[[], float]) -> None:
        defect = sample.defect
        self._moulding = defect.moulding(sample.size) if isinstance(defect, Misshapen) else Moulding()
        self._key, self._now = sample.key, now
        self.nominal = float(quantity_in(plate, "nominal", "mL"))
        self.stated = float(quantity_in(plate, "brim", "mL")) if plate.get("brim") else self.nominal
        self._hand = Quantity("g")

    def outlets(self) -> dict[str, Outlet]:
        """What lies on the balance."""
        return {"hand": Outlet(self._hand)}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Put a bottle on the balance, or read the thermometer in the water."""
        if method == "temperature":
            return {"text": f"{_WATER:.1f}", "value": f"{_WATER:.1f}", "unit": "°C"}, _LOOK
        self._hand.go(self.mass(*arguments) if method == "put" else 0.0, self._now())
        return None, _ACT

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0

    def capacity(self, number: int) -> float:
        """True capacity in mL, to where it is filled."""
        m = self._moulding
        side = m.apart if number % 2 else -m.apart
        return self.stated + self.nominal * (m.mean + side + m.spread * normal(*self._key, "capacity", number))

    def mass(self, number: str, filled: str) -> float:
        """What the balance is loaded with in g: the water is buoyed up by the air, as the weights are."""
        glass = self._moulding.glass * self.nominal * (1.0 + 0.02 * normal(*self._key, "glass", number))
        if filled == "dry":
            return glass
        film = _FILM * self.nominal
        if filled == "emptied":
            return glass + film
        buoyed = (density(_WATER) - _AIR) / (1.0 - _AIR / _WEIGHTS)
        return glass + self.capacity(int(number)) * buoyed / 1000.0


class Bottles:
    """The kind of unit."""

    name = "bottles"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001", "nominal": "500 mL", "brim": "520 mL"}
    methods = BottleLot.methods
    defects: ClassVar[dict[str, Defect]] = DEFECTS
    wires: ClassVar[dict[str, str]] = {"bottles.hand": "balance.pan"}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> BottleLot:
        """The production with this number."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.finds(position, sample.finding)
        return BottleLot(sample, plate or self.usual, world.now)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """A balance, but for one that the bench file puts there."""
        return world.company({"balance": "balance_6kg"})


UNIT = Bottles()
