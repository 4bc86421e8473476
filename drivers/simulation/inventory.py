"""Sets up the simulated bench: the units under test, what stands beside them, the wires, the people."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from drivers.bench_tables import BenchFileError
from drivers.simulation import catalogue
from drivers.simulation.device import Device
from drivers.simulation.extra_instruments import further_devices
from drivers.simulation.nameplate import BadNameplate
from drivers.simulation.people import SimulatedPeople
from drivers.simulation.ports import ports_of
from drivers.simulation.safety import Safety
from drivers.simulation.simulation_file import Simulation
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.wiring import UnknownWire, Wiring
from drivers.simulation.world import World


class SimulatedBench(Protocol):
    """What a bench file says of its simulation."""

    @property
    def simulation(self) -> Simulation | None:
        """The table `[simulation]`; None where there is nothing to simulate."""
        ...

    @property
    def plugins(self) -> tuple[Path, ...]:
        """Folders with the laboratory's own drivers, simulators and units."""
        ...

    @property
    def positions(self) -> object | None:
        """Places for several units under test; None on a bench for one."""
        ...


@dataclass(frozen=True, slots=True)
class Inventory:
    """What stands on the simulated bench.

    Attributes:
        things: Instruments, units and what people work, by the NAME of `sim:NAME`.
        units: Unit under test at each position.
        people: The people.
        wiring: What stands on what.
        safety: What must never happen.
    """

    things: Mapping[str, object]
    units: Mapping[str, object]
    people: SimulatedPeople
    wiring: Wiring
    safety: Safety

    @property
    def devices(self) -> dict[str, Device]:
        """Instruments with a wire."""
        return {name: thing for name, thing in self.things.items() if _has_a_wire(thing)}  # type: ignore[misc]


def set_up(
    file: SimulatedBench, units: Mapping[str, Mapping[str, Any]], seed: int, time: VirtualTime | RealTime
) -> Inventory:
    """Set up the bench with a unit at each position; an empty nameplate stands for a usual unit.

    Raises:
        BenchFileError: No simulation, an unknown kind or defect, or a subject that nothing can be built from.
    """
    if file.simulation is None:
        raise BenchFileError(["simulation: missing, this bench has nothing to simulate"])
    world = World(file.simulation, seed, time, file.plugins, positions=file.positions is not None)
    units = _standing(file.simulation, units)
    try:
        return _stood(world, units)
    except BadNameplate as error:
        raise BenchFileError([f"subject: {error}"]) from error
    except UnknownWire as error:
        raise BenchFileError([f"simulation.wires: {error}"]) from error


def _stood(world: World, plates: Mapping[str, Mapping[str, Any]]) -> Inventory:
    simulation = world.simulation
    kind = catalogue.unit(simulation.unit, world.folders) if simulation.unit else None
    units, things = _units(world, plates, kind)
    things["room"] = world.room
    first = next(iter(plates.values()))
    further = further_devices(world, str(first.get("serial", "")))
    if taken := sorted(set(things) & set(further)):
        raise BenchFileError([f"simulation.devices: {', '.join(taken)} stands on this bench already"])
    things |= further
    safety = Safety()
    world.people.things = things
    wires = getattr(kind, "wires", {})
    world.wiring = Wiring(ports_of(things), simulation.wires, safety, wires)
    return Inventory(things, units, world.people, world.wiring, safety)


def _units(
    world: World, plates: Mapping[str, Mapping[str, Any]], kind: catalogue.Kind | None
) -> tuple[dict[str, object], dict[str, object]]:
    """The unit at each position, and everything by its name: the units and what stands beside them usually."""
    simulation = world.simulation
    if kind is None:
        if simulation.under_test:
            world.people.under_test = dict.fromkeys(plates, simulation.under_test)
        return {}, {}
    name = simulation.under_test if simulation.under_test not in ("", *simulation.devices) else kind.name
    alone = len(plates) == 1 and not world.positions
    units: dict[str, object] = {}
    for position, plate in plates.items():
        units[position] = kind.build(world, plate or kind.usual, position)
        world.people.under_test[position] = name if alone else f"{name}@{position}"
    things = {world.people.under_test[position]: unit for position, unit in units.items()}
    at_each = getattr(kind, "at_each", None)
    for position, unit in units.items():
        things |= at_each(world, unit, "" if alone else f"@{position}") if at_each is not None else {}
    position, unit = next(iter(units.items()))
    return units, things | dict(kind.beside(world, plates[position] or kind.usual, unit))


def _standing(simulation: Simulation, plates: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The nameplates of the units that really stand there, which may not be those of the subjects."""
    serials = dict(zip(plates, simulation.serials, strict=False))
    return {
        place: {**plate, "serial": serials[place]} if place in serials else plate for place, plate in plates.items()
    }


def _has_a_wire(thing: object) -> bool:
    return hasattr(thing, "handle") and hasattr(thing, "scheme")
