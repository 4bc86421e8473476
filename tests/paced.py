"""Clocks that go faster than the wall clock: for benches on real links whose waiting times nobody waits for.

What is measured against the wall clock stays as it is: time-outs of links, times in the journal.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import drivers.clock
import drivers.simulation.time


class FasterTime:
    """Stands in for the module `time` where seconds of a run or of a simulated bench are counted."""

    def __init__(self, pace: int) -> None:
        self._pace = pace

    def monotonic_ns(self) -> int:
        """Nanoseconds."""
        return time.monotonic_ns() * self._pace

    def sleep(self, seconds: float) -> None:
        """Let so many seconds of the run pass."""
        time.sleep(seconds / self._pace)  # plays the clock of a slow bench


@contextmanager
def paced(pace: int) -> Iterator[None]:
    """Let the clocks of runs and simulated benches of this process go faster."""
    modules = (drivers.clock, drivers.simulation.time)
    before = [module.time for module in modules]
    for module in modules:
        module.time = FasterTime(pace)  # type: ignore[assignment]
    try:
        yield
    finally:
        for module, kept in zip(modules, before, strict=True):
            module.time = kept
