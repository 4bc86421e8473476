"""A simulated pointer gauge and the eye that reads it to a part of a division."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from drivers.simulation.nameplate import GaugePlate
from drivers.simulation.noise import uniform
from drivers.simulation.pressure_line import Approach, PressureLine
from metrology.units import convert

#: Default size of each defect, in class widths (class number taken as % of span).
DEFECTS = {
    "span": 2.0,
    "zero": 1.6,
    "zero_drift": 1.6,
    "hysteresis": 0.7,
    "friction": 0.8,
    "sticking": 1.0,
    "non_repeatability": 0.7,
    "appearance": 1.0,
    "drifting": 3.0,
    "creeping": 1.5,
    "temperature": 0.6,
    "dropped": 2.0,
    "stuck": 1.0,
}


@dataclass(frozen=True, slots=True)
class GaugeErrors:
    """Errors of one sample, in class widths.

    Attributes:
        gain: Error at the upper end of a straight characteristic.
        curve: Amplitude of a full sine over the scale.
        hysteresis: Rising reads this much less and falling this much more at mid-scale.
        friction: The pointer lags by this much until the case is tapped.
        alternation: Each repeated approach to a pressure reads this much more and less in turn.
        pin: Displacement of the pin that the pointer rests on.
        pin_drift: Displacement of the pin that grows during the first minutes.
        growth: Error at the upper end that builds up within some minutes.
        creep: The pointer goes on by this much at the upper end, within minutes, and comes back as slowly.
        temperature: Error at the upper end per kelvin away from 20 °C.
        stuck: The pointer stays where it was read first.
        jumps: The pointer moves in visible jumps.
        appearance: Dial, glass or marks are not in order.
    """

    gain: float = 0.0
    curve: float = 0.0
    hysteresis: float = 0.0
    friction: float = 0.0
    alternation: float = 0.0
    pin: float = 0.0
    pin_drift: float = 0.0
    growth: float = 0.0
    creep: float = 0.0
    temperature: float = 0.0
    stuck: bool = False
    jumps: bool = False
    appearance: bool = False


def honest(seed: int, serial: str) -> GaugeErrors:
    """Errors of an honest sample, drawn from the seed."""
    return GaugeErrors(
        gain=0.10 * uniform(seed, serial, "gain"),
        curve=0.08 * uniform(seed, serial, "curve"),
        hysteresis=0.05 * abs(uniform(seed, serial, "hysteresis")),
        friction=0.10 * abs(uniform(seed, serial, "friction")),
    )


def with_defect(errors: GaugeErrors, defect: str, size: float) -> GaugeErrors:
    """The same sample with one defect; raises `KeyError` for a defect that gauges do not have."""
    quiet = replace(errors, gain=0.2 * errors.gain, curve=0.2 * errors.curve, hysteresis=0.0, friction=0.0)
    return {
        "span": replace(quiet, gain=size),
        "zero": replace(errors, pin=size),
        "zero_drift": replace(errors, pin_drift=size),
        "hysteresis": replace(quiet, hysteresis=size),
        "friction": replace(quiet, friction=size),
        "sticking": replace(errors, jumps=True),
        "non_repeatability": replace(quiet, alternation=size),
        "appearance": replace(errors, appearance=True),
        "drifting": replace(quiet, growth=size),
        "creeping": replace(quiet, creep=size),
        "temperature": replace(quiet, temperature=size),
        "dropped": replace(quiet, gain=size, pin=0.8 * size),
        "stuck": replace(quiet, stuck=True),
    }[defect]


@dataclass
class SimulatedGauge:
    """One gauge on the pressure line.

    Attributes:
        plate: Nameplate.
        errors: The sample's errors.
        line: The pressure line that it is screwed to.
        key: What the sample's noise belongs to.
        air: Air temperature in °C at a time.
    """

    plate: GaugePlate
    errors: GaugeErrors
    line: PressureLine
    key: tuple[object, ...]
    air: Callable[[float], float] = lambda _now: 20.0
    tapped: int = -1
    _first: float | None = None

    def before_tap(self, now: float) -> Decimal:
        """What the eye reads as the pointer stands."""
        return self._read(self._stands(now))

    def after_tap(self, now: float) -> Decimal:
        """Tap the case, then read."""
        self.tapped = self.line.approach.number
        return self._read(self._stands(now))

    def _stands(self, now: float) -> float:
        if self._first is None:
            self._first = self.pointer(now)
        return self._first if self.errors.stuck else self.pointer(now)

    def pointer(self, now: float) -> float:
        """Where the pointer points, in kPa."""
        approach = self.line.approach
        return self.pointing(self.line.pressure(now), approach, now, tapped=self.tapped == approach.number)

    def pointing(self, pressure: float, approach: Approach, now: float, *, tapped: bool) -> float:
        """Where the pointer points at a pressure, in kPa.

        Args:
            pressure: True pressure in kPa.
            approach: How it was come to.
            now: Seconds since the world began.
            tapped: Whether the case has been tapped since.
        """
        plate, errors = self.plate, self.errors
        part = (pressure - plate.lower) / (plate.upper - plate.lower)
        direction = approach.direction
        away_from_zero = min(1.0, max(0.0, part) / 0.05)
        error = errors.gain * part + errors.curve * math.sin(2 * math.pi * part)
        error -= direction * errors.hysteresis * math.sin(math.pi * min(1.0, max(0.0, part)))
        error += errors.alternation * away_from_zero * (1 if approach.visit % 2 else -1)
        error += part * errors.growth * (1.0 - math.exp(-now / 300.0)) + part * errors.temperature * (
            self.air(now) - 20.0
        )
        error += errors.creep * self.line.crept(now) / (plate.upper - plate.lower)
        if not tapped:
            error -= direction * errors.friction * away_from_zero
        shown = pressure + error * plate.class_width
        drifted = errors.pin_drift * (1.0 - 0.2 * math.exp(-now / 300.0))
        pin = plate.lower + (errors.pin + drifted) * plate.class_width
        return max(shown, pin) if plate.stop_pin or pin > plate.lower else shown

    def _read(self, pointer: float) -> Decimal:
        part = self.plate.division / self.plate.parts
        exact = convert(Decimal(repr(pointer)), "kPa", self.plate.unit)
        eye = 0.05 * uniform(*self.key, "eye", self.line.approach.number, self.tapped)
        steps = math.floor(float(exact / part) + eye + 0.5)
        return steps * part
