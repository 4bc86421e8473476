"""Whether a recording shows a step at all, and whether a fitted model describes it."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING, Final

from metrology.dynamics.recording import UnusableRecording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.dynamics.recording import Recording
    from metrology.dynamics.step_response import StepResponse

LEAST_TO_NOISE: Final = 3.0
"""The change is at least so many standard deviations of the noise."""
LEAST_TO_STEP: Final = 10.0
"""The change is at least so many resolutions."""
LEAST_POINTS: Final = 5
"""Points between 5 % and 95 % of the change."""
LEAST_PART: Final = 0.95
"""Part of the change that the recording shows; the rest would be extrapolated."""
MISFIT: Final = 3.0
LARGEST_RESIDUAL: Final = 0.01
"""No model describes a recording whose residuals are larger than 3 times the noise and than 1 % of the change."""
PLATEAU: Final = 0.3
"""Part of the time from 5 % to 95 % of the change for which a single step does not stay in a twentieth of it."""


def ends(recording: Recording) -> tuple[float, float]:
    """Value before the step (mean of what lies before time 0, else the first point) and mean of the last eighth."""
    before = [y for t, y in zip(recording.times, recording.values, strict=True) if t < 0] or [recording.values[0]]
    return fmean(before), fmean(recording.values[-max(len(recording.values) // 8, 2) :])


def level_times(recording: Recording, parts: Sequence[float]) -> list[float]:
    """Times at which a recording first reaches parts of its change, each the middle of an interval."""
    start, end = ends(recording)
    found = []
    for part in parts:
        goal, rising = start + part * (end - start), end > start
        n = next((n for n, y in enumerate(recording.values) if (y >= goal if rising else y <= goal)), 0)
        found.append((recording.times[n] + recording.times[max(n - 1, 0)]) / 2)
    return found


def check_before(recording: Recording) -> None:
    """Refuse what shows no step.

    Raises:
        UnusableRecording: There is none, or the noise hides it.
    """
    start, end = ends(recording)
    change, noise = abs(end - start), recording.noise
    scatter = noise / math.sqrt(max(len(recording.values) // 8, 2))
    if change < LEAST_TO_STEP * recording.step or change <= 4.0 * scatter:
        raise UnusableRecording(
            "no_step",
            f"记录中没有阶跃：变化量 {change:.3g}，噪声 {noise:.3g}，分辨力 {recording.step:g}",
            f"the recording shows no step: a change of {change:.3g} at a noise of {noise:.3g} and a resolution of "
            f"{recording.step:g}",
        )
    if change < LEAST_TO_NOISE * noise:
        raise UnusableRecording(
            "noise",
            f"噪声 {noise:.3g} 大于阶跃 {change:.3g} 的三分之一",
            f"the noise of {noise:.3g} is more than a third of the step of {change:.3g}",
        )


def check_after(recording: Recording, found: StepResponse) -> None:
    """Refuse a fit that does not describe its recording.

    Raises:
        UnusableRecording: Points too far apart, a recording that ends early, a model that does not fit, two steps.
    """
    change = found.value("change")
    first, last = found.time_to(0.05), found.time_to(0.95)
    inside = sum(float(first.value) <= t <= float(last.value) for t in recording.times)
    if found.residual > max(MISFIT * recording.noise, LARGEST_RESIDUAL * abs(change)):
        _refuse_misfit(recording, found)
    if inside < LEAST_POINTS:
        raise UnusableRecording(
            "sampling",
            f"采样过慢：变化过程中只有 {inside} 个点，至少需要 {LEAST_POINTS} 个",
            f"sampled too slowly: {inside} points while the value changes, at least {LEAST_POINTS} are needed",
        )
    if recording.times[-1] < float(last.value):
        raise UnusableRecording(
            "short",
            f"记录在 {recording.times[-1]:g} s 结束，未达到变化量的 {LEAST_PART:.0%}（{float(last.value):.4g} s）",
            f"the recording ends at {recording.times[-1]:g} s, before {LEAST_PART:.0%} of the change at "
            f"{float(last.value):.4g} s",
        )


def refuse_two_steps(recording: Recording) -> None:
    """Refuse a recording that comes to rest between its ends.

    Raises:
        UnusableRecording: It does.
    """
    if _stands_between(recording):
        raise UnusableRecording(
            "two_steps", "记录中有不止一个阶跃，请重新记录", "the recording shows more than one step; record again"
        )


def _refuse_misfit(recording: Recording, found: StepResponse) -> None:
    refuse_two_steps(recording)
    s, name = found.residual, found.model.name
    raise UnusableRecording(
        "model",
        f"{name.zh}模型不能描述该记录：残差标准差 {s:.3g}，噪声 {recording.noise:.3g}",
        f"the model of {name.en} does not describe the recording: residuals of {s:.3g} at a noise of "
        f"{recording.noise:.3g}",
    )


def _stands_between(recording: Recording) -> bool:
    """Whether the value stays at a level between its ends: two steps and not one."""
    start, end = ends(recording)
    parts = [(y - start) / (end - start) for y in recording.values]
    begin, done = (next((n for n, part in enumerate(parts) if part >= level), 0) for level in (0.05, 0.95))
    moving = parts[begin:done]
    bands = [sum(low <= part < low + 0.05 for part in moving) for low in (0.1 + 0.025 * k for k in range(31))]
    return len(moving) > LEAST_POINTS and max(bands) > PLATEAU * len(moving)
