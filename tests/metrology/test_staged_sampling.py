"""One and two samples of a lot: what each number of nonconforming items decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.decision import Outcome
from metrology.sampling import SampleStage, judge_samples

DOUBLE = [SampleStage(50, 1, 4), SampleStage(100, 4, 5)]


def items(first_bad: int, second_bad: int | None = None) -> list[bool | None]:
    first: list[bool | None] = [False] * first_bad + [True] * (50 - first_bad)
    second: list[bool | None] = [None] * 50 if second_bad is None else [False] * second_bad + [True] * (50 - second_bad)
    return first + second


@pytest.mark.parametrize(
    ("first", "second", "outcome", "stage", "needed"),
    [
        (0, None, Outcome.CONFORM, 1, 50),
        (1, None, Outcome.CONFORM, 1, 50),
        (2, None, Outcome.INCOMPLETE, 2, 100),
        (3, None, Outcome.INCOMPLETE, 2, 100),
        (4, None, Outcome.NOT_CONFORM, 1, 50),
        (2, 2, Outcome.CONFORM, 2, 100),
        (2, 3, Outcome.NOT_CONFORM, 2, 100),
        (3, 1, Outcome.CONFORM, 2, 100),
        (3, 2, Outcome.NOT_CONFORM, 2, 100),
    ],
)
def test_double_sampling(first: int, second: int | None, outcome: Outcome, stage: int, needed: int) -> None:
    found = judge_samples(DOUBLE, items(first, second))
    assert (found.outcome, found.stage, found.needed) == (outcome, stage, needed)
    assert found.nonconforming == first + (second or 0)


def test_a_rejection_does_not_wait_for_the_rest() -> None:
    sample: list[bool | None] = [False] * 4 + [None] * 96
    assert judge_samples(DOUBLE, sample).outcome is Outcome.NOT_CONFORM
    waiting: list[bool | None] = [False] * 3 + [None] * 97
    assert judge_samples(DOUBLE, waiting).needed == 50


@given(st.lists(st.booleans(), min_size=100, max_size=100))
def test_one_more_bad_item_never_makes_a_lot_better(sample: list[bool]) -> None:
    before = judge_samples(DOUBLE, sample)
    assert before.outcome in {Outcome.CONFORM, Outcome.NOT_CONFORM}
    if True in sample and before.outcome is Outcome.NOT_CONFORM:
        worse = list(sample)
        worse[sample.index(True)] = False
        assert judge_samples(DOUBLE, worse).outcome is Outcome.NOT_CONFORM


@pytest.mark.parametrize("stages", [[], [SampleStage(50, 1, 4)]])
def test_a_plan_that_decides_nothing(stages: list[SampleStage]) -> None:
    with pytest.raises(ValueError, match="last stage"):
        judge_samples(stages, [True] * 100)


def test_fewer_items_than_the_plan_samples() -> None:
    with pytest.raises(ValueError, match="samples 100"):
        judge_samples(DOUBLE, [True] * 50)
