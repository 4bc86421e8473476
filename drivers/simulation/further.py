"""Further instruments of a bench: those of the catalogue that its file names, with the defects that it gives them."""

from collections.abc import Mapping
from typing import Any

from drivers.bench_file import BenchFileError, SampleEntry, Simulation
from drivers.simulation import electricity_meter, meter_model
from drivers.simulation.catalogue import alone
from drivers.simulation.device import Device, Name
from drivers.simulation.time import RealTime, VirtualTime


def further_devices(simulation: Simulation, seed: int, time: VirtualTime | RealTime) -> dict[str, Device]:
    """The instruments of `[simulation.devices]`, by their name on the bench.

    A meter or multimeter whose serial number is that of a sample has the sample's defect.

    Raises:
        BenchFileError: No simulator plays one of them, or a sample has a defect that its kind does not have.
    """
    try:
        found = {name: alone(driver, time, seed) for name, driver in simulation.devices.items()}
    except LookupError as error:
        raise BenchFileError([f"simulation.devices: {error}"]) from error
    for name, device in found.items():
        if name in simulation.names:
            device.name = Name(*simulation.names[name])
        _spoil(getattr(device, "model", None), sample_of(simulation, device.name.serial))
    return found


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


def _spoil(model: Any, entry: SampleEntry) -> None:
    for kind, known in (
        (meter_model.MeterModel, meter_model.DEFECTS),
        (electricity_meter.MeterModel, electricity_meter.DEFECTS),
    ):
        if entry.defect and isinstance(model, kind):
            model.errors = model.errors.with_defect(entry.defect, size_of(entry, known))
