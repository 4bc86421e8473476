"""What flows through simulated meters: evenly, or as a source drives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.simulation.power_bus import PowerBus

_HEAT_OF_WATER = 1.163  # kW h per m³ and K, near 60 °C


@dataclass(frozen=True, slots=True)
class Load:
    """What flows through a meter.

    Attributes:
        voltages: Of three phases, V.
        currents: Of three phases, A.
        power_factor: Of all phases.
        frequency: Hz.
        flow: m³/h.
        hot: Temperature before the heat is taken, °C.
        cold: Temperature after it, °C.
    """

    voltages: tuple[float, float, float] = (220.0, 220.0, 220.0)
    currents: tuple[float, float, float] = (5.0, 5.0, 5.0)
    power_factor: float = 1.0
    frequency: float = 50.0
    flow: float = 1.5
    hot: float = 60.0
    cold: float = 40.0

    def rate(self, register: str) -> float:
        """What a register counts in an hour: kWh or m³."""
        if register == "active_energy_import":
            apparent = sum(u * i for u, i in zip(self.voltages, self.currents, strict=True))
            return apparent * self.power_factor / 1000.0
        return self.flow if register == "volume" else self.flow * _HEAT_OF_WATER * (self.hot - self.cold)


#: Nothing connected but voltage; no water.
NO_LOAD = Load(currents=(0.0, 0.0, 0.0), flow=0.0)


@dataclass(frozen=True, slots=True)
class Portion:
    """What a register is given between two changes.

    Attributes:
        begin: World time in s from which on.
        end: World time until which.
        amount: What flows in that time, kWh or m³.
        rate: What flows in an hour, when the change has settled.
    """

    begin: float
    end: float
    amount: float
    rate: float


def portion(load: Load | PowerBus, name: str, begin: float, end: float, gains: Sequence[float], lag: float) -> Portion:
    """What a register is given between two times within which nothing changes; gains and lag as `PowerBus.flow`."""
    if isinstance(load, Load):
        rate = load.rate(name)
        return Portion(begin, end, rate * (end - begin) / 3600.0, rate)
    if name != "active_energy_import":
        return Portion(begin, end, 0.0, 0.0)
    amount, rate = load.flow(begin, end, gains, lag), load.heading(begin, gains, lag)
    return Portion(begin, end, amount / 1000.0, rate / 1000.0)


def momentary_load(bus: PowerBus, now: float) -> Load:
    """What a source drives through a meter at a time; the power factor is that of all phases together."""
    voltages = [bus.true_voltage * value for value in bus.voltages(now)]
    currents = [bus.true_current * value for value in bus.currents(now)]
    apparent = sum(u * i for u, i in zip(voltages, currents, strict=True))
    factor = sum(bus.powers(now)) / apparent if apparent else 1.0
    return Load(
        (voltages[0], voltages[1], voltages[2]), (currents[0], currents[1], currents[2]), factor, bus.frequency, 0.0
    )
