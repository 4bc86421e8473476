"""Measurement standards: their assessment, their accuracy beside the instrument, when to calibrate them again."""

from metrology.standards.assessment import (
    Verification,
    assess_repeatability,
    stability_of_existing_standard,
    stability_of_new_standard,
    verify_by_comparison,
    verify_by_transfer,
)
from metrology.standards.drift_interval import DriftFit, fit_drift, interval_to_limits, interval_to_uncertainty
from metrology.standards.gauge_ratio import AccuracyRatio, accuracy_ratio, fiducial_error
from metrology.standards.intervals import (
    IntervalTest,
    check_calls_for_recalibration,
    interval_a3,
    interval_from_drift,
    interval_from_reliability,
    remaining_use,
    staircase,
)

__all__ = [
    "AccuracyRatio",
    "DriftFit",
    "IntervalTest",
    "Verification",
    "accuracy_ratio",
    "assess_repeatability",
    "check_calls_for_recalibration",
    "fiducial_error",
    "fit_drift",
    "interval_a3",
    "interval_from_drift",
    "interval_from_reliability",
    "interval_to_limits",
    "interval_to_uncertainty",
    "remaining_use",
    "stability_of_existing_standard",
    "stability_of_new_standard",
    "staircase",
    "verify_by_comparison",
    "verify_by_transfer",
]
