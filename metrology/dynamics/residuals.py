"""How much neighbouring residuals are alike, and by how much that makes a variance larger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from metrology.dynamics.step_models import Floats

MOST: Final = 0.98


def lag_one(residuals: Floats) -> float:
    """Correlation of neighbouring residuals; at most 0.98."""
    total = float(residuals @ residuals)
    return 0.0 if total == 0 else max(-MOST, min(MOST, float(residuals[1:] @ residuals[:-1]) / total))


def inflation(correlation: float) -> float:
    """(1 + r)/(1 − r) for neighbouring values that are alike: so many fewer say something of their own."""
    return (1.0 + correlation) / (1.0 - correlation) if correlation > 0 else 1.0
