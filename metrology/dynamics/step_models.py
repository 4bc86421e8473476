"""What a system of first or second order shows of a step, as a part of the whole change.

First order: s(t) = 1 − exp(−t/τ). Second order: ÿ + 2ζω₀ẏ + ω₀²y = ω₀²u, whose step response is
s(t) = 1 − exp(−ζω₀t)·(C + ζω₀t·S) with q = (1 − ζ²)(ω₀t)², C = cos √q, S = sin √q / √q; for ζ > 1 both become
hyperbolic, and at ζ = 1 they are 1. Before the dead time nothing happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StepModel:
    """A model of a step response.

    Attributes:
        key: Its name in files and on the command line.
        name: Its name for people.
        order: 1 or 2.
        parameters: Its parameters after the value before the step and the change; times in s.
    """

    key: str
    name: Text
    order: int
    parameters: tuple[str, ...]

    @property
    def delayed(self) -> bool:
        """Whether it has a dead time."""
        return "delay" in self.parameters

    def part(self, times: Floats, parameters: Sequence[float]) -> Floats:
        """Part of the change that has come through at each time.

        Args:
            times: Seconds from the step on; before it, negative.
            parameters: Values in the order of `parameters`.
        """
        import numpy as np

        named = dict(zip(self.parameters, parameters, strict=True))
        since = np.maximum(times - named.get("delay", 0.0), 0.0)
        if self.order == 1:
            return np.asarray(-np.expm1(-since / named["tau"]))
        return _second_order(named["omega"] * since, named["zeta"])


def _second_order(angle: Floats, zeta: float) -> Floats:
    """The step response of second order over ω₀t; written so that no exponential overflows."""
    import numpy as np

    decay = zeta * angle
    if zeta < 1.0:
        root = np.sqrt(1.0 - zeta * zeta) * angle
        return np.asarray(1.0 - np.exp(-decay) * (np.cos(root) + decay * np.sinc(root / np.pi)))
    root = np.sqrt(zeta * zeta - 1.0) * angle
    slow, fast = np.exp(root - decay), np.exp(-root - decay)
    small = root < 1e-6
    ratio = np.where(small, np.exp(-decay), (slow - fast) / (2.0 * np.where(small, 1.0, root)))
    return np.asarray(1.0 - (slow + fast) / 2.0 - decay * ratio)


FIRST_ORDER: Final = StepModel("first_order", Text("一阶", "first order"), 1, ("tau",))
DELAYED_FIRST_ORDER: Final = StepModel(
    "first_order_delay", Text("一阶加纯滞后", "first order with dead time"), 1, ("tau", "delay")
)
SECOND_ORDER: Final = StepModel("second_order", Text("二阶", "second order"), 2, ("omega", "zeta"))
MODELS: Final[Mapping[str, StepModel]] = {m.key: m for m in (FIRST_ORDER, DELAYED_FIRST_ORDER, SECOND_ORDER)}
"""Models by their keys."""
