"""Test loads of OIML R 76-1: A.4.4.1, A.4.7, A.4.8, A.4.10."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.mass.r76 import eccentricity, loads, repeatability
from procedures.mass.r76.instrument import ACCURACY_CLASSES, AccuracyClass
from procedures.mass.r76.limits import mpe
from procedures.text import Text
from tests.procedures.mass.scales import DIRECTIVE_TABLE_3, MULTI, TRADE_SCALE, scale, single


def en(load: loads.TestLoad) -> str:
    return Text.of(load.why).en


def test_loads_of_a_trade_scale_with_their_reasons() -> None:
    found = {point.load: en(point) for point in loads.weighing_loads(TRADE_SCALE)}
    assert found == {
        100: "Min",
        2_500: "last load with the smaller MPE",
        6_250: "to make at least 5 loads",
        10_000: "last load with the smaller MPE",
        15_000: "Max",
    }


def test_loads_of_a_multi_interval_instrument() -> None:
    found = [point.load for point in loads.weighing_loads(MULTI)]
    assert found == [20, 500, 2_000, 4_000, 5_000, 15_000]
    assert en(loads.weighing_loads(MULTI)[2]) == "end of partial range 1"


def test_reasons_of_one_load_are_joined() -> None:
    found = {p.load: Text.of(p.why).zh for p in loads.weighing_loads(single("IIII", 500, 5, minimum=250))}
    assert found[Decimal(250)] == "最小秤量 Min;最大允许误差改变前的最后一点"


def test_minimum_below_100_mg_is_no_test_load() -> None:
    balance = single("I", 200, "0.001", minimum="0.0999")
    assert loads.weighing_loads(balance)[0].load > balance.minimum
    assert loads.required_loads(single("I", 200, "0.001", minimum="0.1"))[0] == Decimal("0.1")


def test_loads_chosen_by_a_verifier_keep_the_reasons_they_have() -> None:
    found = loads.weighing_loads(TRADE_SCALE, [Decimal(15_000), Decimal(1_000)])
    assert [(point.load, en(point)) for point in found] == [(1_000, "chosen by the verifier"), (15_000, "Max")]


@given(
    accuracy_class=st.sampled_from(ACCURACY_CLASSES),
    n=st.integers(12, 1_000),
    e=st.sampled_from(["0.001", "0.2", "5", "20"]),
)
@settings(max_examples=60)
def test_every_level_of_the_mpe_is_tested_at_its_last_load(accuracy_class: AccuracyClass, n: int, e: str) -> None:
    interval = Decimal(e)
    instrument = single(accuracy_class, n * interval, interval, minimum=10 * interval)
    points = loads.weighing_loads(instrument)
    found = [point.load for point in points]
    assert len(found) >= min(5, n)
    assert found == sorted(set(found))
    assert found[-1] == instrument.max
    assert all(load % interval == 0 for load in found)
    ends = [end * interval for end, _ in DIRECTIVE_TABLE_3[accuracy_class]]
    assert {end for end in ends if end <= instrument.max} <= set(found)
    tried = {mpe(instrument, load) for load in found}
    assert tried == {mpe(instrument, m * interval) for m in range(n + 1)}


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
    more = {"supports": supports, "tare_maximum": Decimal(tare), "receptor": receptor}
    point = loads.eccentricity_load(scale("III", TRADE_SCALE.ranges, 100, **more))
    assert point.load == expected


def test_eccentricity_load_is_made_of_whole_intervals() -> None:
    assert loads.eccentricity_load(single("III", 10_000, 5, minimum=100)).load == 3_335


@pytest.mark.parametrize(("accuracy_class", "number"), [("III", 3), ("II", 6), ("I", 6), ("IIII", 3)])
def test_repeatability_load(accuracy_class: AccuracyClass, number: int) -> None:
    instrument = scale(accuracy_class, TRADE_SCALE.ranges, 100)
    point = loads.repeatability_load(instrument)
    assert (point.load, repeatability.weighings(instrument)) == (12_000, number)
    assert f"{number} weighings" in en(point)


@pytest.mark.parametrize(
    ("supports", "receptor", "positions"),
    [
        (1, "platform", "1 2 3 4"),
        (6, "platform", "1 2 3 4 5 6"),
        (3, "hopper", "1 2 3"),
        (8, "rolling", "beginning middle end"),
    ],
)
def test_positions_follow_the_load_receptor(supports: int, receptor: str, positions: str) -> None:
    instrument = scale("III", TRADE_SCALE.ranges, 100, supports=supports, receptor=receptor)
    assert eccentricity.positions(instrument) == tuple(positions.split())


def test_discrimination_and_off_zero_loads() -> None:
    assert [point.load for point in loads.discrimination_loads(TRADE_SCALE)] == [100, 7_500, 15_000]
    assert loads.off_zero_load(MULTI).load == 10
