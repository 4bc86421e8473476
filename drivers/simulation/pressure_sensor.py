"""Physics of a simulated digital gauge: from the pressure on its port to the number before it is rounded."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from drivers.simulation.blocks.quantity import Node
from drivers.simulation.noise import normal

#: Usual size of each defect, in % of full scale.
DEFECTS = {
    "gain": 0.5,
    "offset": 0.3,
    "nonlinearity": 0.3,
    "hysteresis": 0.3,
    "noise": 0.1,
    "drift": 0.5,
    "temperature": 0.05,
}
_DRIFT_TIME = 600.0


@dataclass(frozen=True, slots=True)
class SensorErrors:
    """Errors of one sample, in % of full scale.

    Attributes:
        gain: Straight, this much at full scale.
        offset: Everywhere.
        nonlinearity: Largest at half of full scale.
        hysteresis: At half of full scale reads this much less from below, this much more from above.
        noise: One standard deviation.
        drift: Everywhere, builds up within some ten minutes.
        temperature: Straight, at full scale, per kelvin away from 20 °C.
    """

    gain: float = 0.0
    offset: float = 0.0
    nonlinearity: float = 0.0
    hysteresis: float = 0.0
    noise: float = 0.0
    drift: float = 0.0
    temperature: float = 0.0

    def with_defect(self, defect: str, size: float) -> "SensorErrors":
        """The same sample with one defect; raises `KeyError` for a defect that digital gauges do not have."""
        if defect not in DEFECTS:
            raise KeyError(defect)
        return replace(self, **{defect: size})


@dataclass
class PressureSensor:
    """One sensor on a pressure line.

    Attributes:
        line: What it hangs on, in kPa.
        errors: Its errors.
        key: What its noise belongs to.
        full_scale: Its own, kPa.
        air: Air temperature in °C at a time.
    """

    line: Node
    errors: SensorErrors
    key: tuple[object, ...] = ()
    full_scale: float = 1000.0
    air: Callable[[float], float] = lambda _now: 20.0

    def shown(self, now: float) -> float:
        """What it would show with endless digits, kPa."""
        errors, full = self.errors, self.full_scale
        pressure = self.line.at(now)
        part = pressure / full
        middle = 4.0 * part * (1.0 - part) if 0.0 < part < 1.0 else 0.0
        percent = part * (errors.gain + errors.temperature * (self.air(now) - 20.0)) + errors.offset
        percent += (errors.nonlinearity - errors.hysteresis * self.line.direction) * middle
        percent += errors.drift * (1.0 - math.exp(-now / _DRIFT_TIME))
        percent += errors.noise * normal(*self.key, "pressure", round(now * 1000)) if errors.noise else 0.0
        return pressure + full * percent / 100.0
