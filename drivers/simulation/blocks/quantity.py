"""A quantity that somebody or something sets: closed-form in time, remembering its approaches."""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable


@runtime_checkable
class Node(Protocol):
    """What a wire, a hose or a pipe brings to an input."""

    @property
    def unit(self) -> str:
        """Unit of its value."""
        ...

    @property
    def direction(self) -> int:
        """How the value was come to: 1 from below, −1 from above, 0 when it never moved."""
        ...

    @property
    def visit(self) -> int:
        """How many times this value has been approached."""
        ...

    @property
    def steps(self) -> list[tuple[float, float]]:
        """World times in s of its changes, and where it went."""
        ...

    def at(self, now: float) -> float:
        """True value."""
        ...


class Stretch(NamedTuple):
    """From one change of a quantity to the next.

    Attributes:
        began: World time in s.
        start: Value at that time.
        target: Where it goes.
    """

    began: float
    start: float
    target: float


def stretch_at(stretches: Sequence[Stretch], now: float) -> Stretch:
    """The stretch of a time; the first one for a time before it."""
    if now >= stretches[-1].began:
        return stretches[-1]
    return stretches[max(0, bisect_right(stretches, now, key=lambda stretch: stretch.began) - 1)]


@dataclass
class Quantity:
    """A quantity: a ramp that runs into an exponential, without overshoot.

    Attributes:
        unit: Its unit.
        tau: Time constant of the last stretch in s; 0: at once.
        rate: Fastest change per s; 0: no limit.
        rest: Value when nobody sets anything.
        gain: True value per set value, minus one: the source's own error.
        offset: True value where zero is set.
        stands: Largest value that may be set; None where there is no end.
    """

    unit: str
    tau: float = 0.0
    rate: float = 0.0
    rest: float = 0.0
    gain: float = 0.0
    offset: float = 0.0
    stands: float | None = None
    direction: int = field(default=0, init=False)
    visit: int = field(default=0, init=False)
    steps: list[tuple[float, float]] = field(default_factory=list, init=False)
    times: list[float] = field(default_factory=list, init=False)
    watched: list[Callable[[float], None]] = field(default_factory=list, init=False)
    _visits: dict[float, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._stretches = [Stretch(0.0, self.rest, self.rest)]

    @property
    def target(self) -> float:
        """Where it goes."""
        return self._stretches[-1].target

    def go(self, target: float, now: float) -> float:
        """Begin to move towards a value; returns the seconds until it is there, but for a millionth of the way."""
        for told in self.watched:
            told(target)
        if target != self.target:
            self.direction = 1 if target > self.target else -1
            self.visit = self._visits[target] = self._visits.get(target, 0) + 1
        self._stretches.append(Stretch(now, self.controlled(now), target))
        self.steps.append((now, target))
        self.times.append(now)
        return self._ramp(self._stretches[-1]) + 14.0 * self.tau

    def controlled(self, now: float) -> float:
        """Value as it was set, on its way."""
        stretch = stretch_at(self._stretches, now)
        target, change = stretch.target, stretch.target - stretch.start
        if change == 0.0 or (not self.tau and not self.rate):
            return target
        ramp, elapsed = self._ramp(stretch), now - stretch.began
        if elapsed < ramp:
            return stretch.start + math.copysign(self.rate * elapsed, change)
        if not self.tau:
            return target
        knee = min(abs(change), self.rate * self.tau) if self.rate else abs(change)
        return target - math.copysign(knee * math.exp(-(elapsed - ramp) / self.tau), change)

    def at(self, now: float) -> float:
        """True value; nothing set is exactly nothing."""
        value = self.controlled(now)
        return value * (1.0 + self.gain) + self.offset if value != self.rest else value

    @property
    def on(self) -> bool:
        """Whether anything is set."""
        return self.target != self.rest

    def _ramp(self, stretch: Stretch) -> float:
        change = abs(stretch.target - stretch.start)
        return (change - min(change, self.rate * self.tau)) / self.rate if self.rate else 0.0
