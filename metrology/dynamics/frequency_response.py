"""Gain and phase between two sines of one frequency, over a sweep, and the first-order system that a sweep shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.dynamics.estimate import Estimate
from metrology.dynamics.recording import UnusableRecording
from metrology.uncertainty.vector import VectorResult, propagated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.dynamics.sine import Sine
    from metrology.dynamics.step_models import Floats

SAME: Final = 1e-3
"""Parts by which the frequencies of input and output may differ: beyond, they are not one sine."""


@dataclass(frozen=True)
class Response:
    """The response at one frequency.

    Attributes:
        frequency: In Hz.
        vector: Gain |H| and phase φ in rad from −π to π, output against input, with their covariance.
    """

    frequency: float
    vector: VectorResult

    @property
    def gain(self) -> Estimate:
        """|H|."""
        return Estimate.of(self.vector.estimates[0], self.vector.standard_uncertainties[0])

    @property
    def phase(self) -> Estimate:
        """φ in rad."""
        return Estimate.of(self.vector.estimates[1], self.vector.standard_uncertainties[1])

    @property
    def complex_form(self) -> VectorResult:
        """Real and imaginary part, with the covariance that follows from gain and phase."""
        g, phi = self.vector.estimates
        rows = [[math.cos(phi), -g * math.sin(phi)], [math.sin(phi), g * math.cos(phi)]]
        unit = self.vector.units[0]
        return VectorResult(
            ("Re", "Im"), (unit, unit), (g * math.cos(phi), g * math.sin(phi)), propagated(rows, self.vector.covariance)
        )


def response_between(entering: Sine, leaving: Sine, *, u_skew: float = 0.0, unit: str = "1") -> Response:
    """Response from the sine at the input and the one at the output, recorded on one clock.

    Args:
        entering: The sine at the input.
        leaving: The sine at the output.
        u_skew: Standard uncertainty of the skew between both channels in s; it makes 2πf·u(skew) of the phase.
        unit: Unit of the gain.

    Raises:
        UnusableRecording: They are not of one frequency.
    """
    f = entering.frequency
    if abs(leaving.frequency - f) > SAME * f:
        raise UnusableRecording(
            "frequency",
            f"输入 {f:.6g} Hz 与输出 {leaving.frequency:.6g} Hz 频率不同",
            f"input and output have different frequencies, {f:.6g} Hz and {leaving.frequency:.6g} Hz",
        )
    gain = leaving.amplitude / entering.amplitude
    phase = math.remainder(leaving.phase - entering.phase, 2.0 * math.pi)
    rows = [
        [-gain / entering.amplitude, 0.0, 1.0 / entering.amplitude, 0.0, 0.0],
        [0.0, -1.0, 0.0, 1.0, -2.0 * math.pi * f],
    ]
    one, other = entering.covariance, leaving.covariance
    covariance = [
        [one[0][0], one[0][1], 0.0, 0.0, 0.0],
        [one[1][0], one[1][1], 0.0, 0.0, 0.0],
        [0.0, 0.0, other[0][0], other[0][1], 0.0],
        [0.0, 0.0, other[1][0], other[1][1], 0.0],
        [0.0, 0.0, 0.0, 0.0, u_skew * u_skew],
    ]
    return Response(f, VectorResult(("H", "phi"), (unit, "rad"), (gain, phase), propagated(rows, covariance)))


@dataclass(frozen=True)
class FirstOrderSystem:
    """A system H = K/(1 + jωτ) from a sweep.

    Attributes:
        gain: K.
        tau: τ in s.
        chi_squared: Weighted squares of the residuals.
        degrees_of_freedom: Real and imaginary parts less two.
    """

    gain: Estimate
    tau: Estimate
    chi_squared: float
    degrees_of_freedom: int

    @property
    def agrees(self) -> bool:
        """Whether the sweep is that of a first-order system: χ² below its 99 % quantile."""
        from scipy.stats import chi2

        return self.chi_squared <= float(chi2.ppf(0.99, self.degrees_of_freedom))


def fit_first_order(sweep: Sequence[Response]) -> FirstOrderSystem:
    """The first-order system of a sweep, weighted with the covariance of real and imaginary part at each frequency.

    Raises:
        UnusableRecording: Fewer than two frequencies.
    """
    import numpy as np
    from scipy.optimize import least_squares

    if len({r.frequency for r in sweep}) < 2:
        raise UnusableRecording("few", "至少需要两个频率", "at least two frequencies are needed")
    omegas = [2.0 * math.pi * r.frequency for r in sweep]
    forms = [r.complex_form for r in sweep]
    roots = [np.linalg.inv(np.linalg.cholesky(np.array(form.covariance))) for form in forms]

    def residuals(x: Floats) -> Floats:
        parts = []
        for omega, form, root in zip(omegas, forms, roots, strict=True):
            h = x[0] / (1.0 + 1j * omega * x[1])
            parts.append(root @ (np.array([h.real, h.imag]) - np.array(form.estimates)))
        return np.concatenate(parts)

    low = sweep[int(np.argmin(omegas))]
    start = [low.vector.estimates[0], 1.0 / math.sqrt(min(omegas) * max(omegas))]
    found = least_squares(residuals, start, jac="3-point", method="lm", x_scale=np.abs(start))
    jacobian = np.asarray(found.jac, dtype=np.float64)
    covariance = np.linalg.inv(jacobian.T @ jacobian)
    return FirstOrderSystem(
        Estimate.of(float(found.x[0]), math.sqrt(float(covariance[0][0]))),
        Estimate.of(float(found.x[1]), math.sqrt(float(covariance[1][1]))),
        2.0 * float(found.cost), 2 * len(sweep) - 2,
    )  # fmt: skip
