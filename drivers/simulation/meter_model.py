"""Physics of simulated electricity, water, gas and heat meters: registers that count what flows, in closed form.

Between two changes of the load everything flows evenly, so a register is a sum of products of rate and duration:
exact in time, whoever reads it and however often. A sample's errors are its own; the truth is the register of an
errorless one.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from drivers.simulation.device import Time
from drivers.simulation.noise import uniform
from drivers.simulation.power_bus import PowerBus

#: Default size of each defect: gain and creep relative to the full rate, the others without size.
DEFECTS = {"gain": 0.03, "creep": 0.002, "nonlinearity": 0.05, "stuck": 1.0, "starting": 0.01}
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


@dataclass(frozen=True, slots=True)
class Portion:
    """What a register is given between two changes.

    Attributes:
        hours: For how long.
        amount: What flows in that time, kWh or m³.
        rate: What flows in an hour, when the change has settled.
    """

    hours: float
    amount: float
    rate: float


#: Nothing connected but voltage; no water.
NO_LOAD = Load(currents=(0.0, 0.0, 0.0), flow=0.0)


@dataclass(frozen=True, slots=True)
class MeterErrors:
    """Errors of one sample, relative.

    Attributes:
        gain: Of everything counted.
        nonlinearity: Additional gain at small rates, one tenth of the full rate and below.
        creep: Counted without load, relative to the full rate.
        starting: Rates below this part of the full rate are not counted.
        stuck: The registers stand still.
    """

    gain: float = 0.0
    nonlinearity: float = 0.0
    creep: float = 0.0
    starting: float = 0.0
    stuck: bool = False

    @classmethod
    def honest(cls, *key: object) -> "MeterErrors":
        """An honest sample's errors, drawn from `key`."""
        return cls(gain=0.003 * uniform(*key, "gain"), nonlinearity=0.002 * uniform(*key, "nonlinearity"))

    def with_defect(self, defect: str, size: float) -> "MeterErrors":
        """The same sample with one defect; raises `KeyError` for a defect that meters do not have."""
        return {
            "gain": replace(self, gain=size),
            "creep": replace(self, creep=size),
            "nonlinearity": replace(self, nonlinearity=size),
            "stuck": replace(self, stuck=True),
            "starting": replace(self, starting=size),
        }[defect]


@dataclass
class MeterModel:
    """One meter.

    Attributes:
        time: The world's time.
        errors: The sample's errors.
        starts: Registers at the beginning of the world.
        full: Full rate of each register per hour, to which creep and starting refer.
        frozen: World time at which the registers stopped, None while they count.
    """

    time: Time
    errors: MeterErrors = field(default_factory=MeterErrors)
    starts: dict[str, float] = field(
        default_factory=lambda: {"active_energy_import": 1206.42, "volume": 64.25, "heat_energy": 2801.4}
    )
    full: dict[str, float] = field(
        default_factory=lambda: {"active_energy_import": 39.6, "volume": 2.5, "heat_energy": 100.0}
    )
    frozen: float | None = None
    _loads: list[tuple[float, Load | PowerBus]] = field(default_factory=lambda: [(0.0, Load())])

    def apply(self, load: Load | PowerBus) -> None:
        """From now on something else flows, evenly or as a source drives it."""
        self._loads.append((float(self.time.now()), load))

    @property
    def load(self) -> Load:
        """What flows now."""
        load = self._loads[-1][1]
        return load if isinstance(load, Load) else _momentary_load(load, float(self.time.now()))

    def freeze(self) -> None:
        """From now on the registers stand still."""
        self.frozen = float(self.time.now())

    def register(self, name: str, decimals: int) -> Decimal:
        """A counting register, cut off after its last digit as counters do."""
        counted = Decimal(repr(self.counted(name, float(self.time.now()))))
        return counted.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)

    def true(self, name: str) -> float:
        """What really flowed since the beginning of the world, kWh or m³; for tests."""
        return sum(portion.amount for portion in self._portions(name, float(self.time.now())))

    def momentary(self, name: str, decimals: int) -> Decimal:
        """A value of the moment: voltage_l1…3, current_l1…3, active_power…, frequency, power_factor, temperatures."""
        value = self._momentary(name)
        return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)

    def _momentary(self, name: str) -> float:
        load, stem = self.load, name.rpartition("_l")[0]
        if stem in ("voltage", "current", "active_power"):
            phase = int(name[-1]) - 1
            u, i = load.voltages[phase], load.currents[phase]
            return {"voltage": u, "current": i, "active_power": self._power(phase)}[stem]
        return {
            "active_power": load.rate("active_energy_import"),
            "power_factor": load.power_factor,
            "frequency": load.frequency,
            "volume_flow": load.flow,
            "heat_power": load.rate("heat_energy"),
            "flow_temperature": load.hot,
            "return_temperature": load.cold,
        }[name]

    def _power(self, phase: int) -> float:
        """Power of one phase in kW."""
        load = self._loads[-1][1]
        if isinstance(load, Load):
            return load.voltages[phase] * load.currents[phase] * load.power_factor / 1000.0
        return load.powers(float(self.time.now()))[phase] / 1000.0

    def counted(self, name: str, now: float) -> float:
        """A register before its last digit is cut off, at a time that has come."""
        if self.errors.stuck:
            return self.starts[name]
        end = now if self.frozen is None else min(now, self.frozen)
        return self.starts[name] + sum(self._seen(portion, name) for portion in self._portions(name, end))

    def rate(self, name: str, now: float) -> float:
        """What a register counts in an hour when what was changed last has settled."""
        if self.errors.stuck or (self.frozen is not None and now >= self.frozen):
            return 0.0
        load = next(load for start, load in reversed(self._loads) if start <= now)
        if isinstance(load, Load):
            rate = load.rate(name)
        else:
            rate = load.heading(now) / 1000.0 if name == "active_energy_import" else 0.0
        return self._seen(Portion(1.0, rate, rate), name)

    def _portions(self, name: str, now: float) -> list[Portion]:
        ends = [start for start, _ in self._loads[1:]] + [now]
        found = []
        for (start, load), end in zip(self._loads, ends, strict=True):
            if isinstance(load, Load):
                hours, rate = max(0.0, min(end, now) - start) / 3600.0, load.rate(name)
                found.append(Portion(hours, hours * rate, rate))
            elif name == "active_energy_import":
                found += _portions_of(load, start, min(end, now))
        return found

    def _seen(self, portion: Portion, name: str) -> float:
        errors, full = self.errors, self.full[name]
        amount, rate = portion.amount, abs(portion.rate)
        if rate < errors.starting * full:
            amount, rate = 0.0, 0.0
        small = max(0.0, 1.0 - rate / (0.1 * full)) if rate else 0.0
        return amount * (1.0 + errors.gain + errors.nonlinearity * small) + errors.creep * full * portion.hours


def _portions_of(bus: PowerBus, begin: float, end: float) -> list[Portion]:
    """Energy that a source drives, stretch by stretch."""
    if end <= begin:
        return []
    edges = [begin, *bus.changes(begin, end), end]
    return [
        Portion((till - since) / 3600.0, (bus.energy(till) - bus.energy(since)) / 1000.0, bus.heading(since) / 1000.0)
        for since, till in pairwise(edges)
    ]


def _momentary_load(bus: PowerBus, now: float) -> Load:
    voltages = [bus.true_voltage * value for value in bus.voltages(now)]
    currents = [bus.true_current * value for value in bus.currents(now)]
    apparent = sum(u * i for u, i in zip(voltages, currents, strict=True))
    factor = sum(bus.powers(now)) / apparent if apparent else 1.0
    return Load(
        (voltages[0], voltages[1], voltages[2]), (currents[0], currents[1], currents[2]), factor, bus.frequency, 0.0
    )
