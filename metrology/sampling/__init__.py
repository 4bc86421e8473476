"""Sampling: the mean of a sample of prepackages, inspection by attributes, what a number of good items proves."""

from metrology.sampling.attributes import (
    AttributePlan,
    Severity,
    accepted_one_step_tighter,
    code_letter,
    plan_for_letter,
    single_sampling_plan,
)
from metrology.sampling.drawing import draw
from metrology.sampling.eu_reference_test import EuropeanPlan, european_plan
from metrology.sampling.mean_criterion import (
    correction_factor,
    raised_by_deviation,
    raised_by_range,
    sample_variance,
)
from metrology.sampling.operating_characteristic import (
    acceptance_probability,
    single_lot_acceptance_probability,
)
from metrology.sampling.proportions import ProportionBounds, clopper_pearson, zero_failure_size
from metrology.sampling.staged import SampleStage, StagedJudgement, judge_samples
from metrology.sampling.switching import SwitchingState, after_improvement, after_lot

__all__ = [
    "AttributePlan",
    "EuropeanPlan",
    "ProportionBounds",
    "SampleStage",
    "Severity",
    "StagedJudgement",
    "SwitchingState",
    "acceptance_probability",
    "accepted_one_step_tighter",
    "after_improvement",
    "after_lot",
    "clopper_pearson",
    "code_letter",
    "correction_factor",
    "draw",
    "european_plan",
    "judge_samples",
    "plan_for_letter",
    "raised_by_deviation",
    "raised_by_range",
    "sample_variance",
    "single_lot_acceptance_probability",
    "single_sampling_plan",
    "zero_failure_size",
]
