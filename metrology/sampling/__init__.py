"""Sampling: the mean of a sample of prepackages, inspection by attributes, what a number of good items proves."""

from metrology.sampling.attributes import (
    AttributePlan,
    Severity,
    code_letter,
    plan_for_letter,
    single_sampling_plan,
)
from metrology.sampling.drawing import draw
from metrology.sampling.mean_criterion import (
    raised_by_deviation,
    raised_by_range,
    sample_variance,
)
from metrology.sampling.operating_characteristic import (
    acceptance_probability,
)
from metrology.sampling.proportions import ProportionBounds, clopper_pearson, zero_failure_size
from metrology.sampling.staged import SampleStage, StagedJudgement, judge_samples

__all__ = [
    "AttributePlan",
    "ProportionBounds",
    "SampleStage",
    "Severity",
    "StagedJudgement",
    "acceptance_probability",
    "clopper_pearson",
    "code_letter",
    "draw",
    "judge_samples",
    "plan_for_letter",
    "raised_by_deviation",
    "raised_by_range",
    "sample_variance",
    "single_sampling_plan",
    "zero_failure_size",
]
