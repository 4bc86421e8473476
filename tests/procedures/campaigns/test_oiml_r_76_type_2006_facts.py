"""OIML R 76 TYPE:2006: the figures a second time, and each test with one case that conforms and one that does not."""

from decimal import Decimal

import pytest

from procedures.mass.oiml_r_76_type_2006 import OIMLR76Type
from procedures.mass.r76.type_nameplate import TESTS
from tests.procedures.campaigns.conftest import Judge
from tests.procedures.mass.judging import reading, told

facts = OIMLR76Type.facts


def test_figures_a_second_time() -> None:
    assert {key: facts.table("loads").numbers(key) for key in facts.table("loads").rows} == {
        "reference": (10,), "temperature": (5,), "damp_heat": (5,),
    }  # fmt: skip
    assert facts.table("tolerance").row("any") == {"T": 2, "h": 5, "U": 1}
    assert facts.table("series").row("any") == {"from": 1_000_000, "small": 10, "large": 3}
    assert facts.table("creep").row("any") == {
        "half_hour": Decimal("0.5"),
        "late": Decimal("0.2"),
        "zero": Decimal("0.5"),
    }
    assert facts.table("fault").numbers("any") == (1,)
    assert set(facts.table("tests").rows) == set(TESTS)
    assert {key for row in facts.table("tests").rows.values() for key in row} == set(facts.item_keys)


@pytest.mark.parametrize("test", TESTS)
def test_an_ideal_scale_conforms_in_every_test(tested: Judge, test: str) -> None:
    judged = tested(test)
    assert judged.verdict["outcome"] == "conform"
    wanted = set(facts.table("tests").texts(test)) - {"identification"}
    assert set(judged.outcomes) - {"specification", "environment"} == wanted


@pytest.mark.parametrize(
    ("test", "given", "item"),
    [
        ("reference", reading("15000g", "15000", "8"), "weighing"),
        ("temperature", reading("up/15000g", "15000", "-8"), "weighing"),
        ("voltage", reading("up/11250g", "11250", "8"), "weighing"),
        ("damp_heat", reading("up/2500g", "2500", "3"), "weighing"),
        ("eccentricity", reading("3", "5000", "6"), "eccentricity"),
        ("repeatability", reading("15000g/7", "15000", "8"), "repeatability"),
        ("examination", {"appearance/documents": "not_conform"}, "appearance"),
        ("disturbance", {"disturbance/I_worst": "60"}, "disturbance"),
        ("disturbance", {"disturbance/I_after": "40"}, "disturbance"),
    ],
)
def test_one_error_beyond_the_limit(tested: Judge, test: str, given: dict[str, str], item: str) -> None:
    judged = tested(test, given)
    assert judged.outcomes[item] == judged.verdict["outcome"] == "not_conform"


@pytest.mark.parametrize("shown", ["45", "50", "55"])
def test_a_fault_of_e_is_not_significant(tested: Judge, shown: str) -> None:
    assert tested("disturbance", {"disturbance/I_worst": shown}).verdict["outcome"] == "conform"


def test_a_blank_display_is_stated(tested: Judge) -> None:
    during = tested("disturbance", {"disturbance/withheld": "10"}).of("disturbance")["during"]
    assert (during["outcome"], during["values"]["withheld"], during["values"]["fault"]) == ("conform", "10", "0")


@pytest.mark.parametrize("given", [{"exposure/T_air": "37.9"}, {"exposure/h_air": "44"}, {"exposure/U_test": "227.6"}])
def test_beyond_the_condition_everything_is_void(tested: Judge, given: dict[str, str]) -> None:
    judged = tested("temperature", given, temperature='"40 °C"')
    assert judged.outcomes["exposure"] == judged.outcomes["weighing"] == judged.verdict["outcome"] == "invalid"


def test_the_condition_is_brought_about(tested: Judge) -> None:
    judged = tested("damp_heat", temperature='"40 °C"', humidity='"85 %RH"', hours="48", supply='"195.5 V"')
    assert told(judged, "expose") == [("40", "85", "48"), ("40", "85", "0")]
    assert told(judged, "feed") == [("195.5",), ("195.5",)]


def kept(minute: int, P: str) -> dict[str, str]:
    """Readings of the creep test that make an indication prior to rounding under 15 kg, e = 5 g."""
    shown = (Decimal(P) / 5).to_integral_value() * 5
    return {f"min{minute}/I": f"{shown}", f"min{minute}/dL": f"{shown + Decimal('2.5') - Decimal(P)}"}


def test_creep_within_half_an_hour(tested: Judge) -> None:
    """Case R76-PW-CR1: 1 g after half an hour, nothing in its second half; limits 0.5 e and 0.2 e."""
    given = kept(5, "15000.5") | kept(15, "15001") | kept(30, "15001")
    found = tested("creep", given).of("creep")
    assert (found["min30"]["values"]["dP"], found["late"]["values"]["dP"]) == ("1.0", "0.0")
    assert {c["outcome"] for c in found.values()} == {"conform"}


def test_creep_that_needs_four_hours(tested: Judge) -> None:
    """Case R76-PW-CR4: 4 g after four hours is within the MPE of 7.5 g; 8 g is not."""
    slow = kept(5, "15001") | kept(15, "15002") | kept(30, "15003.5")
    found = tested("creep", slow | kept(60, "15003.5") | kept(240, "15004"))
    assert found.of("creep")["min240"]["values"]["dP"] == "4.0"
    assert found.verdict["outcome"] == "conform"
    assert tested("creep", slow | kept(240, "15008")).verdict["outcome"] == "not_conform"


def test_zero_return(tested: Judge) -> None:
    """Case R76-PW-ZR1: a change of 2 g is within 0.5 e; 3 g is not."""
    for change, outcome in (("2", "conform"), ("3", "not_conform")):
        found = tested("creep", reading("after", "50", change)).of("creep")["zero_return"]
        assert (found["values"]["dP"], found["outcome"]) == (f"{change}.0", outcome)


def test_a_series_that_is_not_complete(tested: Judge) -> None:
    """Case R76-HK-REPN: 5 of 10 weighings at one load, none at the other."""
    missing = {f"7500g/{n}/I": "not_measured" for n in range(6, 11)}
    assert tested("repeatability", missing).verdict["outcome"] == "incomplete"
