"""A channel taken with a stopwatch: seconds from the last change of the input until a channel responds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drivers.simulation.blocks.channel import Channel, Indication

#: How long anybody waits, and how finely the watch is read.
_PATIENCE, _FINE = 1800.0, 0.01
#: Just before a change.
_JUST = 1e-3


@dataclass(frozen=True, slots=True)
class Response(Channel):
    """Seconds until the channel that it takes has responded.

    Attributes:
        part: Of the whole change: 0.9 for t90.
        level: Value that the channel must come to instead, in the unit of that channel: a number, or a field of the
            nameplate; None for a part of the change.
        of: Unit of the level.
    """

    part: float = 0.9
    level: float | str | None = None
    of: str = ""


@dataclass
class Watched(Indication):
    """The stopwatch of one sample."""

    def lasts(self, now: float) -> float:
        """The person waits as long as it takes."""
        return max(0.0, self.changed(now) + self.at(now) - now)

    def changed(self, now: float) -> float:
        """World time of the last change."""
        return max((when for when in self.times if when <= now), default=now)

    def given(self, values: Sequence[float], now: float, arguments: Sequence[Any]) -> float:  # noqa: ARG002  nothing to ask
        """Seconds; those of the longest patience where it never responds."""
        watched, spec = self.node(self.spec.inputs[0]), self.spec
        assert isinstance(spec, Response)  # noqa: S101  made for nothing else
        began = self.changed(now)
        if watched is None:
            return _PATIENCE
        start, end = watched.at(began - _JUST), watched.at(began + _PATIENCE)
        goal = start + spec.part * (end - start) if spec.level is None else self.figure(spec.level, spec.of)
        rising = end > start
        if start == end or (goal > end if rising else goal < end):
            return _PATIENCE

        def there(seconds: float) -> bool:
            value = watched.at(began + seconds)
            return value >= goal if rising else value <= goal

        early, late = 0.0, _PATIENCE
        while late - early > _FINE:
            middle = (early + late) / 2.0
            early, late = (early, middle) if there(middle) else (middle, late)
        return late
