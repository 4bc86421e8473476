"""A channel that counts a rate: a sum over time that does not depend on how often it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from drivers.simulation.blocks.channel import Indication, Total, times_of

#: Ends of the intervals after a change, in s: fine while a quantity settles, wide when it has.
_GRID = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 64.0, 128.0, 256.0)
_WIDE = 256.0


@dataclass
class Counter(Indication):
    """A counter of one sample.

    Attributes:
        begun: World time from which it counts.
        ended: World time until which; None while it counts.
        before: What it showed at `begun`.
    """

    begun: float = field(default=0.0, init=False)
    ended: float | None = field(default=None, init=False)
    before: float | None = field(default=None, init=False)
    _known: dict[tuple[float, float, int, int], float] = field(default_factory=dict, init=False)

    def counted(self, now: float) -> float:
        """Count before its last digit is cut off."""
        spec = self._total
        start = self.figure(spec.start, spec.unit) if self.before is None else self.before
        if self.stuck:
            return start
        end = now if self.ended is None else min(now, self.ended)
        return start + spec.per_second * sum(self._portion(since, till, end) for since, till in self._intervals(end))

    def _portion(self, since: float, till: float, end: float) -> float:
        """What is counted in an interval; of one that has ended it is kept for each way of coming to the value."""
        key = since, till, self.direction, self.visit
        if till == end or key not in self._known:
            counted = self.erring((since + till) / 2.0) * (till - since)
            if till == end:
                return counted
            self._known[key] = counted
        return self._known[key]

    def restart(self, now: float, value: float = 0.0) -> None:
        """Set to a value and count from now on."""
        self.begun, self.ended, self.before = now, None, value
        self._known.clear()

    def stop(self, now: float) -> None:
        """Count no further."""
        self.ended = now

    def count(self, now: float) -> int:
        """Pulses given until a time."""
        return int(self.counted(now) * self._total.pulses)

    def rate(self, now: float) -> float:
        """What it counts in a second."""
        return self.erring(now) * self._total.per_second

    def frequency(self, now: float) -> float:
        """Present rate of the pulses in Hz."""
        return abs(self.rate(now)) * self._total.pulses

    def _value(self, now: float, arguments: Sequence[Any]) -> float:  # noqa: ARG002  nothing to ask
        return self.counted(now)

    @property
    def _total(self) -> Total:
        assert isinstance(self.spec, Total)  # noqa: S101  made for nothing else
        return self.spec

    def _intervals(self, end: float) -> Iterator[tuple[float, float]]:
        """Intervals within which nothing changes at once, on a grid that begins at each change."""
        nodes = [node for name in self.spec.inputs if (node := self.node(name)) is not None]
        changes = sorted({when for node in nodes for when in times_of(node) if self.begun < when < end})
        for begin, until in zip([self.begun, *changes], [*changes, end], strict=True):
            yield from _grid(begin, until)


def _grid(begin: float, until: float) -> Iterator[tuple[float, float]]:
    edges = [begin + edge for edge in _GRID if begin + edge < until]
    while edges and edges[-1] + _WIDE < until:
        edges.append(edges[-1] + _WIDE)
    if edges:
        yield from zip(edges, [*edges[1:], until], strict=True)
