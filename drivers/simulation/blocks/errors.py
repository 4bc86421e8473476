"""How an indication errs: one small class for each way, to be combined.

The size of a block is its first field. Sizes of `Gain`, `GainDrift`, `Small`, `Large` and `Warmth` are parts of the
reading (0.01 is 1 %); every other size is in the size unit of the channel (`Channel.per`; without it the unit of the
channel). In an honest sample a size is the half width of what the seed draws.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from drivers.simulation.noise import normal, uniform


@dataclass(frozen=True, slots=True)
class State:
    """What an error may depend on.

    Attributes:
        true: What goes in.
        now: World time in s.
        lower: Lower end of the range.
        upper: Upper end of the range.
        per: What a size of one is.
        direction: How the value was come to: 1 from below, −1 from above.
        visit: How many times it has been approached.
        changed: World time of the last change.
        air: Air temperature in °C.
        key: What the noise belongs to.
        inputs: Values of the inputs, before the law: for an error that depends on a frequency, a temperature.
    """

    true: float
    now: float
    lower: float = 0.0
    upper: float = 1.0
    per: float = 1.0
    direction: int = 0
    visit: int = 0
    changed: float = -1e9
    air: float = 20.0
    key: tuple[object, ...] = ()
    inputs: tuple[float, ...] = ()

    @property
    def part(self) -> float:
        """Where in the range."""
        return (self.true - self.lower) / (self.upper - self.lower)

    @property
    def middle(self) -> float:
        """1 in the middle of the range, 0 at its ends and beyond."""
        return max(0.0, 4.0 * self.part * (1.0 - self.part))


@dataclass(frozen=True, slots=True)
class Block:
    """One way to err."""

    size: float
    #: How the seed draws an honest size: `signed`, `positive`, or `kept` as it is.
    drawn: ClassVar[str] = "signed"

    def honest(self, *key: object) -> Self:
        """The block of an honest sample."""
        if self.drawn == "kept":
            return self
        part = uniform(*key, type(self).__name__)
        return replace(self, size=self.size * (abs(part) if self.drawn == "positive" else part))

    def error(self, at: State) -> float:  # noqa: ARG002  a block that bends the input has none
        """What is added to the value."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Gain(Block):
    """Of the reading, everywhere."""

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true


@dataclass(frozen=True, slots=True)
class Offset(Block):
    """Everywhere the same."""

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per


@dataclass(frozen=True, slots=True)
class AtFull(Block):
    """Straight, this much at the upper end of the range."""

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * at.part


@dataclass(frozen=True, slots=True)
class Cubic(Block):
    """This much at the upper end and little elsewhere."""

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * at.part**3


@dataclass(frozen=True, slots=True)
class Bow(Block):
    """Largest in the middle of the range, nothing at its ends."""

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * at.middle


@dataclass(frozen=True, slots=True)
class Wave(Block):
    """One full sine over the range."""

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * math.sin(2.0 * math.pi * at.part)


@dataclass(frozen=True, slots=True)
class Small(Block):
    """Of the reading, below a part of the range (`below`), growing towards zero: a meter at its smallest flow."""

    below: float = 0.1

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true * max(0.0, 1.0 - abs(at.part) / self.below)


@dataclass(frozen=True, slots=True)
class Large(Block):
    """Of the reading, above a part of the range (`above`), growing: a meter at its largest flow."""

    above: float = 0.5

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true * max(0.0, (abs(at.part) - self.above) / (1.0 - self.above))


@dataclass(frozen=True, slots=True)
class Hysteresis(Block):
    """In the middle of the range: this much less when come to from below, more from above."""

    drawn: ClassVar[str] = "positive"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return -self.size * at.per * at.direction * at.middle


@dataclass(frozen=True, slots=True)
class Alternation(Block):
    """Each approach to one value reads this much more and less in turn."""

    drawn: ClassVar[str] = "positive"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * (0 if not at.visit else 1 if at.visit % 2 else -1)


@dataclass(frozen=True, slots=True)
class Noise(Block):
    """Standard deviation from reading to reading; limited to three of them."""

    drawn: ClassVar[str] = "kept"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * normal(*at.key, "noise", round(at.now * 1000)) if self.size else 0.0


@dataclass(frozen=True, slots=True)
class Scatter(Block):
    """Standard deviation from one approach to the next; the same as long as the value stays."""

    drawn: ClassVar[str] = "kept"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * normal(*at.key, "scatter", round(at.changed * 1000)) if self.size else 0.0


@dataclass(frozen=True, slots=True)
class Drift(Block):
    """Everywhere the same, builds up with a time constant `tau` in s."""

    tau: float = 600.0

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * (1.0 - math.exp(-max(0.0, at.now) / self.tau))


@dataclass(frozen=True, slots=True)
class GainDrift(Block):
    """Of the reading, builds up with a time constant `tau` in s."""

    tau: float = 600.0

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true * (1.0 - math.exp(-max(0.0, at.now) / self.tau))


@dataclass(frozen=True, slots=True)
class Creep(Block):
    """Goes on by this much at the upper end after each change, with a time constant `tau` in s."""

    tau: float = 120.0

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * at.part * (1.0 - math.exp(-max(0.0, at.now - at.changed) / self.tau))


@dataclass(frozen=True, slots=True)
class Warmth(Block):
    """Of the reading, per kelvin of the air away from `about` °C."""

    about: float = 20.0

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true * (at.air - self.about)


@dataclass(frozen=True, slots=True)
class Idle(Block):
    """Shown or counted where nothing goes in."""

    drawn: ClassVar[str] = "positive"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per if at.true == 0.0 else 0.0


@dataclass(frozen=True, slots=True)
class Shaped(Block):
    """An error of a shape of its own: `shape` of the state, times the size."""

    shape: Callable[[State], float] = lambda _at: 1.0

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.per * self.shape(at)
