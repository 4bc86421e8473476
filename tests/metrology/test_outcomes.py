"""The six outcomes and how parts make a whole."""

from itertools import permutations

import pytest

from metrology.decision import Outcome, combine

C, N, U = Outcome.CONFORM, Outcome.NOT_CONFORM, Outcome.UNDECIDED
INV, INC, NA = Outcome.INVALID, Outcome.INCOMPLETE, Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([C, C], C), ([C, NA], C), ([NA, NA], NA), ([], INC), ([C, U], U), ([C, U, INC], INC), ([U, INC, INV], INV),
        ([C, U, INC, INV, NA, N], N), ([NA, U], U), ([INC, NA], INC),
    ],
)  # fmt: skip
def test_the_whole_whatever_the_order(parts: list[Outcome], whole: Outcome) -> None:
    assert {combine(order) for order in permutations(parts)} == {whole}


def test_words_of_documents() -> None:
    assert [outcome.zh for outcome in Outcome] == ["合格", "不合格", "待定", "无效", "未完成", "不适用"]
    assert [outcome.en for outcome in Outcome][1] == "not conform"
    assert Outcome("not_conform") is N
