"""Sine approximation: amplitude, phase, offset and, where it is not known, frequency (IEEE 1057 and ISO 16063-11).

With a known frequency the fit is linear in A·cos ωt + B·sin ωt + C (three parameters); else ω is found too (four). The
sine is y = a·cos(ωt + φ) + C, so a = √(A² + B²) and φ = atan2(−B, A).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from metrology.dynamics.recording import UnusableRecording
from metrology.uncertainty.vector import propagated

if TYPE_CHECKING:
    from metrology.dynamics.recording import Recording
    from metrology.dynamics.step_models import Floats

LEAST_PERIODS: Final = 1.0
"""Whole periods that a recording has at least."""
FEWEST_A_PERIOD: Final = 2.5
"""Points a period; two would be at the Nyquist limit, beyond which the frequency is another one."""
FARTHEST: Final = 0.1
"""Part of the stated frequency by which the one that is found may be beside it."""
LARGEST_RESIDUAL: Final = 0.5
"""Residuals larger than this part of the amplitude: the recording shows no sine."""
ROUNDS: Final = 50


@dataclass(frozen=True)
class Sine:
    """A fitted sine.

    Attributes:
        frequency: In Hz.
        u_frequency: Its standard uncertainty; 0 where it was known.
        amplitude, phase, offset: a, φ in rad from −π to π at time 0, C.
        covariance: Of amplitude, phase and offset.
        residual: Standard deviation of a point about the sine: noise, harmonics and everything else.
        n: Number of points.
    """

    frequency: float
    u_frequency: float
    amplitude: float
    phase: float
    offset: float
    covariance: tuple[tuple[float, ...], ...]
    residual: float
    n: int

    @property
    def u_amplitude(self) -> float:
        """Standard uncertainty of the amplitude."""
        return math.sqrt(self.covariance[0][0])

    @property
    def u_phase(self) -> float:
        """Standard uncertainty of the phase in rad."""
        return math.sqrt(self.covariance[1][1])


def fit_sine(recording: Recording, frequency: float, *, known: bool = True) -> Sine:
    """Fit a sine.

    Args:
        recording: What was recorded.
        frequency: In Hz; where to begin if it is not known.
        known: Whether it is known well enough to be taken as it is (three parameters).

    Raises:
        UnusableRecording: Sampled too slowly for this frequency, too short, no sine of this frequency.
    """
    if not frequency > 0 or not math.isfinite(frequency):
        raise UnusableRecording(
            "frequency", f"频率 {frequency:g} Hz 不是正数", f"{frequency:g} Hz is no positive frequency"
        )
    if 1.0 / (frequency * recording.interval) < FEWEST_A_PERIOD:
        rate = 1.0 / recording.interval
        raise UnusableRecording(
            "aliasing",
            f"采样率 {rate:.4g} Hz 对 {frequency:g} Hz 过低（混叠），每周期至少 {FEWEST_A_PERIOD} 点",
            f"a sampling rate of {rate:.4g} Hz is too low for {frequency:g} Hz (aliasing); at least {FEWEST_A_PERIOD} "
            "points a period are needed",
        )
    if recording.length * frequency < LEAST_PERIODS:
        raise UnusableRecording(
            "short",
            f"记录只有 {recording.length * frequency:.2g} 个周期，至少需要 1 个",
            f"the recording has {recording.length * frequency:.2g} periods, at least one is needed",
        )
    omega = 2.0 * math.pi * frequency
    linear, matrix, residuals = _solved(recording, omega, None)
    if not known:
        omega, linear, matrix, residuals = _with_frequency(recording, omega)
    found = _sine(recording, omega, linear, matrix, residuals, known=known)
    if not known and abs(found.frequency - frequency) > FARTHEST * frequency:
        raise UnusableRecording(
            "frequency",
            f"记录的频率 {found.frequency:.5g} Hz 与给定的 {frequency:g} Hz 不符",
            f"the recording has a frequency of {found.frequency:.5g} Hz, not {frequency:g} Hz",
        )
    if found.residual > LARGEST_RESIDUAL * found.amplitude:
        raise UnusableRecording(
            "no_sine",
            f"记录中没有 {frequency:g} Hz 的正弦：幅值 {found.amplitude:.3g}，残差 {found.residual:.3g}",
            f"the recording shows no sine of {frequency:g} Hz: an amplitude of {found.amplitude:.3g} and residuals of "
            f"{found.residual:.3g}",
        )
    return found


def _solved(recording: Recording, omega: float, slopes: tuple[float, float] | None) -> tuple[Floats, Floats, Floats]:
    """Least squares in A, B, C, and a step of ω where A and B are known: solution, normal matrix, residuals."""
    import numpy as np

    t, y = np.array(recording.times), np.array(recording.values)
    c, s = np.cos(omega * t), np.sin(omega * t)
    columns = [c, s, np.ones_like(t)]
    if slopes is not None:
        columns.append(t * (slopes[1] * c - slopes[0] * s))
    basis = np.column_stack(columns)
    solution, _, rank, _ = np.linalg.lstsq(basis, y, rcond=None)
    if int(rank) < len(columns):
        raise UnusableRecording(
            "undetermined", "记录不能确定正弦的全部参数", "the recording does not determine all parameters of the sine"
        )
    return solution, basis.T @ basis, y - basis @ solution


def _with_frequency(recording: Recording, omega: float) -> tuple[float, Floats, Floats, Floats]:
    """The iteration of IEEE 1057 for four parameters."""
    linear, matrix, residuals = _solved(recording, omega, None)
    for _ in range(ROUNDS):
        linear, matrix, residuals = _solved(recording, omega, (float(linear[0]), float(linear[1])))
        step = float(linear[3])
        omega += step
        if not omega > 0:
            break
        if abs(step) < 1e-12 * omega:
            return omega, linear, matrix, residuals
    raise UnusableRecording("frequency", "频率的迭代不收敛", "the frequency does not converge")


def _sine(recording: Recording, omega: float, linear: Any, matrix: Any, residuals: Any, *, known: bool) -> Sine:
    import numpy as np

    n, p = len(recording.times), 3 if known else 4
    variance = max(float(residuals @ residuals) / (n - p), recording.step**2 / 12.0)
    covariance = variance * np.linalg.inv(matrix)
    a, b, c = (float(v) for v in linear[:3])
    amplitude = math.hypot(a, b)
    if amplitude == 0:
        raise UnusableRecording("no_sine", "记录中没有正弦", "the recording shows no sine")
    rows = [
        [a / amplitude, b / amplitude, 0.0],
        [b / amplitude**2, -a / amplitude**2, 0.0],
        [0.0, 0.0, 1.0],
    ]
    of_three = [[float(v) for v in row[:3]] for row in covariance[:3]]
    u = 0.0 if known else math.sqrt(float(covariance[3][3])) / (2.0 * math.pi)
    return Sine(
        omega / (2.0 * math.pi), u, amplitude, math.atan2(-b, a), c, propagated(rows, of_three),
        math.sqrt(float(residuals @ residuals) / (n - p)), n,
    )  # fmt: skip
