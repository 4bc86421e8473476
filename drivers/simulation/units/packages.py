"""A lot of prepackages as a filling line made it, and somebody who puts its packages on a balance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect
from drivers.simulation.blocks.quantity import Quantity
from drivers.simulation.nameplate import quantity
from drivers.simulation.noise import normal
from drivers.simulation.wiring import Outlet
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.world import World

_ACT, _MEASURE = 5.0, 30.0
"""Seconds for a package that is put down, and for one that is measured or counted."""
_DENSITY, _SIEVE, _LIQUID = 0.92, 180.0, 0.6
"""Density of the product in g/mL, mass of the sieve in g, liquid per drained mass."""
_EVERY = 9
"""The packages that a defect makes short: the third, and each ninth after it."""
#: Unit in which a content is drawn, and the last digit of who measures it.
_UNITS: Final = {"volume": ("mL", "0.01"), "length": ("m", "0.001"), "count": ("pc", "1")}


@dataclass(frozen=True, slots=True)
class Filling:
    """How a line fills; sizes are parts of the nominal quantity and of this simulation, not of a regulation.

    Attributes:
        mean: Mean content beyond the nominal quantity.
        spread: Standard deviation of the content.
        tare: Mean mass of the packaging.
        tare_spread: Its standard deviation.
        heavier: How much heavier the packaging is than the packer believes: so much product is missing.
        short: How many packages of a sample are short.
        by: By how much they are short.
    """

    mean: float = 0.006
    spread: float = 0.004
    tare: float = 0.04
    tare_spread: float = 0.0005
    heavier: float = 0.0
    short: int = 0
    by: float = 0.0


class Misfilled(Defect):
    """A defect of the filling line; its size changes the filling."""

    def __init__(self, size: float, change: Callable[[float], Filling], fails: str) -> None:
        super().__init__(fails=fails)
        self._size, self.change = size, change

    @property
    def size(self) -> float:
        """The usual size."""
        return self._size


HONEST = Filling()
DEFECTS: Final[dict[str, Defect]] = {
    "underfilled": Misfilled(-0.012, lambda size: replace(HONEST, mean=size), "mean"),
    "heavy_packaging": Misfilled(0.018, lambda size: replace(HONEST, heavier=size), "mean"),
    "short_packages": Misfilled(5.0, lambda size: replace(HONEST, short=int(size), by=0.045), "shortages"),
    "nearly_empty": Misfilled(0.08, lambda size: replace(HONEST, short=1, by=size), "individual"),
    "unit": Defect(finding={"unit": "用了非法定计量单位 | the unit is not a legal one"}, fails="label"),
    "height": Defect(finding={"height": "字符过矮 | the characters are too small"}, fails="label"),
}


class Lot:
    """A lot, and its packages on a balance.

    Args:
        sample: The sample of the kind that it is.
        plate: Its nameplate.
        now: The world's time.
    """

    methods = frozenset({"put", "take_off", "content", "density"})
    quantities: ClassVar[dict[str, object]] = {}

    def __init__(self, sample: Sample, plate: Mapping[str, Any], now: Callable[[], float]) -> None:
        defect = sample.defect
        self._filling = defect.change(sample.size) if isinstance(defect, Misfilled) else HONEST
        self._key, self._now = sample.key, now
        self._content = str(plate["content"])
        value, unit = quantity(plate, "nominal")
        self.unit, self._step = _UNITS.get(self._content, (unit if self._content == "area" else "g", "0.1"))
        self.nominal = float(convert(value, unit, self.unit))
        self._hand = Quantity("g")

    def outlets(self) -> dict[str, Outlet]:
        """What lies on the balance."""
        return {"hand": Outlet(self._hand)}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Put something on the balance, measure a content or the density."""
        if method == "content":
            step = Decimal(self._step)
            value = (Decimal(repr(self.content(int(arguments[0])))) / step).quantize(Decimal(1)) * step
            return {"text": f"{value:f}", "value": f"{value:f}", "unit": self.unit}, _MEASURE
        if method == "density":
            return {"text": f"{_DENSITY:.4f}", "value": f"{_DENSITY:.4f}", "unit": "g/mL"}, _MEASURE
        self._hand.go(self.mass(*arguments) if method == "put" else 0.0, self._now())
        return None, _ACT

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0

    def content(self, number: int) -> float:
        """Content of a package, in `unit`."""
        f = self._filling
        short = f.by if number % _EVERY == 3 and number // _EVERY < f.short else 0.0
        part = 1.0 + f.mean - f.heavier - short + f.spread * normal(*self._key, "content", number)
        content = self.nominal * part
        return float(round(content)) if self._content == "count" else content

    def mass(self, number: str, state: str) -> float:
        """What lies on the balance in g."""
        if state == "sieve":
            return _SIEVE
        f, per = self._filling, _DENSITY if self._content == "volume" else 1.0
        product = per * self.content(int(number))
        tare = per * self.nominal * (f.tare + f.heavier + f.tare_spread * normal(*self._key, "tare", number))
        liquid = _LIQUID * product if self._content == "drained" else 0.0
        return {"full": product + liquid + tare, "empty": tare, "net": product, "drained": _SIEVE + product}[state]


class Packages:
    """The kind of unit."""

    name = "packages"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001", "content": "mass", "nominal": "500 g"}
    methods = Lot.methods
    defects: ClassVar[dict[str, Defect]] = DEFECTS
    wires: ClassVar[dict[str, str]] = {"packages.hand": "balance.pan"}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> Lot:
        """The lot with this number."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.finds(position, sample.finding)
        return Lot(sample, {**self.usual, **plate}, world.now)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """A balance, but for one that the bench file puts there."""
        return world.company({"balance": "balance_6kg"})


UNIT = Packages()
