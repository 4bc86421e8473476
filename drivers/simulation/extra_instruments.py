"""Further instruments of a bench: those of the catalogue that its file names, with the defects that it gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drivers.bench_file import BenchFileError
from drivers.simulation import electricity_meter, meter_model, pressure_sensor
from drivers.simulation.catalogue import alone
from drivers.simulation.device import Device, Name
from drivers.simulation.simulation_file import SampleEntry, Simulation
from drivers.simulation.temperature_readout import DEFECTS as READOUT_DEFECTS
from drivers.simulation.temperature_readout import SimulatedReadout
from drivers.simulation.time import RealTime, VirtualTime


def further_devices(
    simulation: Simulation, seed: int, time: VirtualTime | RealTime, folders: Sequence[Path] = (), serial: str = ""
) -> dict[str, Device]:
    """The instruments of `[simulation.devices]`, by their name on the bench.

    The errors of a meter or multimeter that `names` gives a serial number follow from it, so that two of one model are
    not alike. A meter, multimeter or digital gauge whose serial number is that of a sample has the sample's defect; all
    of them stand in the air of the bench, without its small noise.

    `serial` is that of the subject, for the device that plays the unit under test.

    Raises:
        BenchFileError: No simulator plays one of them, or a sample has a defect that its kind does not have.
    """
    try:
        found = {name: alone(driver, time, seed, folders) for name, driver in simulation.devices.items()}
    except LookupError as error:
        raise BenchFileError([f"simulation.devices: {error}"]) from error
    climate = ((0.0, simulation.temperature), *sorted(simulation.temperature_steps))
    for name, device in found.items():
        model = getattr(device, "model", None)
        if name in simulation.names:
            device.name = Name(*simulation.names[name])
            _draw(model, seed, device.name.serial)
        if serial and name == simulation.under_test:
            device.name = replace(device.name, serial=serial)
            _draw(model, seed, serial)
        _stand_in(climate, model)
        _spoil(model, sample_of(simulation, device.name.serial))
        if isinstance(device, SimulatedReadout) and (entry := sample_of(simulation, device.name.serial)).defect:
            device.error = size_of(entry, READOUT_DEFECTS)
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


def _draw(model: Any, seed: int, serial: str) -> None:
    """Errors of its own for a serial number: two samples of one model are not alike."""
    if isinstance(model, meter_model.MeterModel):
        model.errors = meter_model.MeterErrors.honest(seed, serial)
    elif isinstance(model, electricity_meter.MeterModel):
        model.errors = electricity_meter.MeterErrors.honest(seed, serial)


def _stand_in(climate: Sequence[tuple[float, float]], model: Any) -> None:
    def air(now: float) -> float:
        return next(degrees for when, degrees in reversed(climate) if when <= now)

    if isinstance(model, meter_model.MeterModel):
        model.climate = climate
    elif isinstance(model, electricity_meter.MeterModel):
        model.temperature = air
    elif isinstance(model, pressure_sensor.PressureSensor):
        model.air = air


def _spoil(model: Any, entry: SampleEntry) -> None:
    for kind, known in (
        (meter_model.MeterModel, meter_model.DEFECTS),
        (electricity_meter.MeterModel, electricity_meter.DEFECTS),
        (pressure_sensor.PressureSensor, pressure_sensor.DEFECTS),
    ):
        if entry.defect and isinstance(model, kind):
            model.errors = model.errors.with_defect(entry.defect, size_of(entry, known))
