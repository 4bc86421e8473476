"""Physics of simulated electricity, water, gas and heat meters: registers that count what flows, in closed form.

Between two changes of the load everything flows evenly, so a register is a sum of products of rate and duration:
exact in time, regardless of who reads it and how often. A sample's errors are its own; the truth is the register of an
errorless one.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import Any

from drivers.simulation.device import Time
from drivers.simulation.meter_load import Load, Portion, momentary_load, portion
from drivers.simulation.noise import uniform
from drivers.simulation.power_bus import PowerBus

#: Default size of each defect: relative; lag in degrees, clock in s/d, stuck and appearance without size.
DEFECTS = {
    "gain": 0.03,
    "creep": 0.002,
    "nonlinearity": 0.05,
    "stuck": 1.0,
    "starting": 0.01,
    "drift": 0.03,
    "temperature": 0.003,
    "lag": 0.5,
    "imbalance": 0.0165,
    "register": 0.02,
    "clock": 1.0,
    "appearance": 1.0,
}
#: What the clocks of all meters show when the world begins.
_FACE = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001  a face has no time zone
_DRIFT_TIME = 7200.0
_TRUE = ((1.0, 1.0, 1.0), 0.0)


@dataclass(frozen=True, slots=True)
class MeterErrors:
    """Errors of one sample, relative.

    Attributes:
        gain: Of everything counted.
        nonlinearity: Additional gain at small rates, one tenth of the full rate and below.
        creep: Counted while nothing flows, relative to the full rate.
        starting: Rates below this part of the full rate are not counted.
        drift: Additional gain that builds up within some hours.
        temperature: Additional gain per kelvin of the air away from 23 °C.
        lag: By how many degrees more each current lags its voltage inside the meter.
        imbalance: Additional gain of the first element, and as much less of the third.
        register: Additional gain of what the registers show, compared with the pulses.
        clock: By how many seconds a day its clock is fast.
        stuck: The registers stand still.
        appearance: Its seal is broken.
    """

    gain: float = 0.0
    nonlinearity: float = 0.0
    creep: float = 0.0
    starting: float = 0.0
    drift: float = 0.0
    temperature: float = 0.0
    lag: float = 0.0
    imbalance: float = 0.0
    register: float = 0.0
    clock: float = 0.0
    stuck: bool = False
    appearance: bool = False

    @classmethod
    def honest(cls, *key: object, width: float = 1.0) -> "MeterErrors":
        """An honest sample's errors, drawn from `key`; `width` is its accuracy class, in %."""
        gain, nonlinearity = 0.003 * uniform(*key, "gain"), 0.002 * uniform(*key, "nonlinearity")
        return cls(gain=width * gain, nonlinearity=width * nonlinearity)

    def with_defect(self, defect: str, size: float) -> "MeterErrors":
        """The same sample with one defect; raises `KeyError` for a defect that meters do not have."""
        if defect not in DEFECTS:
            raise KeyError(defect)
        changed: dict[str, Any] = {defect: True if defect in ("stuck", "appearance") else size}
        return replace(self, **changed)


@dataclass
class MeterModel:
    """One meter.

    Attributes:
        time: The world's time.
        errors: The sample's errors.
        starts: Registers at the beginning of the world.
        full: Full rate of each register per hour, to which creep and starting refer.
        climate: Temperature of the air in °C from each world time on.
        set_back: Seconds by which the clock is slow.
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
    climate: Sequence[tuple[float, float]] = ((0.0, 23.0),)
    set_back: int = 0
    frozen: float | None = None
    _loads: list[tuple[float, Load | PowerBus]] = field(default_factory=lambda: [(0.0, Load())])
    _carried: dict[str, tuple[float, float]] = field(default_factory=dict)  # what was counted until a change

    def apply(self, load: Load | PowerBus) -> None:
        """From now on something else flows, evenly or as a source drives it."""
        self._loads.append((float(self.time.now()), load))

    @property
    def load(self) -> Load:
        """What flows now."""
        load = self._loads[-1][1]
        return load if isinstance(load, Load) else momentary_load(load, float(self.time.now()))

    def face(self) -> datetime:
        """What its clock shows, whole seconds of local time."""
        return _FACE + timedelta(seconds=int(self.time.now()) - self.set_back)

    def when(self, face: datetime) -> float:
        """World time at which its clock showed a time."""
        return (face - _FACE).total_seconds() + self.set_back

    def turn_back(self) -> None:
        """From now on its clock is slow by a day, an hour, a minute and a second."""
        self.set_back += 90061

    def freeze(self) -> None:
        """From now on the registers stand still."""
        self.frozen = float(self.time.now())

    def register(self, name: str, decimals: int) -> Decimal:
        """A counting register, cut off after its last digit as counters do."""
        return self.register_at(name, decimals, float(self.time.now()))

    def register_at(self, name: str, decimals: int, when: float) -> Decimal:
        """The same at a world time that has come, as the meter wrote it down then."""
        start = self.starts[name]
        counted = Decimal(repr(start + (1.0 + self.errors.register) * (self.counted(name, when) - start)))
        return counted.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)

    def true(self, name: str) -> float:
        """What really flowed since the beginning of the world, kWh or m³; for tests."""
        return sum(portion.amount for portion in self._portions(name, 0.0, float(self.time.now()), _TRUE))

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
            "cover_openings": 0.0,
            "field_events": 0.0,
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
        since, total = self._carried.get(name, (0.0, 0.0))
        if end < since:
            since, total = 0.0, 0.0
        for part in self._portions(name, since, end, self._elements):
            if part.end == end:
                return self.starts[name] + total + self._seen(part, name)
            total += self._seen(part, name)
            if part.end > self._carried.get(name, (0.0, 0.0))[0]:
                self._carried[name] = part.end, total
        return self.starts[name] + total

    def rate(self, name: str, now: float) -> float:
        """What a register counts in an hour when what was changed last has settled."""
        if self.errors.stuck or (self.frozen is not None and now >= self.frozen):
            return 0.0
        load = next(load for start, load in reversed(self._loads) if start <= now)
        if isinstance(load, Load):
            rate = load.rate(name)
        else:
            rate = load.heading(now, *self._elements) / 1000.0 if name == "active_energy_import" else 0.0
        return 3600.0 * self._seen(Portion(now, now + 1.0, rate / 3600.0, rate), name)

    @property
    def _elements(self) -> tuple[Sequence[float], float]:
        """Gains of the elements, and the lag within the meter."""
        return (1.0 + self.errors.imbalance, 1.0, 1.0 - self.errors.imbalance), self.errors.lag

    def _portions(
        self, name: str, since: float, now: float, elements: tuple[Sequence[float], float]
    ) -> Iterator[Portion]:
        """What flowed from a time to another, cut where the load, the source or the air changed."""
        ends = [start for start, _ in self._loads[1:]] + [now]
        for (start, load), end in zip(self._loads, ends, strict=True):
            first, last = max(start, since), min(end, now)
            if last > first:
                inner = {when for when, _ in self.climate if first < when < last}
                inner.update(() if isinstance(load, Load) else load.changes(first, last))
                if not inner:
                    yield portion(load, name, first, last, *elements)
                    continue
                for begin, till in pairwise([first, *sorted(inner), last]):
                    yield portion(load, name, begin, till, *elements)

    def _seen(self, portion: Portion, name: str) -> float:
        errors, full = self.errors, self.full[name]
        amount, rate = portion.amount, abs(portion.rate)
        if rate < errors.starting * full:
            amount, rate = 0.0, 0.0
        small = max(0.0, 1.0 - rate / (0.1 * full)) if rate else 0.0
        air = next(degrees for when, degrees in reversed(self.climate) if when <= portion.begin or when == 0.0)
        gain = errors.gain + errors.nonlinearity * small + errors.temperature * (air - 23.0)
        gain += errors.drift * _built_up(portion.begin, portion.end)
        creep = 0.0 if rate else errors.creep * full * (portion.end - portion.begin) / 3600.0
        return amount * (1.0 + gain) + creep


def _built_up(begin: float, end: float) -> float:
    """Mean of 1 − exp(−t/τ) between two times."""
    if end <= begin:
        return 1.0 - math.exp(-begin / _DRIFT_TIME)
    return 1.0 + _DRIFT_TIME * (math.exp(-end / _DRIFT_TIME) - math.exp(-begin / _DRIFT_TIME)) / (end - begin)
