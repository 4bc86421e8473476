"""Limits as text in both languages, as data, and as the expression that makes them."""

from copy import copy

import pytest

from metrology import limits
from metrology.limits import (
    Asymmetric,
    Band,
    Bands,
    Constant,
    Greatest,
    InIntervals,
    Limit,
    Linear,
    OfReading,
    OfSpan,
    Scaled,
)
from metrology.status import Source, Status

SCALE = InIntervals(Bands([Band(500, Constant("0.5")), Band(2000, Constant("1.0"), closed=False)]), 5)
ALL = [
    Constant("0.50"),
    Asymmetric(-4, 1, source=Source("7.2", Status.SECONDARY, "two sources agree")),
    OfReading("0.2"),
    OfSpan("1.6", 0, "0.6"),
    Linear("0.03", "0.0005"),
    Greatest(Constant(3), OfReading(2)),
    Scaled(SCALE, 2),
    Bands([Band(0, Linear(1, "0.1"), closed=False), Band(50, Constant(1))], start=-30, start_closed=False),
    Bands([Band(50, Constant(1))], start=None),
    SCALE,
]


@pytest.mark.parametrize("limit", ALL, ids=lambda limit: type(limit).__name__)
def test_expression_gives_the_limit_back(limit: Limit) -> None:
    names = {name: getattr(limits, name) for name in limits.__all__}
    bare = copy(limit)
    object.__setattr__(bare, "source", None)
    assert eval(repr(bare), names) == bare  # noqa: S307  # the text is our own repr
    assert ("source=" in repr(limit)) == (limit.source is not None)


@pytest.mark.parametrize(
    ("limit", "zh", "en"),
    [
        (Constant("0.5"), "±0.5 g", "±0.5 g"),
        (Asymmetric("-4", "1"), "-4 g … +1 g", "-4 g … +1 g"),
        (OfReading("0.2"), "±m 的 0.2 %", "±0.2 % of m"),
        (OfSpan("1.6", 0, "0.6"), "±上限的 1.6 % = ±0.0096 g", "±1.6 % of the upper limit = ±0.0096 g"),
        (OfSpan("0.5", "-1", "1"), "±量程的 0.5 % = ±0.01 g", "±0.5 % of the span = ±0.01 g"),
        (Linear("0.03", "0.0005"), "±(0.03 g + 0.0005|m|)", "±(0.03 g + 0.0005|m|)"),
        (Greatest(Constant(3), OfReading(2)), "±3 g、±m 的 2 % 取大者", "the greater of ±3 g and ±2 % of m"),
        (Scaled(Constant(3), 2), "2 × (±3 g)", "2 × (±3 g)"),
        (
            SCALE,
            "±0.5 e, 0 ≤ m ≤ 500 e; ±1.0 e, 500 e < m < 2000 e (e = 5 g)",
            "±0.5 e, 0 ≤ m ≤ 500 e; ±1.0 e, 500 e < m < 2000 e (e = 5 g)",
        ),
        (
            Bands([Band(0, Constant(1), closed=False), Band(50, Constant(2))], start=None),
            "±1 g, m < 0; ±2 g, 0 ≤ m ≤ 50 g",
            "±1 g, m < 0; ±2 g, 0 ≤ m ≤ 50 g",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_formula_for_print(limit: Limit, zh: str, en: str) -> None:
    assert limit.formula("zh", unit="g", variable="m") == zh
    assert limit.formula("en", unit="g", variable="m") == en


def test_status_words_and_the_worst_of_several() -> None:
    from metrology.status import worst

    assert worst([Status.VERIFIED, Status.UNVERIFIED, Status.SECONDARY]) is Status.UNVERIFIED
    assert worst([Status.VERIFIED, Status.SECONDARY]) is Status.SECONDARY
    assert worst([]) is Status.UNVERIFIED
    assert [(status.zh, status.en) for status in Status][2] == ("未核实", "not verified")
    source = Source("5.1", Status.VERIFIED, "note")
    assert Source.from_dict(source.to_dict()) == source
