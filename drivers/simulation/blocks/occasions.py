"""What differs from one occasion to the next: a delivery, a ride, a passage, a transaction begins with a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from drivers.simulation.blocks.errors import Block, State
from drivers.simulation.noise import normal, uniform

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Occasion(Block):
    """A part of the true amount, drawn for each occasion; `size`: its standard deviation; `name`: keeps draws apart."""

    name: str
    drawn: ClassVar[str] = "kept"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true * normal(*at.key, self.name, round(at.changed * 1000))


def while_on(state: int) -> Callable[[State], float]:
    """All of the true amount while the input of this number is 1."""
    return lambda at: at.true * at.inputs[state]


def on_some(fraction: float) -> Callable[[State], float]:
    """All of the true amount on this fraction of the occasions, by chance."""

    def shape(at: State) -> float:
        chosen = (uniform(*at.key, "some", round(at.changed * 1000)) + 1.0) / 2.0 < fraction
        return at.true if chosen else 0.0

    return shape
