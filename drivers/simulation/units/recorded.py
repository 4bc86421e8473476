"""Units whose signals are sampled by a recorder with a clock of its own: `captured` gives times as it shows them.

A kind has a channel `clock`: what its recorder is ahead, in s. A timing signal that both recorders of a bench are given
is the same function of time for both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drivers.simulation.blocks.at_work import Unanswerable, UnitAtWork
from drivers.simulation.blocks.unit import Unit
from drivers.simulation.noise import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.world import World

CAPTURED: Final = "captured"
MARKER: Final = "marker"
CLOCK: Final = "clock"
BEFORE: Final = 0.5
"""Seconds before a change from which on it is sampled."""
INTERVALS: Final = 600
"""Points of a recording whose kind says nothing else."""
NOISE: Final = 0.004
"""Noise of the timing signal in V."""


def marker(t: float) -> float:
    """The timing signal in V, t in s after it was asked for."""
    first, second = math.exp(-(((t - 1.0) / 0.12) ** 2)), math.exp(-(((t - 2.4) / 0.2) ** 2))
    return 4.0 * first + 2.4 * second


@dataclass(frozen=True)
class RecordedUnit(Unit):
    """A kind of unit with a recorder.

    Attributes:
        marked: Input that brings the timing signal.
        intervals: Seconds between two points of a channel, where it is not a six hundredth of the recording.
        running: Channels of a process, which are sampled until the question, and not from a change on.
    """

    marked: str = "marked"
    intervals: Mapping[str, float] = field(default_factory=dict)
    running: tuple[str, ...] = ()

    @property
    def methods(self) -> frozenset[str]:
        """Readings and commands; a recorder captures."""
        return super().methods | {CAPTURED}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> object:
        """The unit with this nameplate and its recorder."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        unit = Recorder(self, sample, {**self.usual, **plate}, world)
        world.finds(position, unit.findings)
        world.writes(position, unit.writings)
        return unit


class Recorder(UnitAtWork):
    """One unit with its recorder."""

    kind: RecordedUnit

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, Any] | None, float]:
        """Capture a signal, or what every unit does."""
        if method != CAPTURED:
            return super().ask(method, arguments)
        signal, seconds = str(arguments[0]), float(arguments[1])
        if signal != MARKER and signal not in self.channels:
            known = ", ".join((MARKER, *self.channels))
            raise Unanswerable(f"{self.kind.name} records no {signal!r}; it records {known}")
        now = self._world.now()
        if signal in self.kind.running:
            begun, before = now - seconds, 0.0
        else:
            node = self._node(self.kind.marked if signal == MARKER else self.kind.channels[signal].inputs[0])
            changes = [when for when, _ in node.steps if when <= now] if node is not None else []
            begun, before = max(changes, default=now), BEFORE
        interval = self.kind.intervals.get(signal, round((seconds + before) / INTERVALS, 6))
        count = round((seconds + before) / interval)
        times = [begun - before + n * interval for n in range(count + 1)]
        points = [[f"{t + self._ahead(t):.6f}", self._sampled(signal, t, t - begun)] for t in times]
        unit = "V" if signal == MARKER else self.channels[signal].unit
        return {"points": points, "unit": unit}, max(0.0, times[-1] - now)

    def _ahead(self, now: float) -> float:
        return self.channels[CLOCK].at(now) if CLOCK in self.channels else 0.0

    def _sampled(self, signal: str, now: float, since: float) -> str:
        if signal != MARKER:
            return f"{self.channels[signal].shown(now):f}"
        return f"{marker(since) + NOISE * normal(*self.sample.key, MARKER, round(now * 1e6)):.3f}"
