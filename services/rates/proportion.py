"""A rate of what conforms, with its bounds, and what would prove a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.sampling import clopper_pearson, zero_failure_size
from services.rates.rates import percent

if TYPE_CHECKING:
    from decimal import Decimal


def rate(passed: int, of: int, target: Decimal, confidence: Decimal) -> dict[str, Any]:
    """A rate with its Clopper–Pearson bounds; ``shown`` where its lower bound reaches the target.

    Args:
        passed: How many conform.
        of: Of how many.
        target: Target in per cent, between 0 and 100.
        confidence: Of each bound alone, in per cent.

    Raises:
        ValueError: Counts or percentages out of order.
    """
    needed = zero_failure_size(float(target / 100), float(confidence / 100))
    found: dict[str, Any] = {
        "passed": passed, "of": of, "percent": percent(passed, of), "target": str(target), "confidence": str(confidence),
        "without_failure_needed": needed, "lower": "", "upper": "", "shown": False,
    }  # fmt: skip
    if of:
        bounds = clopper_pearson(passed, of, float(confidence / 100), sides=1)
        found["lower"], found["upper"] = (f"{100 * x:.2f}" for x in (bounds.lower, bounds.upper))
        found["shown"] = of >= needed if passed == of else bounds.lower >= float(target / 100)
    return found
