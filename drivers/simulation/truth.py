"""The world's truth, for tests only: what a sample really is, and which item a verification of it must fail.

Nothing that runs or decides a verification may import this module; an import contract sees to it.
"""

from dataclasses import dataclass
from typing import TypeVar

from drivers.simulation import catalogue
from drivers.simulation.blocks.defects import Defect
from drivers.simulation.faults import Exchange
from drivers.simulation.gauge import SimulatedGauge
from drivers.simulation.inventory import Inventory
from drivers.simulation.laboratory import Laboratory
from drivers.simulation.scale import SimulatedScale
from drivers.simulation.simulation_file import Simulation
from drivers.simulation.world import sample_of

Kind = TypeVar("Kind")

#: Items of the regulation that each defect must make fail, and no other.
SCALE_ITEMS: dict[str, tuple[str, ...]] = {
    "span": ("weighing", "net"),
    "zero": ("zero",),
    "zero_drift": ("zero",),
    "tare": ("tare",),
    "net": ("net",),
    "second_range": ("weighing", "net", "repeatability"),
    "corner": ("eccentricity",),
    "repeatability": ("repeatability",),
    "hysteresis": ("weighing", "net"),
    "sticking": ("discrimination",),
    "price": ("price",),
    "appearance": ("appearance",),
    "overload": ("overload",),
    "copied": ("codes",),
    "unlocked": ("self_lock",),
    "drifting": ("weighing", "net", "repeatability"),
    "temperature": ("weighing", "net", "repeatability"),
    "dropped": ("eccentricity", "weighing", "net"),
    "stale": (),
}
GAUGE_ITEMS: dict[str, tuple[str, ...]] = {
    "span": ("indication",),
    "zero": ("zero",),
    "zero_drift": ("zero",),
    "hysteresis": ("hysteresis",),
    "friction": ("tapping",),
    "sticking": ("smoothness",),
    "non_repeatability": ("hysteresis",),
    "appearance": ("appearance",),
    "drifting": ("indication",),
    "creeping": ("indication", "hysteresis"),
    "temperature": ("indication",),
    "dropped": ("indication", "zero"),
    "stuck": ("indication",),
}
CONTACT_GAUGE_ITEMS: dict[str, tuple[str, ...]] = {
    "span": ("indication", "set_point"),
    "friction": ("tapping", "switching"),
    "contact_early": ("set_point",),
    "contact_gap": ("switching",),
    "leaking": ("insulation",),
    "appearance": ("appearance",),
}
ELECTRICITY_METER_ITEMS: dict[str, tuple[str, ...]] = {
    "gain": ("balanced", "single", "constant"),
    "nonlinearity": ("balanced", "single", "difference"),
    "creep": ("creep",),
    "starting": ("starting",),
    "lag": ("balanced",),
    "imbalance": ("difference",),
    "register": ("constant",),
    "clock": ("clock",),
    "appearance": ("appearance",),
}
_ITEMS = {
    "scale": SCALE_ITEMS,
    "gauge": GAUGE_ITEMS,
    "precision_gauge": GAUGE_ITEMS,
    "contact_gauge": CONTACT_GAUGE_ITEMS,
    "electricity_meter": ELECTRICITY_METER_ITEMS,
}
#: Defects of a scale that leave no changeover point to be found: no reading, no verdict, the run is interrupted.
WITHOUT_VERDICT = ("stuck", "creeping", "lying")
#: Defects that show in a room that is several kelvins away from 20 °C, and not in one that is not.
IN_A_WARM_ROOM = ("temperature",)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a sample is.

    Attributes:
        defect: Its defect, empty for an honest one.
        failing_items: Keys of the items that must fail.
    """

    defect: str
    failing_items: tuple[str, ...]


def of_sample(simulation: Simulation, serial: str) -> Truth:
    """The truth about a serial number."""
    defect = sample_of(simulation, serial).defect
    return Truth(defect, failing_items(simulation.unit, defect))


def failing_items(kind: str, defect: str) -> tuple[str, ...]:
    """Items that a unit of a kind with a defect must fail."""
    if kind in _ITEMS:
        return _ITEMS[kind].get(defect, ())
    described = getattr(catalogue.unit(kind), "defects", {}).get(defect)
    return described.fails if isinstance(described, Defect) else ()


def _unit(inventory: Inventory, kind: type[Kind]) -> Kind:
    unit = next(iter(inventory.units.values()), None)
    if not isinstance(unit, kind):
        raise LookupError(f"there is no {kind.__name__} under test on this bench")  # noqa: TRY004  a bench without it
    return unit


def weight_on_pan(inventory: Inventory) -> float:
    """True mass on the pan in g."""
    model = _unit(inventory, SimulatedScale).model
    return model.placed + model.added


def pressure_in_line(inventory: Inventory, seconds: float) -> float:
    """True gauge pressure in kPa at a time."""
    return _unit(inventory, SimulatedGauge).line.pressure(seconds)


def pointer(inventory: Inventory, seconds: float) -> float:
    """Where the pointer really points, in kPa."""
    return _unit(inventory, SimulatedGauge).pointer(seconds)


def violations(laboratory: Laboratory) -> list[str]:
    """What must never happen on a bench and did: moved under power, left on, driven beyond its range."""
    return laboratory.inventory.safety.violations


def energised(laboratory: Laboratory) -> list[str]:
    """Outputs that are on now."""
    return laboratory.inventory.safety.on()


def honest_answers(laboratory: Laboratory, device: str) -> list[Exchange]:
    """Everything that a device was asked and answered, before any fault spoilt it."""
    return laboratory.plans[device].exchanges


def faults_met(laboratory: Laboratory, device: str) -> list[str]:
    """Kinds of the faults that a device has met so far."""
    return [fault.kind for fault in laboratory.plans[device].met]
