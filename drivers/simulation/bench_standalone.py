"""The instruments of the two simulated benches, standing alone: for tests of their drivers and for other clients."""

from drivers.simulation import scale_errors
from drivers.simulation.device import Name, Time
from drivers.simulation.nameplate import scale_plate
from drivers.simulation.pace import SimulatedPace
from drivers.simulation.pressure_line import PressureLine
from drivers.simulation.scale import SimulatedScale
from drivers.simulation.scale_model import ScaleModel

_PLATE = {"serial": "SIM-0001", "max": "15 kg", "e": "5 g"}


def mt_sics(time: Time, seed: int) -> SimulatedScale:
    """An honest scale of 15 kg with 2.5 kg on its pan."""
    model = ScaleModel(scale_plate(_PLATE), scale_errors.honest(seed, "SIM-0001"), (seed, "SIM-0001"))
    model.place(2500.0, "centre", -60.0)
    return SimulatedScale(model, Name("Steelyard simulation", "SIM-ACS 15 kg", "SIM-0001", "1.00"), time)


def pace(time: Time, seed: int) -> SimulatedPace:
    """A controller of 2100 kPa on a line that ends blind."""
    name = Name("Druck", "Pace5000 User Interface", "SIM-5000-01", "02.02.11")
    return SimulatedPace(PressureLine(2100.0), name, time, (seed, "source"))
