"""The world that the units of a simulated bench stand in: its time, its air, its store room, its people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drivers.bench_tables import BenchFileError
from drivers.simulation.blocks.defects import Defect, Sample
from drivers.simulation.device import Name
from drivers.simulation.environment_vaisala import SimulatedHMT330
from drivers.simulation.people import SimulatedPeople
from drivers.simulation.room_air import RoomAir
from drivers.simulation.simulation_file import SampleEntry, Simulation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drivers.simulation.time import RealTime, VirtualTime
    from drivers.simulation.wiring import Wiring


@dataclass
class World:
    """What every unit of a bench is built from.

    Attributes:
        simulation: What the bench file says.
        seed: Everything random follows from it.
        time: The world's time.
        folders: Folders with the laboratory's own drivers, simulators and units.
        positions: Whether the bench has positions, after which its units are called.
        people: The people.
        room: The transmitter in the room.
        wiring: The wires, as soon as they are laid.
    """

    simulation: Simulation
    seed: int
    time: VirtualTime | RealTime
    folders: Sequence[Path] = ()
    positions: bool = False

    def __post_init__(self) -> None:
        steps = tuple(sorted(self.simulation.temperature_steps))
        air = RoomAir(self.simulation.temperature, self.simulation.humidity, (self.seed, "room"), steps)
        name = self.name("room", Name("Vaisala", "HMT330", "S0000001", "5.16"))
        self.room = SimulatedHMT330(air, name, self.time)
        self.people = SimulatedPeople(self.seed, self.time)
        self.wiring: Wiring | None = None

    def air(self, now: float) -> float:
        """True temperature of the air in °C."""
        return self.room.temperature(now)

    def now(self) -> float:
        """Seconds since the world began."""
        return float(self.time.now())

    def laid(self) -> Wiring:
        """The wires, once they are laid."""
        assert self.wiring is not None  # noqa: S101  nobody acts before the bench stands
        return self.wiring

    def name(self, device: str, usual: Name, serial: str = "") -> Name:
        """What a device says of itself: as the bench file has it, or its usual name with a serial number."""
        given = self.simulation.names.get(device)
        return Name(*given) if given is not None else replace(usual, serial=serial or usual.serial)

    def entry(self, serial: str) -> SampleEntry:
        """The store room's entry of a serial number."""
        return sample_of(self.simulation, serial)

    def make(self, kind: str, name: str) -> object:
        """An instrument or a composed unit of the catalogue, called so on this bench."""
        from drivers.simulation.catalogue import make

        return make(kind, self, name)

    def company(self, entries: Mapping[str, str]) -> dict[str, object]:
        """What stands on a bench usually, name to entry of the catalogue, but for what the bench file puts there."""
        missing = {name: kind for name, kind in entries.items() if name not in self.simulation.devices}
        return {name: self.make(kind, name) for name, kind in missing.items()}

    def finds(self, position: str, findings: Mapping[str, str]) -> None:
        """An inspector finds this at a position, besides what he finds there already."""
        if findings:
            self.people.findings[position] = {**self.people.findings.get(position, {}), **findings}

    def writes(self, position: str, writings: Mapping[str, str]) -> None:
        """This is written on the unit at a position, besides what is written there already."""
        if writings:
            self.people.writings[position] = {**self.people.writings.get(position, {}), **writings}

    def sample(self, serial: str, defects: Mapping[str, Defect]) -> Sample:
        """The sample of a kind with these defects; raises `BenchFileError` for another one."""
        entry = self.entry(serial)
        if not entry.defect:
            return Sample((self.seed, serial))
        size = size_of(entry, {name: defect.size for name, defect in defects.items()})
        return Sample((self.seed, serial), defects[entry.defect], size)


def sample_of(simulation: Simulation, serial: str) -> SampleEntry:
    """The store room's entry of a serial number; an unknown one is an honest sample."""
    return next((entry for entry in simulation.samples if entry.serial == serial), SampleEntry(serial=serial))


def size_of(entry: SampleEntry, known: Mapping[str, float]) -> float:
    """Size of a sample's defect, the usual one where it gives none; raises `BenchFileError` for an unknown defect."""
    if entry.defect not in known:
        raise BenchFileError(
            [f"simulation.samples: {entry.serial}: no defect {entry.defect!r}; known: {', '.join(sorted(known))}"]
        )
    return known[entry.defect] if entry.size is None else entry.size
