"""Physics of simulated electricity, water, gas and heat meters: registers that count what flows, in closed form.

Between two changes of the load everything flows evenly, so a register is a sum of products of rate and duration:
exact in time, whoever reads it and however often. A sample's errors are its own; the truth is the register of an
errorless one.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from drivers.simulation.device import Time
from drivers.simulation.noise import uniform

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
    _loads: list[tuple[float, Load]] = field(default_factory=lambda: [(0.0, Load())])

    def apply(self, load: Load) -> None:
        """From now on something else flows."""
        self._loads.append((float(self.time.now()), load))

    @property
    def load(self) -> Load:
        """What flows now."""
        return self._loads[-1][1]

    def freeze(self) -> None:
        """From now on the registers stand still."""
        self.frozen = float(self.time.now())

    def register(self, name: str, decimals: int) -> Decimal:
        """A counting register, cut off after its last digit as counters do."""
        return Decimal(repr(self._counted(name))).quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)

    def true(self, name: str) -> float:
        """What really flowed since the beginning of the world, kWh or m³; for tests."""
        return sum(hours * load.rate(name) for hours, load in self._spans(float(self.time.now())))

    def momentary(self, name: str, decimals: int) -> Decimal:
        """A value of the moment: voltage_l1…3, current_l1…3, active_power…, frequency, power_factor, temperatures."""
        value = self._momentary(name)
        return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)

    def _momentary(self, name: str) -> float:
        load, stem = self.load, name.rpartition("_l")[0]
        if stem in ("voltage", "current", "active_power"):
            phase = int(name[-1]) - 1
            u, i = load.voltages[phase], load.currents[phase]
            return {"voltage": u, "current": i, "active_power": u * i * load.power_factor / 1000.0}[stem]
        return {
            "active_power": load.rate("active_energy_import"),
            "power_factor": load.power_factor,
            "frequency": load.frequency,
            "volume_flow": load.flow,
            "heat_power": load.rate("heat_energy"),
            "flow_temperature": load.hot,
            "return_temperature": load.cold,
        }[name]

    def _spans(self, now: float) -> list[tuple[float, Load]]:
        """Hours and load of each time between two changes."""
        ends = [start for start, _ in self._loads[1:]] + [now]
        return [
            (max(0.0, min(end, now) - start) / 3600.0, load)
            for (start, load), end in zip(self._loads, ends, strict=True)
        ]

    def _counted(self, name: str) -> float:
        now = float(self.time.now()) if self.frozen is None else self.frozen
        if self.errors.stuck:
            return self.starts[name]
        return self.starts[name] + sum(hours * self._seen(load.rate(name), name) for hours, load in self._spans(now))

    def _seen(self, rate: float, name: str) -> float:
        errors, full = self.errors, self.full[name]
        if abs(rate) < errors.starting * full:
            rate = 0.0
        small = max(0.0, 1.0 - abs(rate) / (0.1 * full)) if rate else 0.0
        return rate * (1.0 + errors.gain + errors.nonlinearity * small) + errors.creep * full
