"""Sensitivity of a model to its inputs, as the signed contributions c_i·u(x_i) (JCGM 100:2008, 5.1.3).

A complex step gives the derivative to the last digit: f(x + ih) = f(x) + ih·f′(x) with no difference to cancel. It is
silent where the model leaves the complex plane (`abs`, a comparison on the real part), so each derivative of a model
that is not plainly a rational function is checked against a real difference, and where the two disagree every
derivative is taken again by extrapolated central differences (Ridders 1982).
"""

from __future__ import annotations

import math
import sys
from itertools import cycle
from types import FunctionType
from typing import TYPE_CHECKING, Any

from metrology.uncertainty.rational import is_rational

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Model = Callable[..., Any]  # of floats, of complex numbers where it can, of numpy arrays of equal length

INVERSE_STEP = 1e20
IMAGINARY_STEP = 1e-20j  # of u(x); its square is lost beside 1, so the real part stays f(x)
# Shift of the check, in u(x): so small that the curvature of any usable first-order budget is invisible.
CHECK_STEP = 1e-4
CHECK_TOLERANCE = 1e-3  # of Σ|c·u|: finer than two digits of an uncertainty
ROUNDING = 4 * sys.float_info.epsilon  # of |f(x)|: what two evaluations of a model may differ by
# Unequal shifts of all inputs together, in hundredths of u(x), for a kink that no single input shows.
SLANT = (1.0, 0.618, -1.414, 0.866, -1.732, 0.577, 1.303, -0.724, 1.132, -0.915)


class NotDifferentiable(ValueError):
    """The model has no derivative at the estimates; only Monte Carlo can carry its uncertainty."""


def contributions(model: Model, x: Sequence[float], u: Sequence[float]) -> tuple[float, list[float]]:
    """Value of the model and the signed contributions of its inputs.

    Args:
        model: f, a function of len(x) numbers.
        x: Estimates.
        u: Standard uncertainties, same order; 0 gives contribution 0.

    Returns:
        f(x) and [c_i·u_i], in the unit of the result.

    Raises:
        ValueError: The model gives no finite real number at the estimates.
        NotDifferentiable: The model has no derivative there.
    """
    value = evaluated(model, x)
    steps = _complex_steps(model, x, u)
    if steps is not None:
        # Of a plain function only: other objects may lend the code of what they wrap.
        plainly = type(model) is FunctionType and is_rational(model.__code__, len(x))
        if plainly or _confirmed(model, x, u, value, steps):
            return value, steps
    return value, _by_real_differences(model, x, u, value, steps)


def evaluated(model: Model, x: Sequence[float]) -> float:
    """The model at the estimates, as one finite float.

    Args:
        model: f.
        x: Estimates.

    Returns:
        f(x).

    Raises:
        ValueError: The value is no finite real number, or several values.
    """
    value = model(*x)
    try:
        number = float(value)
    except TypeError as wrong:
        raise ValueError(f"the model must give one real number at the estimates, not {value!r}") from wrong
    if number - number != 0.0:
        raise ValueError(f"the model gives {number} at the estimates")
    return number


def _complex_steps(model: Model, x: Sequence[float], u: Sequence[float]) -> list[float] | None:
    """Contributions by the complex step, or None where the model refuses complex numbers."""
    point: list[complex] = list(x)
    steps = []
    try:
        for i, uncertainty in enumerate(u):
            if uncertainty:
                estimate = point[i]
                point[i] = estimate + uncertainty * IMAGINARY_STEP
                steps.append(model(*point).imag * INVERSE_STEP)
                point[i] = estimate
            else:
                steps.append(0.0)
    except (TypeError, AttributeError):  # math.sin of a complex number, z < 1, a result without .imag
        return None
    return steps


def _confirmed(model: Model, x: Sequence[float], u: Sequence[float], value: float, steps: Sequence[float]) -> bool:
    """Whether a real difference of each input by itself bears out its complex step.

    One difference of all inputs together would not do: a derivative missed for one input can be cancelled by the same
    slip for another (|a| − |b|). Where rounding hides the difference nothing is confirmed.
    """
    scale, rounding = CHECK_STEP * sum(map(abs, steps)), ROUNDING * abs(value)
    allowed = CHECK_TOLERANCE * scale
    if rounding > allowed:
        return False
    point = list(x)
    for i, uncertainty in enumerate(u):
        if uncertainty:
            point[i] = x[i] + CHECK_STEP * uncertainty
            moved = point[i] - x[i]  # as far as floats could move
            difference = model(*point) - value
            point[i] = x[i]
            if not abs(difference - steps[i] * (moved / uncertainty)) <= allowed + rounding:
                return False
    return True


def _by_real_differences(
    model: Model, x: Sequence[float], u: Sequence[float], value: float, steps: Sequence[float] | None
) -> list[float]:
    """Extrapolated real differences; a complex step that one of them bears out is kept, being the sharper."""
    found = [_ridders(model, x, u, i, value) for i in range(len(u))]
    scale = math.fsum(abs(contribution) for contribution, _ in found)
    for i, (contribution, error) in enumerate(found):
        if not error <= 0.02 * scale:  # two digits of the uncertainty stand
            raise NotDifferentiable(
                f"the model has no derivative with respect to input {i + 1} at the estimates, or one that double "
                f"precision cannot resolve (c·u = {contribution:.3g} ± {error:.1g}); use monte_carlo"
            )
    kept = [contribution for contribution, _ in found]
    if steps is not None:
        pairs = zip(steps, found, strict=True)
        kept = [step if abs(real - step) <= error + 1e-3 * abs(step) else real for step, (real, error) in pairs]
    _require_smooth(model, x, u, value, kept)
    return kept


def _require_smooth(model: Model, x: Sequence[float], u: Sequence[float], value: float, steps: Sequence[float]) -> None:
    """Refuse a kink at the estimates, where central differences see a mean slope and nothing amiss.

    Each input is moved by itself, so that two kinks cannot cancel, and all together, for a kink off the axes.
    """
    size = math.hypot(*steps)
    single = [[float(i == j) for j in range(len(x))] for i, uncertainty in enumerate(u) if uncertainty]
    slanted = [w for w, _ in zip(cycle(SLANT), x, strict=False)]
    for direction in (*single, slanted, [-w for w in slanted]):
        whole, half = (_departure(model, x, u, value, steps, direction, step) for step in (0.01, 0.005))
        # Curvature departs by the square of the step, a kink by the step itself.
        if half > 0.35 * whole and whole > 0.01 * 0.02 * size + 100 * ROUNDING * abs(value):
            raise NotDifferentiable("the model has a kink or a step at the estimates; use monte_carlo")


def _departure(
    model: Model,
    x: Sequence[float],
    u: Sequence[float],
    value: float,
    steps: Sequence[float],
    direction: Sequence[float],
    step: float,
) -> float:
    """How far the model departs from its tangent plane over a step in some direction, in units of u(x)."""
    moved = [xi + step * w * ui for xi, w, ui in zip(x, direction, u, strict=True)]
    tangent = step * math.fsum(w * part for w, part in zip(direction, steps, strict=True))
    return abs(float(model(*moved)) - value - tangent)


def _ridders(model: Model, x: Sequence[float], u: Sequence[float], i: int, value: float) -> tuple[float, float]:
    """Contribution i by central differences of shrinking step, extrapolated to step 0, and its error."""
    if u[i] == 0.0:
        return 0.0, 0.0
    point = list(x)

    def difference(step: float) -> float:
        point[i] = x[i] + step * u[i]
        above = model(*point)
        point[i] = x[i] - step * u[i]
        return float(above - model(*point)) / (2 * step)

    step = _first_step(difference, abs(x[i]) / u[i], abs(value))
    row = [difference(step)]
    best, error = row[0], math.inf
    for _ in range(10):
        step /= 2
        new = [difference(step)]
        for order, older in enumerate(row):
            power = 4.0 ** (order + 1)
            new.append((power * new[order] - older) / (power - 1))
            doubt = max(abs(new[-1] - new[-2]), abs(new[-1] - older))
            if doubt <= error:
                best, error = new[-1], doubt
        if abs(new[-1] - row[-1]) > 2 * error:  # rounding has begun to win over truncation
            break
        row = new
    return best, error


def _first_step(difference: Callable[[float], float], reach: float, value: float) -> float:
    """Return a first step, in u(x): 0.1, or more where an uncertainty far below the estimate is lost in rounding.

    Args:
        difference: the central difference quotient for a step.
        reach: |x|/u(x); no step goes beyond a hundredth of the estimate.
        value: |f(x)|.
    """
    step, farthest = 0.1, max(0.1, 0.01 * reach)
    while 2 * step * abs(difference(step)) < 1e5 * ROUNDING * value and step < farthest:
        step = min(10 * step, farthest)
    return step
