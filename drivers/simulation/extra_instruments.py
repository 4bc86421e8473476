"""Further instruments of a bench: those of the catalogue that its file names, with the defects that it gives them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from drivers.simulation import electricity_meter, meter_model, pressure_sensor
from drivers.simulation.device import Name
from drivers.simulation.simulation_file import SampleEntry
from drivers.simulation.temperature_readout import DEFECTS as READOUT_DEFECTS
from drivers.simulation.temperature_readout import SimulatedReadout
from drivers.simulation.world import World, size_of


def further_devices(world: World, serial: str = "") -> dict[str, object]:
    """The instruments and units of `[simulation.devices]`, by their name on the bench.

    The errors of a meter or multimeter that `names` gives a serial number follow from it, so that two of one model are
    not alike. A meter, multimeter or digital gauge whose serial number is that of a sample has the sample's defect; all
    of them stand in the air of the bench, without its small noise.

    `serial` is that of the subject, for the device that plays the unit under test.

    Raises:
        BenchFileError: A sample has a defect that its kind does not have.
    """
    simulation = world.simulation
    found = {name: world.make(kind, name) for name, kind in simulation.devices.items()}
    for name, device in found.items():
        named: Any = device
        if not isinstance(getattr(device, "name", None), Name):
            continue
        if name in simulation.names:
            named.name = Name(*simulation.names[name])
        elif serial and name == simulation.under_test:
            named.name = replace(named.name, serial=serial)
        own = name in simulation.names or (bool(serial) and name == simulation.under_test)
        become(device, world, drawn=own)
    return found


def become(device: object, world: World, *, drawn: bool = True) -> None:
    """Make an instrument the sample with its serial number, in the air of the bench.

    Args:
        device: The instrument.
        world: Its world.
        drawn: Whether its honest errors follow from its serial number; else they are those of its model.

    Raises:
        BenchFileError: The sample has a defect that its kind does not have.
    """
    named: Any = device
    model, entry = getattr(device, "model", None), world.entry(named.name.serial)
    if drawn:
        _draw(model, world.seed, named.name.serial)
    simulation = world.simulation
    _stand_in(((0.0, simulation.temperature), *sorted(simulation.temperature_steps)), model)
    _spoil(model, entry)
    if isinstance(device, SimulatedReadout) and entry.defect:
        device.error = size_of(entry, READOUT_DEFECTS)


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
