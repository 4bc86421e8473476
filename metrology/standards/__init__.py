"""Measurement standards: their assessment, and when to calibrate them again."""

from metrology.standards.assessment import (
    Verification,
    assess_repeatability,
    stability_of_existing_standard,
    stability_of_new_standard,
    verify_by_comparison,
    verify_by_transfer,
)
from metrology.standards.drift_interval import DriftFit, fit_drift, interval_to_limits
from metrology.standards.intervals import (
    staircase,
)

__all__ = [
    "DriftFit",
    "Verification",
    "assess_repeatability",
    "fit_drift",
    "interval_to_limits",
    "stability_of_existing_standard",
    "stability_of_new_standard",
    "staircase",
    "verify_by_comparison",
    "verify_by_transfer",
]
