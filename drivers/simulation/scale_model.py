"""Physics of a simulated scale: from what lies on the pan to the unrounded weight, closed-form in time."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from drivers.simulation.nameplate import ScalePlate
from drivers.simulation.noise import normal
from drivers.simulation.scale_errors import ScaleErrors

_CREEP_TIME, _DRIFT_TIME, _GROWTH_TIME = 60.0, 5.0, 300.0
_SETTLING = 1.5


@dataclass
class ScaleModel:
    """State of the pan and the characteristic above it; masses in g, times in s.

    Attributes:
        plate: Nameplate.
        errors: The sample's errors.
        key: What the sample's noise belongs to (seed, serial number).
        air: Air temperature in °C at a time.
        selected: Which range of a multiple range instrument it weighs in.
    """

    plate: ScalePlate
    errors: ScaleErrors
    key: tuple[object, ...]
    air: Callable[[float], float] = lambda _now: 20.0
    placed: float = 0.0
    added: float = 0.0
    position: str = "centre"
    falling: bool = False
    changed: float = -1e9
    loaded: float = -1e9
    zeroed: float = -1e9
    tare: float = 0.0
    offset: float = 0.0
    extra: float = 0.0
    turned: bool = False
    lag: float = 0.0
    selected: int = -1
    visits: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.offset = self._zero_residual()

    def place(self, mass: float, position: str, now: float) -> None:
        """Replace what lies on the pan; a firm load overcomes any play of the mechanism."""
        before = self.placed + self.added
        maximum = float(self.plate.maximum)
        if abs(mass - before) > 0.001 * maximum:
            self.falling = mass < before and mass > 0.001 * maximum
        self.extra = self._placement_error(before, mass, now)
        self.placed, self.added, self.position = mass, 0.0, position
        self.changed = self.loaded = now
        self.turned, self.lag = False, 0.0

    def add(self, mass: float, now: float) -> None:
        """Add or take away small weights gently: a mechanism that sticks lags when it turns from falling to rising."""
        self.added += mass
        self.turned = self.turned or mass < 0
        play = self.errors.backlash * self.interval_at(self.placed)
        self.lag = min(play, max(0.0, self.lag + mass)) if self.turned else 0.0
        self.changed = now

    def set_zero(self, now: float) -> None:
        """Take the present load as zero, as well as the sample can."""
        self.tare, self.zeroed = 0.0, now
        self.offset = 0.0
        self.offset = self._zero_residual() - self.gross(now)

    def set_tare(self, now: float) -> None:
        """Take the present load as tare, as well as the sample can."""
        self.tare = self.gross(now) - self.errors.tare * float(self.ranges[0][1])

    def stable_in(self, now: float) -> float:
        """Seconds until the indication is stable; 0 when it is."""
        return max(0.0, self.changed + _SETTLING - now)

    @property
    def ranges(self) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
        """Upper end, e and d of the partial ranges between which the display changes by itself."""
        return (self.plate.ranges[self.selected],) if self.plate.multiple else self.plate.ranges

    def interval_at(self, load: float) -> float:
        """Verification interval e at a load."""
        return float(next((e for upper, e, _ in self.ranges if load <= upper), self.ranges[-1][1]))

    def gross(self, now: float) -> float:
        """Unrounded gross weight."""
        load = self.placed + (0.0 if self.errors.stuck else self.added) - self.lag
        drift = self.errors.drift * float(self.ranges[0][1]) * (1.0 - math.exp((self.zeroed - now) / _DRIFT_TIME))
        return load + self._characteristic(load, now) + self.extra + self.offset + drift

    def net(self, now: float) -> float:
        """Unrounded net weight."""
        net, last = self.gross(now) - self.tare, self.ranges[-1]
        return net + self.errors.net * float(last[1]) * net / float(last[0]) if self.tare else net

    def _characteristic(self, load: float, now: float) -> float:
        errors, maximum = self.errors, float(self.plate.maximum)
        first, last = float(self.ranges[0][1]), float(self.ranges[-1][1])
        part = load / maximum
        smooth = (
            first * (errors.gain * part + errors.curve * math.sin(2 * math.pi * part)) + last * errors.bend * part**3
        )
        if self.plate.multiple and self.selected:
            smooth += last * errors.second_range * part
        here = self.interval_at(load)
        after = errors.hysteresis * here * 4.0 * part * (1.0 - part) if self.falling else 0.0
        slow = first * errors.creep * part * (1.0 - math.exp((self.loaded - now) / _CREEP_TIME))
        slow += last * errors.growth * part**3 * (1.0 - math.exp(-now / _GROWTH_TIME))
        slow += first * errors.temperature * part * (self.air(now) - 20.0)
        corner = 0.0
        where = {"beginning": "1", "middle": "2", "end": "3"}.get(self.position, self.position)
        if where.isdecimal():
            corner = errors.corners[(int(where) - 1) % 4] * here * 3.0 * part
        return smooth + after + slow + corner

    def _placement_error(self, before: float, mass: float, now: float) -> float:
        first, maximum = float(self.ranges[0][1]), float(self.plate.maximum)
        if mass == 0.0:
            return 0.0
        scatter = self.errors.scatter * first * normal(*self.key, "placement", round(mass), round(now * 1000)) / 3.0
        if before > 0.01 * maximum or mass < 0.45 * maximum:
            return scatter
        visit = self.visits[round(mass)] = self.visits.get(round(mass), 0) + 1
        sign = 1.0 if visit % 2 else -1.0
        return scatter + sign * self.errors.alternation * self.interval_at(mass)

    def _zero_residual(self) -> float:
        return self.errors.zero * float(self.ranges[0][1])
