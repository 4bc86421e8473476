"""Test loads of OIML R 76-1: A.4.4.1, A.4.7, A.4.8, A.4.10."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.mass.r76 import completeness, loads
from procedures.mass.r76.instrument import ACCURACY_CLASSES, AccuracyClass, PartialRange, Scale
from procedures.mass.r76.limits import TABLE_6, mpe

TRADE_SCALE = Scale.single("III", 15_000, 5, minimum=100)
PARTS = ((2000, 1), (5000, 2), (15000, 10))
MULTI = Scale("III", tuple(PartialRange(Decimal(m), Decimal(e), Decimal(e)) for m, e in PARTS), Decimal(20))


def test_loads_of_a_trade_scale_with_their_reasons() -> None:
    found = {point.load: point.reason_en for point in loads.weighing_loads(TRADE_SCALE, "initial")}
    assert found == {
        100: "Min",
        2_500: "last load with the smaller MPE",
        6_250: "to make at least 5 loads",
        10_000: "last load with the smaller MPE",
        15_000: "Max",
    }
    assert all("A.4.4.1" in point.clause and point.reason_zh for point in loads.weighing_loads(TRADE_SCALE, "initial"))


def test_loads_of_a_multi_interval_instrument() -> None:
    found = [point.load for point in loads.weighing_loads(MULTI, "in-service")]
    assert found == [20, 500, 2_000, 4_000, 5_000, 15_000]
    assert loads.weighing_loads(MULTI, "in-service")[2].reason_en == "end of partial range 1"


def test_reasons_of_one_load_are_joined() -> None:
    scale = Scale.single("IIII", 500, 5, minimum=250)
    found = {point.load: point.reason_zh for point in loads.weighing_loads(scale, "initial")}
    assert found[Decimal(250)] == "最小秤量 Min;最大允许误差改变前的最后一点"


def test_minimum_below_100_mg_is_no_test_load() -> None:
    balance = Scale.single("I", 200, "0.001", minimum="0.0999")
    assert loads.weighing_loads(balance, "initial")[0].load > balance.minimum
    assert loads.required_loads(Scale.single("I", 200, "0.001", minimum="0.1"))[0] == Decimal("0.1")


def test_type_examination_takes_ten_loads() -> None:
    assert len(loads.weighing_loads(TRADE_SCALE, "type")) == 10


@given(
    accuracy_class=st.sampled_from(ACCURACY_CLASSES),
    n=st.integers(12, 1_000),
    e=st.sampled_from(["0.001", "0.2", "5", "20"]),
)
@settings(max_examples=60, deadline=None)
def test_every_level_of_the_mpe_is_tested_at_its_last_load(accuracy_class: AccuracyClass, n: int, e: str) -> None:
    interval = Decimal(e)
    scale = Scale.single(accuracy_class, n * interval, interval, minimum=10 * interval)
    points = loads.weighing_loads(scale, "initial")
    found = [point.load for point in points]
    assert len(found) >= min(5, n)
    assert found == sorted(set(found))
    assert found[-1] == scale.max
    assert all(load % interval == 0 for load in found)
    ends = [Decimal(end) * interval for _, end in TABLE_6[accuracy_class] if end is not None]
    assert {end for end in ends if end <= scale.max} <= set(found)
    assert {mpe(scale, load, "initial") for load in found} == {
        mpe(scale, m * interval, "initial") for m in range(n + 1)
    }
    assert completeness.weighing_loads(found, scale, "initial").complete or n < 5


@pytest.mark.parametrize(
    ("supports", "receptor", "tare", "expected"),
    [
        (4, "platform", 0, 5_000),
        (1, "platform", 3_000, 6_000),
        (6, "platform", 0, 3_000),
        (4, "hopper", 0, 1_500),
        (4, "rolling", 0, 12_000),
    ],
)
def test_eccentricity_load(supports: int, receptor: str, tare: int, expected: int) -> None:
    scale = Scale(
        "III",
        TRADE_SCALE.ranges,
        Decimal(100),
        supports=supports,
        tare_maximum=Decimal(tare),
        receptor=receptor,
    )
    point = loads.eccentricity_load(scale)
    assert point.load == expected
    assert "3.6.2" in point.clause


def test_eccentricity_load_is_made_of_whole_intervals() -> None:
    assert loads.eccentricity_load(Scale.single("III", 10_000, 5, minimum=100)).load == 3_335


@pytest.mark.parametrize(
    ("accuracy_class", "stage", "expected"),
    [
        ("III", "initial", [(12_000, "3")]),
        ("II", "subsequent", [(12_000, "6")]),
        ("IIII", "in-service", [(12_000, "3")]),
        ("III", "type", [(7_500, "10"), (15_000, "10")]),
    ],
)
def test_repeatability_loads(accuracy_class: str, stage: str, expected: list[tuple[int, str]]) -> None:
    scale = Scale(accuracy_class, TRADE_SCALE.ranges, Decimal(100))
    points = loads.repeatability_loads(scale, stage)
    assert [(point.load, point.reason_en.split()[-2]) for point in points] == expected
    assert loads.repeatability_load(scale, stage) == points[-1]


def test_discrimination_and_off_zero_loads() -> None:
    assert [point.load for point in loads.discrimination_loads(TRADE_SCALE)] == [100, 7_500, 15_000]
    assert loads.off_zero_load(MULTI).load == 10
