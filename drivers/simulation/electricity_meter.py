"""Physics of a simulated multimeter: from what is on its terminals to the number on its display."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drivers.simulation.electricity_leads import Signal, Terminals
from drivers.simulation.noise import normal, uniform

#: Upper limits of the ranges of each function; a range reaches 20 % beyond them.
RANGES = {
    "VOLT": (0.1, 1.0, 10.0, 100.0, 1000.0),
    "VOLT:AC": (0.1, 1.0, 10.0, 100.0, 750.0),
    "CURR": (1e-4, 1e-3, 1e-2, 0.1, 1.0, 3.0),
    "CURR:AC": (1e-4, 1e-3, 1e-2, 0.1, 1.0, 3.0),
    "RES": (100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8),
    "FRES": (100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8),
}
_OVER = 1.2
_LEADS = 0.15
#: Default size of each defect, in parts of 10⁶ of the reading or of the range.
DEFECTS = {
    "gain": 500.0,
    "offset": 300.0,
    "nonlinearity": 400.0,
    "hysteresis": 400.0,
    "noise": 200.0,
    "ac": 5000.0,
    "shunt": 3000.0,
    "reference_resistor": 1000.0,
    "drift": 1000.0,
    "temperature": 20.0,
    "stuck": 1.0,
}
_DRIFT_TIME = 600.0


@dataclass(frozen=True, slots=True)
class MeterErrors:
    """Errors of one sample, in parts of 10⁶.

    Attributes:
        gain: Of the reading, every function.
        ac: Of an alternating reading, beyond `gain`.
        shunt: Of a current, beyond `gain`.
        reference_resistor: Of a resistance, beyond `gain`.
        offset: Of the range.
        nonlinearity: Of the range, largest in the middle of it.
        hysteresis: Of the range: in the middle of it reads this much less from below, this much more from above.
        noise: Of the range, one standard deviation.
        temperature: Of the reading per kelvin away from 23 °C.
        drift: Of the reading, builds up within some ten minutes.
        stuck: The first reading of each function is shown for ever.
    """

    gain: float = 0.0
    ac: float = 0.0
    offset: float = 0.0
    nonlinearity: float = 0.0
    hysteresis: float = 0.0
    noise: float = 0.3
    temperature: float = 0.0
    drift: float = 0.0
    stuck: bool = False
    shunt: float = 0.0
    reference_resistor: float = 0.0

    @classmethod
    def honest(cls, *key: object) -> "MeterErrors":
        """An honest sample's errors, drawn from `key`."""
        return cls(
            gain=8.0 * uniform(*key, "gain"),
            ac=80.0 * uniform(*key, "ac"),
            offset=1.0 * uniform(*key, "offset"),
            nonlinearity=0.5 * uniform(*key, "nonlinearity"),
            temperature=0.5 * uniform(*key, "temperature"),
        )

    def with_defect(self, defect: str, size: float) -> "MeterErrors":
        """The same sample with one defect; raises `KeyError` for a defect that multimeters do not have."""
        if defect not in DEFECTS:
            raise KeyError(defect)
        values: dict[str, float | bool] = {name: getattr(self, name) for name in self.__slots__}
        values[defect] = True if defect == "stuck" else size
        return MeterErrors(**values)  # type: ignore[arg-type]  # one of them is a flag


@dataclass
class MeterModel:
    """One multimeter on the leads.

    Attributes:
        errors: Its errors.
        key: What its noise belongs to.
        digits: Decades that its resolution is below the range.
        temperature: Air temperature in °C at a time.
        leads: What its terminals are on: `V`, `A` and `S` (sense).
    """

    errors: MeterErrors
    key: tuple[object, ...]
    digits: int = 7
    temperature: Callable[[float], float] = lambda _now: 23.0
    leads: dict[str, Terminals] = field(default_factory=dict)
    _step: float = 0.0
    _shown: dict[str, float | None] = field(default_factory=dict)

    def lead(self, pair: str, to: Terminals | None) -> None:
        """Put a pair of its terminals on others, or on nothing."""
        self.leads.pop(pair, None)
        if to is not None:
            self.leads[pair] = to

    def stick(self) -> None:
        """From now on the first reading of each function is shown for ever."""
        self.errors = self.errors.with_defect("stuck", 1.0)

    def step(self) -> None:
        """After the next reading every one is 0.1 % more."""
        self._step = 1000.0

    def measure(self, function: str, measuring_range: float, now: float) -> float | None:
        """What it shows, None for overload.

        Args:
            function: A key of `RANGES`.
            measuring_range: Upper limit of the range, 0 to choose one.
            now: Time in s.
        """
        if self.errors.stuck and function in self._shown:
            return self._shown[function]
        found = self._input(function, now)
        self._shown[function] = None if found is None else self._show(function, measuring_range, found, now)
        self.errors, self._step = replace(self.errors, gain=self.errors.gain + self._step), 0.0
        return self._shown[function]

    def chosen(self, function: str, measuring_range: float, value: float) -> float:
        """The range in use for a value."""
        ranges = RANGES[function]
        return measuring_range or next((r for r in ranges if abs(value) <= _OVER * r), ranges[-1])

    def _show(self, function: str, measuring_range: float, found: Signal, now: float) -> float | None:
        true = found.value
        span = self.chosen(function, measuring_range, true)
        if abs(true) > _OVER * span:
            return None
        errors, part = self.errors, true / span
        gain = errors.gain + (errors.ac if function.endswith("AC") else 0.0)
        gain += {"C": errors.shunt, "R": errors.reference_resistor, "F": errors.reference_resistor}.get(
            function[0], 0.0
        )
        gain += errors.temperature * (self.temperature(now) - 23.0)
        gain += errors.drift * (1.0 - math.exp(-now / _DRIFT_TIME))
        scatter = errors.noise * normal(*self.key, function, round(now * 1000))
        bow = 4.0 * part * (1.0 - abs(part))
        behind = found.direction * errors.hysteresis * (abs(bow) if abs(part) < 1.0 else 0.0)
        error = true * gain + span * (errors.offset + scatter + errors.nonlinearity * bow - behind)
        step = span * 10.0**-self.digits
        return round((true + error * 1e-6) / step) * step

    def _input(self, function: str, now: float) -> Signal | None:
        """True quantity on the terminals; None for an open circuit under a resistance function."""
        unit, alternating = {"V": "V", "C": "A"}.get(function[0], "Ω"), function.endswith("AC")
        found = self._on("A" if unit == "A" else "V", now)
        if unit == "Ω":
            return self._resistance(function, found, now)
        if found is None or found.unit != unit or bool(found.frequency) != alternating:
            return Signal(unit, 0.0)
        return found

    def _resistance(self, function: str, found: Signal | None, now: float) -> Signal | None:
        if found is None or found.unit != "Ω":
            return None
        if function == "RES":
            return replace(found, value=found.value + _LEADS)
        return None if self._on("S", now) is None else found

    def _on(self, pair: str, now: float) -> Signal | None:
        return self.leads[pair].at(now) if pair in self.leads else None
