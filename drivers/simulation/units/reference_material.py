"""A lot of a reference material in its store, and an analyser that measures portions of its units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect
from drivers.simulation.noise import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.world import World

_PREPARE, _ANALYSE = 600.0, 300.0
"""Seconds to prepare a portion, and to analyse it."""
_PER = {"h": 1 / 24, "d": 1.0, "month": 30.44}
"""Days of a unit of storage time."""


@dataclass(frozen=True, slots=True)
class Lot:
    """How a lot is; parts of its value, of this simulation and of no standard.

    Attributes:
        between: Standard deviation between its units.
        decay: What it loses in a month of storage.
        outlying: Laboratory that is wrong, and by how much.
    """

    between: float = 0.0008
    decay: float = 0.0
    outlying: float = 0.0


class Spoilt(Defect):
    """A defect of a lot; its size replaces one figure."""

    def __init__(self, size: float, figure: str, *items: str) -> None:
        super().__init__(fails=items)
        self._size, self._figure = size, figure

    @property
    def size(self) -> float:
        """The usual size."""
        return self._size

    def lot(self, size: float) -> Lot:
        """The lot with a defect of this size."""
        return replace(Lot(), **{self._figure: size})


DEFECTS: Final[dict[str, Defect]] = {
    "segregated": Spoilt(0.02, "between", "homogeneity"),
    "decaying": Spoilt(0.004, "decay"),
    "outlying_laboratory": Spoilt(0.06, "outlying"),
}
_REPEATABILITY, _REPRODUCIBILITY = 0.004, 0.003
"""Standard deviations of an analysis and between laboratories, as parts of the value."""


class Store:
    """Units of one lot.

    Args:
        sample: The sample of the kind that it is.
        plate: Its nameplate.
    """

    methods = frozenset({"prepare_portion", "indication"})
    quantities: ClassVar[dict[str, object]] = {}

    def __init__(self, sample: Sample, plate: Mapping[str, Any]) -> None:
        defect = sample.defect
        self._lot = defect.lot(sample.size) if isinstance(defect, Spoilt) else Lot()
        self._key, self._plate = sample.key, plate
        self.value = float(Decimal(str(plate.get("expected", "10"))))
        self.unit = str(plate.get("property_unit", "mg/kg"))
        self._portion = ("1", "1")

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Prepare a portion, or analyse the one that was prepared."""
        if method == "prepare_portion":
            self._portion = (str(arguments[0]), str(arguments[1]))
            return None, _PREPARE
        step = Decimal(1).scaleb(Decimal(repr(self.value)).adjusted() - 4)
        found = Decimal(repr(self.true())).quantize(step)
        return {"text": f"{found:f}", "value": f"{found:f}", "unit": self.unit}, _ANALYSE

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0

    def true(self) -> float:
        """What the analysis of the portion gives, in the unit of the property."""
        unit, portion = self._portion
        part, where = str(self._plate.get("part", "")), str(self._plate.get("laboratory") or "")
        stored = str(self._plate.get("stored") or "0 d").partition(",")[0].split()
        months = float(stored[0]) * _PER.get(stored[1] if len(stored) > 1 else "d", 1.0) / _PER["month"]
        lot = self._lot
        own = 1.0 + lot.between * normal(*self._key, "unit", unit) - lot.decay * months
        noise = _REPEATABILITY * normal(*self._key, part, where, stored[0], unit, portion)
        bias = _REPRODUCIBILITY * normal(*self._key, "laboratory", where) if where else 0.0
        wrong = lot.outlying if where.endswith("1") else 0.0
        return self.value * (own + noise + bias + wrong)


class Kind:
    """The kind of unit."""

    name = "material"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001"}
    methods = Store.methods
    defects: ClassVar[dict[str, Defect]] = DEFECTS
    wires: ClassVar[dict[str, str]] = {}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> Store:
        """The lot with this number, of which nothing is lost."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.writes(position, {"lost": "0"})
        return Store(sample, {**self.usual, **plate})

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """Nothing else."""
        return {}


UNIT = Kind()
