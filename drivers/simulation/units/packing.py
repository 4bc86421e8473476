"""A sales package, and somebody who measures it and takes it apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect
from drivers.simulation.noise import uniform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.wiring import Outlet
    from drivers.simulation.world import World

_SECONDS = 20.0
"""Seconds for a side that is measured, or a figure that is looked up."""


@dataclass(frozen=True, slots=True)
class Made:
    """How goods are packed; figures of this simulation, not of a regulation.

    Attributes:
        sides: Length, width and height in mm.
        layers: Layers of packaging.
        price: Sales price in yuan.
        cost: Cost of the packaging in yuan.
    """

    sides: tuple[float, float, float] = (200.0, 150.0, 60.0)
    layers: int = 3
    price: float = 198.0
    cost: float = 22.0


class Packed(Defect):
    """Goods that are packed otherwise; the size changes a figure."""

    def __init__(self, size: float, figure: str, fails: str) -> None:
        super().__init__(fails=fails)
        self._size, self._figure = size, figure

    @property
    def size(self) -> float:
        """The usual size."""
        return self._size

    def made(self, size: float) -> Made:
        """The goods with a defect of this size."""
        if self._figure == "sides":
            return replace(Made(), sides=tuple(side * size for side in Made().sides))  # type: ignore[arg-type]
        return replace(Made(), **{self._figure: int(size) if self._figure == "layers" else size})  # type: ignore[arg-type]


DEFECTS: Final[dict[str, Defect]] = {
    "empty": Packed(1.8, "sides", "interspace"),
    "layers": Packed(5.0, "layers", "layers"),
    "cost": Packed(60.0, "cost", "cost"),
    "records": Defect(finding={"kept": "记录只保存一年 | records are kept for one year"}, fails="records"),
    "excess": Defect(finding={"no_excess": "使用贵金属 | precious metals are used"}, fails="basics"),
}


class SalesPackage:
    """A sales package.

    Args:
        sample: The sample of the kind that it is.
    """

    methods = frozenset({"outer", "outer_volume", "initial_volume", "layers", "packaging_cost", "sales_price"})
    quantities: ClassVar[dict[str, object]] = {}

    def __init__(self, sample: Sample) -> None:
        defect = sample.defect
        self._made = defect.made(sample.size) if isinstance(defect, Packed) else Made()
        self._key = sample.key

    def outlets(self) -> dict[str, Outlet]:
        """Nothing is connected to it."""
        return {}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Measure or look something up."""
        made = self._made
        length, width, height = made.sides
        if method == "outer":
            sides = {"length": length, "width": width, "height": height, "diameter": width}
            return _shown(
                sides[str(arguments[0])] + 0.3 * uniform(*self._key, str(arguments[0])), "0.5", "mm"
            ), _SECONDS
        volume = length * width * height / 1000.0
        value, step, unit = {
            "outer_volume": (volume, "1", "mL"), "initial_volume": (0.45 * volume, "1", "mL"),
            "layers": (float(made.layers), "1", "pc"), "packaging_cost": (made.cost, "0.01", "CNY"),
            "sales_price": (made.price, "0.01", "CNY"),
        }[method]  # fmt: skip
        return _shown(value, step, unit), _SECONDS

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0


def _shown(value: float, step: str, unit: str) -> dict[str, str]:
    steps = (Decimal(repr(value)) / Decimal(step)).quantize(Decimal(1))
    text = f"{steps * Decimal(step):f}"
    return {"text": text, "value": text, "unit": unit}


class Packing:
    """The kind of unit."""

    name = "packing"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001"}
    methods = SalesPackage.methods
    defects: ClassVar[dict[str, Defect]] = DEFECTS
    wires: ClassVar[dict[str, str]] = {}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> SalesPackage:
        """The package with this number."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.finds(position, sample.finding)
        return SalesPackage(sample)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """Nothing stands beside it."""
        return {}


UNIT = Packing()
