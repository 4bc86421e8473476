"""Least-squares fit of a step response, with the covariance of its parameters and the response times that follow.

The residuals give the variance of a point (at least that of the resolution). Where they are correlated from point to
point the variance of every parameter is larger by (1 + r₁)/(1 − r₁), r₁ the correlation at lag one: so many fewer
points say something of their own. A recording that the model does not describe is refused, not averaged.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from metrology.dynamics.estimate import Estimate
from metrology.dynamics.recording import UnusableRecording
from metrology.dynamics.residuals import inflation, lag_one
from metrology.dynamics.step_checks import check_after, check_before, level_times, refuse_two_steps
from metrology.uncertainty.vector import propagated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metrology.dynamics.recording import Recording
    from metrology.dynamics.step_models import Floats, StepModel

NUDGE: Final = 1e-4
"""Part of an uncertainty by which a parameter is moved to find a sensitivity."""
DAMPINGS: Final = (0.05, 0.2, 0.5, 0.9, 1.5, 3.0)
"""Dampings from which the fit of a second-order system begins; the best end counts."""


@dataclass(frozen=True)
class StepResponse:
    """A fitted step response.

    Attributes:
        model: What was fitted.
        names: ``start``, ``change``, then the parameters of the model.
        values: Their values; times in s, ω in rad/s.
        covariance: Of the values.
        residual: Standard deviation of a point about the model.
        correlation: Of neighbouring residuals.
        n: Number of points.
    """

    model: StepModel
    names: tuple[str, ...]
    values: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    residual: float
    correlation: float
    n: int

    @property
    def degrees_of_freedom(self) -> int:
        """Points less parameters."""
        return self.n - len(self.names)

    def value(self, name: str) -> float:
        """A parameter."""
        return self.values[self.names.index(name)]

    def estimate(self, name: str) -> Estimate:
        """A parameter with its standard uncertainty."""
        return self.derived(lambda values: values[self.names.index(name)])

    def gain(self, input_change: float, u: float = 0.0) -> Estimate:
        """Change of the output per change of the input.

        Args:
            input_change: What the input changed by.
            u: Its standard uncertainty.
        """
        k = self.value("change") / input_change
        of_change = float(self.estimate("change").standard_uncertainty)
        return Estimate.of(k, math.hypot(of_change, k * u) / abs(input_change))

    def time_to(self, part: float) -> Estimate:
        """Seconds from the step until a part of the change has come through for the first time, dead time included."""
        return self.derived(lambda values: self._time(part, values))

    def rise_time(self, low: float = 0.1, high: float = 0.9) -> Estimate:
        """Seconds from one part of the change to another; the dead time does not enter."""
        return self.derived(lambda values: self._time(high, values) - self._time(low, values))

    def derived(self, function: Callable[[Sequence[float]], float]) -> Estimate:
        """A function of the parameters: u² = c·V·cᵀ with the covariance of all of them."""
        return Estimate.of(function(self.values), math.sqrt(self._variance(function)))

    def _variance(self, function: Callable[[Sequence[float]], float]) -> float:
        slopes = []
        for n, value in enumerate(self.values):
            by = NUDGE * math.sqrt(self.covariance[n][n]) or abs(value) * 1e-8 or 1e-12
            ends = [function([*self.values[:n], value + way * by, *self.values[n + 1 :]]) for way in (1, -1)]
            slopes.append((ends[0] - ends[1]) / (2 * by))
        return max(propagated([slopes], self.covariance)[0][0], 0.0)

    def _time(self, part: float, values: Sequence[float]) -> float:
        named = dict(zip(self.names, values, strict=True))
        delay = named.get("delay", 0.0)
        if self.model.order == 1:
            return delay - named["tau"] * math.log1p(-part)
        return delay + _second_order_angle(part, named["zeta"]) / named["omega"]


def _second_order_angle(part: float, zeta: float) -> float:
    """ω₀t at which a second-order response first reaches a part of the change."""
    import numpy as np
    from scipy.optimize import brentq

    from metrology.dynamics.step_models import SECOND_ORDER

    def beyond(angle: float) -> float:
        return float(SECOND_ORDER.part(np.array([angle]), (1.0, zeta))[0]) - part

    end = math.pi / math.sqrt(1 - zeta * zeta) if zeta < 1 else 1.0
    while beyond(end) < 0:
        end *= 2
    return float(brentq(beyond, 0.0, end, xtol=1e-13, rtol=1e-13))


def fit_step(recording: Recording, model: StepModel) -> StepResponse:
    """Fit a model to a recording whose time 0 is the step at the input.

    Raises:
        UnusableRecording: There is no step, the noise hides it, the points are too far apart, the recording ends too
            early, or the model does not describe it.
    """
    check_before(recording)
    best = min((_fitted(recording, model, start) for start in _starts(recording, model)), key=lambda fit: fit.cost)
    found = _with_covariance(recording, model, best)
    check_after(recording, found)
    return found


@dataclass(frozen=True)
class _Fit:
    values: Floats
    jacobian: Floats
    residuals: Floats

    @property
    def cost(self) -> float:
        return float(self.residuals @ self.residuals)


def _starts(recording: Recording, model: StepModel) -> list[list[float]]:
    """Parameters to begin from: of the model after (start, change), by the times at 28 % and 63 % of the change."""
    early, late = level_times(recording, (0.283, 0.632))
    tau = max(1.5 * (late - early), recording.interval)
    if model.order == 2:
        return [[1.0 / max(late, recording.interval), zeta] for zeta in DAMPINGS]
    return [[tau, max(late - tau, 0.0)]] if model.delayed else [[max(late, recording.interval)]]


def _fitted(recording: Recording, model: StepModel, start: Sequence[float]) -> _Fit:
    """Levenberg–Marquardt over the logarithms of what is positive; start and change follow linearly at each step."""
    import numpy as np
    from scipy.optimize import least_squares

    times, values = np.array(recording.times), np.array(recording.values)
    scale = float(np.ptp(values))
    positive = [name != "delay" for name in model.parameters]

    def physical(x: Any) -> list[float]:
        return [math.exp(min(max(v, -60.0), 60.0)) if p else float(v) for v, p in zip(x, positive, strict=True)]

    def solved(x: Any) -> tuple[Floats, Floats]:
        basis = np.column_stack([np.ones_like(times), model.part(times, physical(x))])
        linear, *_ = np.linalg.lstsq(basis, values, rcond=None)
        return linear, basis @ linear - values

    def scaled(x: Any) -> Floats:
        return np.asarray(solved(x)[1] / scale)

    first = [math.log(v) if p else v for v, p in zip(start, positive, strict=True)]
    found = least_squares(
        scaled, first, jac="3-point", method="lm", x_scale=1.0, xtol=1e-13, ftol=1e-14,
        gtol=1e-14, max_nfev=4000,
    )  # fmt: skip
    linear, residuals = solved(found.x)
    parameters = np.array([*linear, *physical(found.x)])
    return _Fit(parameters, _jacobian(model, times, parameters), residuals)


def _jacobian(model: StepModel, times: Floats, parameters: Floats) -> Floats:
    """Derivatives of the model to all parameters, by central differences."""
    import numpy as np

    def shown(values: Floats) -> Floats:
        return np.asarray(values[0] + values[1] * model.part(times, [float(v) for v in values[2:]]))

    columns = []
    length = float(times[-1] - times[0])
    for n, value in enumerate(parameters):
        by = 1e-5 * (length if n >= 2 and model.parameters[n - 2] == "delay" else max(abs(value), 1e-9))
        up, down = parameters.copy(), parameters.copy()
        up[n] += by
        down[n] -= by
        columns.append((shown(up) - shown(down)) / (2 * by))
    return np.column_stack(columns)


def _with_covariance(recording: Recording, model: StepModel, fit: _Fit) -> StepResponse:
    import numpy as np

    n, p = fit.jacobian.shape
    scales = np.sqrt((fit.jacobian**2).sum(axis=0))
    if n <= p or not np.all(scales > 0) or np.linalg.cond(fit.jacobian / scales) > 1e8:
        refuse_two_steps(recording)
        raise UnusableRecording(
            "undetermined", "记录不能确定模型的全部参数", "the recording does not determine all parameters of the model"
        )
    variance = max(fit.cost / (n - p), recording.step**2 / 12.0)
    r = lag_one(fit.residuals)
    unscaled = np.linalg.inv((fit.jacobian / scales).T @ (fit.jacobian / scales)) / np.outer(scales, scales)
    covariance = inflation(r) * variance * unscaled
    return StepResponse(
        model, ("start", "change", *model.parameters), tuple(float(v) for v in fit.values),
        tuple(tuple(float(v) for v in row) for row in covariance), math.sqrt(fit.cost / (n - p)), r, n,
    )  # fmt: skip
