"""Electrical instruments that stand alone: calibrators into nothing, multimeters on 1 V, a counter on 50 Hz."""

from collections.abc import Callable
from typing import TypeVar

from drivers.simulation.device import Name, Time
from drivers.simulation.electricity_calibrator import CalibratorErrors, CalibratorModel
from drivers.simulation.electricity_counter import Simulated53230A
from drivers.simulation.electricity_fluke_models import SimulatedFluke5522A, SimulatedFluke5720A
from drivers.simulation.electricity_leads import Lone, Signal, Terminals
from drivers.simulation.electricity_meter import MeterErrors, MeterModel
from drivers.simulation.electricity_old_meters import Simulated3458A, Simulated8508A
from drivers.simulation.electricity_scpi_meter import SimulatedKeithley2000, SimulatedScpiMeter
from drivers.simulation.pulses import PulseTrain

Meter = TypeVar("Meter")


def fluke_55xx(time: Time, seed: int) -> SimulatedFluke5522A:
    """A 5522A."""
    model = CalibratorModel(CalibratorErrors.of(seed, "fluke_55xx"))
    return SimulatedFluke5522A(model, Name("FLUKE", "5522A", "SIM-1972905", "1.1+1.3+1.8"), time)


def fluke_57xx(time: Time, seed: int) -> SimulatedFluke5720A:
    """A 5720A."""
    model = CalibratorModel(CalibratorErrors.of(seed, "fluke_57xx"))
    return SimulatedFluke5720A(model, Name("FLUKE", "5720A", "SIM-8765432", "1.5+A+*"), time, (seed, "fluke_57xx"))


def fluke_8508a(time: Time, seed: int) -> Simulated8508A:
    """An 8508A on one volt."""
    return _meter(Simulated8508A, Name("FLUKE", "8508A", "SIM-900001", "2.01"), time, seed)


def fluke_8588a(time: Time, seed: int) -> SimulatedScpiMeter:
    """An 8588A on one volt."""
    return _meter(SimulatedScpiMeter, Name("FLUKE", "8588A", "SIM-500001", "1.33"), time, seed)


def hp3458a(time: Time, seed: int) -> Simulated3458A:
    """A 3458A on one volt."""
    return _meter(Simulated3458A, Name("Keysight", "HP3458A SIM-", "", ""), time, seed)


def hp34401a(time: Time, seed: int) -> SimulatedScpiMeter:
    """A 34401A on one volt; it has no serial number to tell."""
    return _meter(SimulatedScpiMeter, Name("HEWLETT-PACKARD", "34401A", "SIM-0", "11-5-2"), time, seed)


def scpi_multimeter(time: Time, seed: int) -> SimulatedScpiMeter:
    """A 34465A on one volt."""
    return _meter(SimulatedScpiMeter, Name("Keysight Technologies", "34465A", "SIM-MY60000001", "A.03.03"), time, seed)


def keithley_2000(time: Time, seed: int) -> SimulatedKeithley2000:
    """A Keithley 2000 on one volt."""
    return _meter(
        SimulatedKeithley2000, Name("KEITHLEY INSTRUMENTS INC.", "MODEL 2000", "SIM-1000001", "A20"), time, seed
    )


def keysight_53230a(time: Time, seed: int) -> Simulated53230A:
    """A 53230A on fifty hertz."""
    name = Name("Agilent Technologies", "53230A", "SIM-MY50000001", "02.05")
    return Simulated53230A({"1": PulseTrain(50.0, 0.3)}, name, time, (seed, "keysight_53230a"))


def _meter(make: Callable[[MeterModel, Name, Time], Meter], name: Name, time: Time, seed: int) -> Meter:
    key = (seed, name.model)
    one_volt = Terminals(Lone(Signal("V", 1.0)), "V")
    return make(MeterModel(MeterErrors.honest(*key), key, leads={"V": one_volt}), name, time)
