"""Household appliances on a test bench: each state takes a power, and somebody finds what the label states."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect
from drivers.simulation.mains_load import Stepped
from drivers.simulation.noise import uniform
from drivers.simulation.wiring import Outlet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.world import World

_ACT, _FIND = 60.0, 300.0
"""Seconds to bring an appliance to a state, and to find a quantity of it."""
_SPREAD = 0.004
"""Largest deviation of an honest one, as a part."""


class Wasteful(Defect):
    """A defect that multiplies powers and quantities; its size is the factor."""

    def __init__(self, size: float, *touched: str, fails: Sequence[str]) -> None:
        super().__init__(fails=fails)
        self._size, self.touched = size, touched

    @property
    def size(self) -> float:
        """The usual size."""
        return self._size


class OnBench:
    """One appliance.

    Args:
        kind: What it is.
        sample: The sample of the kind that it is.
        now: The world's time.
    """

    methods = frozenset({"bring_to", "indication_of"})
    quantities: ClassVar[dict[str, object]] = {}

    def __init__(self, kind: Kind, sample: Sample, now: Callable[[], float]) -> None:
        self._kind, self._sample, self._now = kind, sample, now
        self._load = Stepped()

    def outlets(self) -> dict[str, Outlet]:
        """Its plug."""
        return {"mains": Outlet(self._load.load)}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:
        """Bring it to a state, or find a quantity."""
        key = str(arguments[0])
        if method == "bring_to":
            power = self._kind.states[key] * self._factor(key)
            now, lasts = self._now(), self._kind.lasts.get(key, 0.0)
            self._load.go(power, now)
            if lasts:
                self._load.go(0.0, now + lasts)
            return None, lasts or _ACT
        value, unit, step = self._kind.found[key]
        found = Decimal(repr(value * self._factor(key))).quantize(Decimal(step))
        return {"text": f"{found:f}", "value": f"{found:f}", "unit": unit}, _FIND

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0

    def _factor(self, key: str) -> float:
        defect = self._sample.defect
        touched = isinstance(defect, Wasteful) and key in defect.touched
        return (self._sample.size if touched else 1.0) * (1.0 + _SPREAD * uniform(*self._sample.key, key))


@dataclass(frozen=True)
class Kind:
    """A kind of appliance; its figures are of this simulation, not of a regulation.

    Attributes:
        states: Power in W by state.
        found: Value, unit and last digit of each quantity.
        defects: What can be wrong.
        lasts: Seconds after which a state ends by itself.
    """

    states: Mapping[str, float]
    found: Mapping[str, tuple[float, str, str]]
    defects: Mapping[str, Defect]
    lasts: Mapping[str, float] = field(default_factory=dict)
    name: str = "appliance"
    usual: Mapping[str, Any] = field(default_factory=lambda: {"serial": "SIM-0001"})
    methods: ClassVar[frozenset[str]] = OnBench.methods
    wires: ClassVar[dict[str, str]] = {"appliance.mains": "analyser.load"}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> OnBench:
        """The appliance with this number."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.finds(position, sample.finding)
        return OnBench(self, sample, world.now)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """A power analyser."""
        return world.company({"analyser": "yokogawa_wt"})


_LABEL: Final = Defect(finding={"label_there": "样机无能效标识 | there is no energy label on it"}, fails="label")
ALL = ("minimum", "overstated", "printed")
TELEVISION = Kind(
    states={"picture": 80.0, "standby": 0.3},
    found={"luminance": (360.0, "cd/m²", "0.1"), "area": (0.79, "m²", "0.001")},
    defects={"dim": Wasteful(0.7, "luminance", fails=ALL), "label": _LABEL},
)
REFRIGERATOR = Kind(
    states={"steady": 22.0},
    found={},
    defects={"leaking": Wasteful(1.25, "steady", fails=("overstated", "printed")), "label": _LABEL},
)
WASHER = Kind(
    states={"programme": 480.0},
    lasts={"programme": 6480.0},
    found={"water": (54.0, "L", "0.1"), "ratio": (1.05, "1", "0.001")},
    defects={"hot": Wasteful(1.3, "programme", fails=("overstated", "printed")), "label": _LABEL},
)
AIR_CONDITIONER = Kind(
    states={},
    found={
        "cooling_load": (1830.0, "kWh", "0.1"), "heating_load": (1290.0, "kWh", "0.1"),
        "cooling_energy": (345.0, "kWh", "0.1"), "heating_energy": (257.0, "kWh", "0.1"),
        "capacity": (3510.0, "W", "1"), "cooling_power": (845.0, "W", "1"),
    },
    defects={
        "fouled": Wasteful(1.16, "cooling_energy", "heating_energy", fails=("overstated", "printed")),
        "weak": Wasteful(0.9, "capacity", fails="rated"),
        "label": _LABEL,
    },
)  # fmt: skip
