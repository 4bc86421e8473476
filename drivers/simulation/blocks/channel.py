"""A channel: what a unit shows of a quantity. Its description, and the channel of one sample at work."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from drivers.simulation.blocks.errors import Block, State
from drivers.simulation.blocks.inputs import InputBlock, Lag, Stuck
from drivers.simulation.noise import uniform

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drivers.simulation.blocks.quantity import Node

_JUST, _LONG = 1e-3, 600.0
"""Just before the next change, and when nothing changes any more, in s."""
TEXT = "text"
"""Unit of a field that is handed over as it is written."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a unit shows.

    A number of the nameplate may stand for a figure: `upper="q3"` takes the field `q3` in the unit of the channel.

    Attributes:
        unit: Unit of what is shown.
        takes: Inputs, quantities or channels of the unit that it depends on; the first one drives the errors.
        law: What is to be shown of them; without it the first one. It is given the inputs, then `fields`, then what
            the question says.
        fields: Fields of the nameplate that the law is given too, each with its unit; with the unit `text` as it
            is written.
        honest: Errors of an honest sample.
        lower: Lower end of the range.
        upper: Upper end of the range.
        per: What a size of one is, in the unit: an interval, a limit.
        step: Resolution; `0` for a channel that nobody reads.
        eye: Part of a step that the eye may be wrong by before it is rounded: a pointer, a column.
        cut: Whether the last digit is cut off instead of rounded, as counters do.
    """

    unit: str
    takes: str | tuple[str, ...]
    law: Callable[..., float] | None = None
    fields: tuple[tuple[str, str], ...] = ()
    honest: tuple[Block, ...] = ()
    lower: float | str = 0.0
    upper: float | str = 1.0
    per: float | str = 1.0
    step: float | str = 0.01
    eye: float = 0.0
    cut: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of what it depends on."""
        return (self.takes,) if isinstance(self.takes, str) else self.takes


@dataclass(frozen=True, slots=True)
class Total(Channel):
    """What a unit counts of a rate: its errors are those of the rate.

    Attributes:
        rate: Unit of the rate; range and errors are in it.
        per_second: Counted in a second at a rate of one; 1/3600 for m³ of m³/h.
        start: What it shows in the beginning.
        pulses: Pulses per unit at its output; 0 without one.
    """

    rate: str = ""
    per_second: float = 1.0
    start: float = 0.0
    pulses: float = 0.0


@dataclass
class Indication:
    """A channel of one sample.

    Attributes:
        spec: Its description.
        blocks: Errors of the sample.
        node: Gives what a name of `takes` brings; None for an input that is on nothing.
        figure: Gives a figure of the description as a number.
        written: Gives a field of the nameplate as it is written.
        air: Air temperature in °C.
        key: What its noise belongs to.
    """

    spec: Channel
    blocks: tuple[Block, ...]
    node: Callable[[str], Node | None]
    figure: Callable[[float | str, str], float]
    written: Callable[[str], str]
    air: Callable[[float], float]
    key: tuple[object, ...]
    _first: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Look once for the blocks that are asked for at every look."""
        self.stuck = any(isinstance(block, Stuck) for block in self.blocks)
        self._lag = next((block for block in self.blocks if isinstance(block, Lag)), None)
        self._bending = [block for block in self.blocks if isinstance(block, InputBlock)]

    @property
    def unit(self) -> str:
        """Unit of what is shown."""
        return self.spec.unit

    @property
    def steps(self) -> list[tuple[float, float]]:
        """Changes of what drives it, and where it went itself."""
        main = self._main
        if main is None or self.spec.law is None:
            return main.steps if main is not None else []
        return [(when, self.goal(number)) for number, when in enumerate(self.times)]

    def goal(self, number: int) -> float:
        """Where a change of what drives it led to."""
        main = self._main
        if main is None or self.spec.law is None:
            return goal_of(main, number) if main is not None else 0.0
        times = times_of(main)
        return self.true(times[number + 1] - _JUST if number + 1 < len(times) else times[number] + _LONG)

    @property
    def times(self) -> list[float]:
        """World times of the changes of what drives it."""
        main = self._main
        return times_of(main) if main is not None else []

    @property
    def direction(self) -> int:
        """How it was come to."""
        main = self._main
        return main.direction if main is not None else 0

    @property
    def visit(self) -> int:
        """How many times it has been approached."""
        main = self._main
        return main.visit if main is not None else 0

    def at(self, now: float, arguments: Sequence[Any] = ()) -> float:
        """What would be shown with endless digits."""
        if self.stuck:
            self._first = self._value(now, arguments) if self._first is None else self._first
            return self._first
        return self._value(now, arguments)

    def lasts(self, now: float) -> float:  # noqa: ARG002  a look takes no time of its own
        """Seconds that it takes to be shown."""
        return 0.0

    def shown(self, now: float, arguments: Sequence[Any] = ()) -> Decimal:
        """What is shown."""
        step = Decimal(repr(self.figure(self.spec.step, self.spec.unit))).normalize()
        steps = Decimal(repr(self.at(now, arguments))) / step
        if self.spec.eye:
            steps += Decimal(repr(self.spec.eye * uniform(*self.key, "eye", round(now * 1000))))
        whole = steps.quantize(Decimal(1), ROUND_FLOOR if self.spec.cut else ROUND_HALF_EVEN)
        value = whole * step
        return abs(value) if value == 0 else value

    def _value(self, now: float, arguments: Sequence[Any]) -> float:
        return self.erring(now, arguments)

    def erring(self, now: float, arguments: Sequence[Any] = ()) -> float:
        """What goes in, bent and with the errors."""
        spec, unit = self.spec, self.spec.rate if isinstance(self.spec, Total) else self.spec.unit
        inputs = [self._input(name, now) for name in spec.inputs]
        true = self.given(inputs, now, arguments)
        if not self.blocks:
            return true
        per, main = self.figure(spec.per, unit), self._main
        times = times_of(main) if main is not None else []
        for block in self._bending:
            true = block.bent(true, per)
        state = State(
            true,
            now,
            self.figure(spec.lower, unit),
            self.figure(spec.upper, unit),
            per,
            main.direction if main is not None else 0,
            main.visit if main is not None else 0,
            times[last - 1] if (last := bisect_right(times, now)) else -1e9,
            self.air(now),
            self.key,
            tuple(inputs),
        )
        return true + math.fsum(block.error(state) for block in self.blocks)

    def true(self, now: float, arguments: Sequence[Any] = ()) -> float:
        """What an errorless unit would be given: the law of its inputs, which a slow one follows late."""
        return self.given([self._input(name, now) for name in self.spec.inputs], now, arguments)

    def given(self, values: Sequence[float], now: float, arguments: Sequence[Any]) -> float:  # noqa: ARG002  a law is of the values
        """The same of inputs that were looked up already."""
        if self.spec.law is None:
            return values[0]
        fields = (self.written(name) if unit == TEXT else self.figure(name, unit) for name, unit in self.spec.fields)
        return float(self.spec.law(*values, *fields, *arguments))

    def _input(self, name: str, now: float) -> float:
        node = self.node(name)
        if node is None:
            return 0.0
        if self._lag is None or name != self.spec.inputs[0]:
            return node.at(now)
        return self._lag.follow(times_of(node), partial(goal_of, node), node.at, now)

    @property
    def _main(self) -> Node | None:
        return self.node(self.spec.inputs[0])


def times_of(node: Node) -> list[float]:
    """World times of the changes of a node; where it went is not computed, as it costs a law for each."""
    times: list[float] | None = getattr(node, "times", None)
    return [when for when, _ in node.steps] if times is None else times


def goal_of(node: Node, number: int) -> float:
    """Where a change of a node went, the others not computed."""
    goal: Callable[[int], float] | None = getattr(node, "goal", None)
    return node.steps[number][1] if goal is None else goal(number)
