"""The composed units of the catalogue: every defect shows where it belongs, an honest sample errs little."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.bench_file import BenchFileError
from drivers.bench_roles import role_problems
from drivers.roles import AdjustableSource, Display, Thermometer
from drivers.simulation.blocks import Unit
from drivers.simulation.catalogue import UNITS, unit
from drivers.simulation.inventory import set_up
from drivers.simulation.time import VirtualTime
from drivers.simulation.truth import failing_items, violations
from drivers.simulation.units.water_meter import density
from tests.drivers.units.benches import PERSON, bench_file, opened

D = Decimal
COMPOSED = {name: found for name in UNITS if isinstance(found := unit(name), Unit)}
UNDER_TEST = sorted(name for name, found in COMPOSED.items() if found.defects)

CUFF = {"cuff": {"driver": PERSON}, "pump": {"driver": PERSON, "address": "sim:pump"}, "inspector": {"driver": PERSON}}
WATER = {
    "meter": {"driver": PERSON},
    "bench": {"driver": PERSON, "address": "sim:bench"},
    "balance": {"driver": "mt_sics_balance", "address": "sim:balance"},
    "inspector": {"driver": PERSON},
}


@pytest.mark.parametrize("name", UNDER_TEST)
def test_a_unit_under_test_has_at_least_five_defects_and_each_says_what_must_fail(name: str) -> None:
    defects = COMPOSED[name].defects
    assert len(defects) >= 5
    assert all(defect.fails and (defect.blocks or defect.finding or defect.writing) for defect in defects.values())


@pytest.mark.parametrize("name", sorted(COMPOSED))
def test_every_unit_stands_on_a_bench_of_its_own_and_shows_every_channel(name: str) -> None:
    file = bench_file(name, {"unit": {"driver": PERSON}})
    stood = set_up(file, {"1": {}}, 1, VirtualTime())
    found: Any = stood.units["1"]
    for channel in COMPOSED[name].channels:
        shown, _ = found.ask("indication_of", [channel])
        assert shown["unit"] == COMPOSED[name].channels[channel].unit


@pytest.mark.parametrize("name", UNDER_TEST)
def test_every_defect_changes_what_is_shown_or_found(name: str) -> None:
    for defect in COMPOSED[name].defects:
        file = bench_file(name, {"unit": {"driver": PERSON}}, defect)
        found: Any = set_up(file, {"1": {"serial": "S1"}}, 1, VirtualTime()).units["1"]
        honest: Any = set_up(file, {"1": {"serial": "S2"}}, 1, VirtualTime()).units["1"]
        blocks = [{type(b) for b in one.channels[c].blocks} for one in (found, honest) for c in one.channels]
        described = COMPOSED[name].defects[defect]
        assert found.findings == described.finding
        assert found.writings == {**COMPOSED[name].writings, **described.writing}
        assert {type(block) for block in described.blocks} <= set().union(*blocks[: len(found.channels)])


def cuff(defect: str) -> tuple[list[Decimal], Decimal, str]:
    """Errors at 0, 100, 200, 300 up and down in mmHg, the response time, and what an inspector finds."""
    with opened("sphygmomanometer", CUFF, defect) as bench:
        roles, errors = bench.roles, []
        for value in (0, 100, 200, 300, 200, 100):
            roles["pump"].apply(D(value), "mmHg")
            errors.append(roles["cuff"].indication().value - roles["pump"].value().value)
        response = roles["cuff"].response().value
        found = roles["inspector"].check("case")
        assert bench.make_safe() == ["pump: safe state confirmed by read-back"]
        assert violations(bench.laboratory) == []
    return errors, response, found


def test_a_sphygmomanometer_and_its_defects() -> None:
    errors, response, found = cuff("")
    assert max(map(abs, errors)) < 2
    assert response < 6
    assert found == "conform"
    assert cuff("span")[0][3] > 8
    assert cuff("zero")[0][0] == 6
    up_and_down = cuff("hysteresis")[0]
    assert up_and_down[5] - up_and_down[1] > 7
    assert cuff("slow")[1] > response + D("1.5")
    assert cuff("stuck")[0][1] < -90
    assert cuff("appearance")[2].startswith("not_conform")


def water(defect: str) -> list[Decimal]:
    """Errors of the volume in % at the largest, a middle and a small flow, weighed."""
    errors = []
    with opened("water_meter", WATER, defect, {"q3": "2.5 m³/h"}) as bench:
        roles = bench.roles
        for flow, seconds in (("2.5", 60), ("0.3", 300), ("0.04", 900)):
            roles["bench"].drain()
            before = roles["meter"].indication().value, roles["balance"].mass().value
            roles["bench"].apply_to("flow", D(flow), "m³/h")
            bench.clock.sleep(D(seconds))
            roles["bench"].off()
            water = roles["bench"].value_of("temperature").value
            volume = (roles["balance"].mass().value - before[1]) / 1000 / D(repr(density(float(water))))
            errors.append(100 * ((roles["meter"].indication().value - before[0]) / volume - 1))
        assert violations(bench.laboratory) == []
    return errors


def test_a_water_meter_on_a_gravimetric_bench() -> None:
    assert max(map(abs, water(""))) < 1
    assert min(map(abs, water("gain"))) > 3
    assert [abs(error) > 4 for error in water("small")] == [False, False, True]
    assert [abs(error) > 4 for error in water("large")] == [True, False, False]
    assert water("starting")[2] == -100
    assert water("stuck") == [-100] * 3


def test_two_polls_do_not_change_what_is_counted() -> None:
    """A register is a sum over time, regardless of who reads it and how often."""
    volumes = []
    for polls in (1, 7):
        with opened("water_meter", WATER, "gain") as bench:
            roles = bench.roles
            roles["bench"].apply_to("flow", D(2), "m³/h")
            for _ in range(polls):
                bench.clock.sleep(D(70) / polls)
                bench.laboratory.inventory.units["1"].channels["volume"].shown(float(bench.clock.elapsed()))
            volumes.append(roles["meter"].indication().value)
    assert volumes[0] == volumes[1]


def test_density_of_water() -> None:
    """Tanaka et al., Metrologia 38 (2001), table: 999.9749 at 4 °C, 998.2067 at 20 °C, 992.2152 at 40 °C."""
    assert [round(density(t), 3) for t in (4.0, 20.0, 40.0)] == [999.975, 998.207, 992.215]


def test_what_a_unit_does_not_show_is_found_before_anything_is_touched() -> None:
    file = bench_file("sphygmomanometer", CUFF)
    assert role_problems(file, {"cuff": Display, "pump": AdjustableSource}) == []
    (reason,) = role_problems(file, {"cuff": Thermometer})
    assert "has no temperature" in reason


def test_a_kind_that_the_catalogue_does_not_have_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(ValueError, match=r"simulation.unit: nothing simulated is called 'clock'.*sphygmomanometer"):
        bench_file("clock", CUFF)


def test_a_defect_that_the_kind_does_not_have_is_refused() -> None:
    with (
        pytest.raises(BenchFileError, match=r"no defect 'rust'; known: .*hysteresis"),
        opened("sphygmomanometer", CUFF, "rust"),
    ):
        pass


def test_the_truth_names_the_items_that_a_defect_must_fail() -> None:
    assert failing_items("sphygmomanometer", "hysteresis") == ("hysteresis", "indication")
    assert failing_items("gauge", "friction") == ("tapping",)
