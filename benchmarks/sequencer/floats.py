"""What every competitor gets, in binary floats as their users give them; nothing here but the standard library.

N points: set a source, read a meter that answers at once, compare the error with 0.1 % of the set-point plus 2 mV, keep
the reading. What is left is the cost of the sequencer.
"""

import os
import statistics
import time
from collections.abc import Callable

N = int(os.environ.get("BENCH_N", "1000"))
REPEATS = int(os.environ.get("BENCH_R", "5"))
POINTS = [i * 0.01 for i in range(N)]


class FloatPair:
    """Source and meter in one."""

    def __init__(self) -> None:
        self.value = 0.0

    def set(self, value: float) -> None:
        """Set the source."""
        self.value = value

    def read(self) -> float:
        """Read the meter."""
        return self.value * 1.0002 + 0.0003


def limit(setpoint: float) -> float:
    return 0.001 * setpoint + 0.002


def conforms(setpoint: float, shown: float) -> bool:
    return abs(shown - setpoint) <= limit(setpoint)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor time of a call, in s."""
    processor, wall = time.process_time(), time.perf_counter()
    run()
    return time.perf_counter() - wall, time.process_time() - processor


def line(name: str, times: list[tuple[float, float]], note: str = "") -> str:
    """Times per observation in µs: the quickest and the middle one, and processor time."""
    wall, processor = (sorted(t / N * 1e6 for t in column) for column in zip(*times, strict=True))
    return f"{name:56s} {wall[0]:8.1f} {statistics.median(wall):8.1f} {processor[0]:8.1f}   {note}"
