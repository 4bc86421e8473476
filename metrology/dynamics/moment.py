"""When a signal switched: a contact that closes, a fast sensor that is hit by the step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from metrology.dynamics.estimate import Estimate
from metrology.dynamics.recording import UnusableRecording
from metrology.dynamics.step_checks import check_before

if TYPE_CHECKING:
    from metrology.dynamics.recording import Recording


def moment_of(recording: Recording) -> Estimate:
    """The moment at which a signal passed the middle of its change for the first and only time.

    It lies between two points: it is taken in the middle, with a rectangular distribution over the interval.

    Raises:
        UnusableRecording: The signal does not change, or passes the middle several times.
    """
    first, last = recording.values[0], recording.values[-1]
    middle, rising = (first + last) / 2, last > first
    if first == last:
        raise UnusableRecording(
            "no_step", "记录中没有阶跃：信号没有变化", "the recording shows no step: the signal does not change"
        )
    check_before(recording)
    beyond = [y >= middle if rising else y <= middle for y in recording.values]
    passes = [n for n in range(1, len(beyond)) if beyond[n] != beyond[n - 1]]
    if len(passes) != 1:
        raise UnusableRecording(
            "bounces",
            f"信号 {len(passes)} 次通过变化量的中点，阶跃时刻不唯一",
            f"the signal passes the middle of its change {len(passes)} times: the moment of the step is ambiguous",
        )
    before, after = recording.times[passes[0] - 1], recording.times[passes[0]]
    return Estimate.of((before + after) / 2, (after - before) / math.sqrt(12.0))
