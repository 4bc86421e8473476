"""Acceptance of a lot by one or two samples: each stage accepts, rejects, or asks for the next sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.decision import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class SampleStage:
    """One stage of a plan.

    Attributes:
        total: Size of all samples together, up to this stage.
        acceptance, rejection: Numbers of nonconforming items, in all samples together, up to which the lot is accepted
            and from which it is rejected. Between them the next sample decides.
    """

    total: int
    acceptance: int
    rejection: int


@dataclass(frozen=True, slots=True)
class StagedJudgement:
    """What the samples say so far.

    Attributes:
        outcome: Of the lot; `INCOMPLETE` while items of the stage are not examined.
        stage: Number of the stage that decides, from 1.
        needed: Items, in all samples together, that are to be examined.
        nonconforming: Nonconforming ones among them so far.
    """

    outcome: Outcome
    stage: int
    needed: int
    nonconforming: int


def judge_samples(stages: Sequence[SampleStage], conforming: Sequence[bool | None]) -> StagedJudgement:
    """Judge a lot.

    Args:
        stages: The plan; in the last one the rejection number follows the acceptance number.
        conforming: Of the items in the order of sampling, whether each conforms; None where it is not examined.

    Raises:
        ValueError: A plan that decides nothing, or fewer items than it samples.

    >>> judge_samples([SampleStage(3, 0, 2), SampleStage(6, 1, 2)], [True, False, True, None, None, None]).needed
    6
    """
    if not stages or stages[-1].rejection != stages[-1].acceptance + 1:
        raise ValueError("the last stage must decide: its rejection number follows its acceptance number")
    if len(conforming) < stages[-1].total:
        raise ValueError(f"the plan samples {stages[-1].total} items, not {len(conforming)}")
    for number, stage in enumerate(stages, 1):
        sample = conforming[: stage.total]
        bad = sum(item is False for item in sample)
        if bad >= stage.rejection:  # the rest of the sample cannot change it
            return StagedJudgement(Outcome.NOT_CONFORM, number, stage.total, bad)
        if None in sample:
            return StagedJudgement(Outcome.INCOMPLETE, number, stage.total, bad)
        if bad <= stage.acceptance:
            return StagedJudgement(Outcome.CONFORM, number, stage.total, bad)
    raise AssertionError("the last stage decides")
