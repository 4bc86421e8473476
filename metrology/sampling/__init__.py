"""Sampling: net content of prepackages, inspection by attributes, and what a number of good items proves."""

from metrology.sampling.attributes import (
    AttributePlan,
    Severity,
    accepted_one_step_tighter,
    code_letter,
    plan_for_letter,
    single_sampling_plan,
)
from metrology.sampling.eu_reference_test import EuropeanPlan, european_plan
from metrology.sampling.mean_criterion import raised_by_deviation, raised_by_range, sample_variance
from metrology.sampling.net_content import LotJudgement, MeanTest, judge_lot, judge_mean
from metrology.sampling.net_content_plans import (
    JJF_1070_2005,
    JJF_1070_2023,
    NetContentEdition,
    NetContentPlan,
    correction_factor,
    net_content_edition,
    net_content_plan,
)
from metrology.sampling.operating_characteristic import (
    acceptance_probability,
    operating_characteristic_curve,
    poisson_acceptance_probability,
    quality_at_acceptance,
    single_lot_acceptance_probability,
)
from metrology.sampling.proportions import ProportionBounds, clopper_pearson, zero_failure_size
from metrology.sampling.staged import SampleStage, StagedJudgement, judge_samples
from metrology.sampling.switching import SwitchingState, after_improvement, after_lot
from metrology.sampling.tolerable_deficiency import ContentKind, TolerableDeficiency, tolerable_deficiency

__all__ = [
    "JJF_1070_2005",
    "JJF_1070_2023",
    "AttributePlan",
    "ContentKind",
    "EuropeanPlan",
    "LotJudgement",
    "MeanTest",
    "NetContentEdition",
    "NetContentPlan",
    "ProportionBounds",
    "SampleStage",
    "Severity",
    "StagedJudgement",
    "SwitchingState",
    "TolerableDeficiency",
    "acceptance_probability",
    "accepted_one_step_tighter",
    "after_improvement",
    "after_lot",
    "clopper_pearson",
    "code_letter",
    "correction_factor",
    "european_plan",
    "judge_lot",
    "judge_mean",
    "judge_samples",
    "net_content_edition",
    "net_content_plan",
    "operating_characteristic_curve",
    "plan_for_letter",
    "poisson_acceptance_probability",
    "quality_at_acceptance",
    "raised_by_deviation",
    "raised_by_range",
    "sample_variance",
    "single_lot_acceptance_probability",
    "single_sampling_plan",
    "tolerable_deficiency",
    "zero_failure_size",
]
