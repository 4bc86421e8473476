"""Belt weighers: the figures of each edition a second time, the empty belt, product, both sides of every limit."""

from typing import Any

import pytest

from procedures.mass.automatic.ict_155_ii_3_4_2020 import ICT155II34
from procedures.mass.automatic.nor_indi0606591a_iii_9_2006 import BeltWeighersFR
from procedures.mass.automatic.regeling_eu_meetinstrumenten_13_2006 import BeltWeighersNL
from tests.procedures.mass.automatic.benches import D, Lab, alone, decisions, pedigree

ES, NL = "ICT/155/2020 II 3.4:2020", "Regeling EU-meetinstrumenten art. 13/2006"
FR = "NOR INDI0606591A III.9:2006"
STAGES = {ES: "subsequent", NL: "in-service", FR: "subsequent"}
EDITIONS = (ICT155II34, BeltWeighersNL, BeltWeighersFR)
PLATE = {"class": "1", "max": "200 kg", "dt": "5 kg", "d0": "0.5 kg", "sigma_min": "2000 kg", "qmax": "100 t/h",
         "qmin": "20 t/h", "length": "60 m", "speed": "2 m/s", "width": "800 mm", "second_device": True}  # fmt: skip
#: Three minutes are six revolutions of 30 s: 5000 kg at Qmax.
SIX = {"length": "'60 m'", "eccentric": "false"}
SLOW = "indication/20th/2000kg/1/"
#: Days, months of validity, status of every source; items with status, stages, gate, checks only.
PEDIGREES = [
    (
        ICT155II34,
        "2020-02-07 2020-10-24 24",
        (
            "dates=s period=v tests=v rated=v control=u runs=u sigma_min=v speed=v stability=v sensitivity=v "
            "variation=v zero=v check=v mpe=v repeat=v devices=v eccentric=v place=u"
        ),
        (
            "examination=vSRgc installation=vSRc functions=vSRc speed=vSR zero_check=vSR zero_variation=vSR "
            "zero_stability=vSR sensitivity=vSR indication=vSR repeatability=vSR eccentricity=vSR devices=vSR"
        ),
    ),
    (
        BeltWeighersNL,
        "2006-11-23 2006-11-23 0",
        "dates=u tests=u rated=v control=u runs=u sigma_min=s speed=s mpe=s",
        "examination=vVgc use=vVc permitted_use=vVc functions=sVc speed=sV indication=sV",
    ),
    (
        BeltWeighersFR,
        "2006-01-10 2006-01-10 12",
        "dates=u period=v tests=v rated=u control=u runs=u sigma_min=s mpe=v",
        "examination=vSgc installation=vSc indication=vS",
    ),
]


@pytest.mark.parametrize(("edition", "head", "sources", "items"), PEDIGREES)
def test_pedigree_a_second_time(edition: Any, head: str, sources: str, items: str) -> None:
    found = pedigree(edition)
    assert found == {"head": head, "demands": "control/3", "sources": sources, "items": items}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("marked", "limit", "least"), [("0.5", "10", "800"), ("1", "20", "400"), ("2", "40", "200")])
def test_limits_in_service_and_the_least_load(edition: Any, marked: str, limit: str, least: str) -> None:
    """Of 2000 kg 0.5, 1, 2 %; Σmin is 800, 400, 200 intervals at least."""
    assert alone(edition, **{**PLATE, "class": marked}).mpe(D(2000)) == D(limit)
    for intervals, conform in ((D(least), True), (D(least) - 1, False)):
        found = alone(edition, **{**PLATE, "class": marked, "sigma_min": f"{5 * intervals} kg"})
        (sigma,) = found.requirements()
        assert (sigma.conforms, sigma.limit) == (conform, f"≥ {least}")
    (long,) = alone(edition, **{**PLATE, "class": marked, "dt": "3 kg"}).requirements()
    assert long.value == "666.667"
    assert alone(edition, **{**PLATE, "class": marked}).subject.low_class is (marked != "0.5")


@pytest.mark.parametrize(("load", "rounded", "exact"), [
    ("2240", "20", "22.4"), ("2250", "20", "22.5"), ("2260", "25", "22.6"), ("2750", "30", "27.5"),
])  # fmt: skip
def test_the_limit_is_rounded_to_the_nearest_interval_in_spain(load: str, rounded: str, exact: str) -> None:
    assert alone(ICT155II34, **PLATE).mpe(D(load)) == D(rounded)
    for other in (BeltWeighersNL, BeltWeighersFR):
        assert alone(other, **PLATE).mpe(D(load)) == D(exact)


@pytest.mark.parametrize(("marked", "figures"), [
    ("0.5", ("0.05", "0.175", "0.00125", "0.05")), ("1", ("0.1", "0.35", "0.0025", "0.1")),
    ("2", ("0.2", "0.7", "0.005", "0.2")),
])  # fmt: skip
def test_figures_of_the_empty_belt(marked: str, figures: tuple[str, ...]) -> None:
    """Tables 10, 3, 1 and 2 of the Spanish annex."""
    names = ("check", "variation", "stability", "sensitivity")
    assert alone(ICT155II34, **{**PLATE, "class": marked}).percent == dict(zip(names, map(D, figures), strict=True))


@pytest.mark.parametrize(
    ("length", "turns", "seconds"), [("60 m", 6, "180"), ("59 m", 7, "206.5"), ("400 m", 1, "200"), ("358 m", 2, "358")]
)
def test_whole_revolutions_of_three_minutes_at_least(length: str, turns: int, seconds: str) -> None:
    found = alone(ICT155II34, **{**PLATE, "length": length})
    assert (found.turns, found.seconds) == (turns, D(seconds))
    assert alone(ICT155II34, **PLATE).of_qmax(D(180)) == 5000


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("belt") / "lab", ES, "belt_weigher", STAGES)


@pytest.mark.parametrize("regulation", [ES, NL, FR])
@pytest.mark.parametrize(("T1", "outcome"), [("2020", "conform"), ("2025", "not_conform"), ("1975", "not_conform")])
def test_a_total_on_both_sides_of_its_limit(lab: Lab, regulation: str, T1: str, outcome: str) -> None:
    found = lab.judged(regulation, {f"{SLOW}T1": T1}, **SIX)
    assert found.outcomes["indication"] == outcome
    runs = ["20th/2000kg/1", "20th/2000kg/2", "100th/2000kg/1", "100th/2000kg/2"]
    assert list(decisions(found, "indication")) == runs
    feeds = [b["args"][0] for k, _, b in found.bodies if k == "command" and b["method"] == "set_feed"]
    assert feeds == ["20", "100"]


@pytest.mark.parametrize(("T1", "outcome"), [("2010", "conform"), ("2015", "not_conform")])
def test_repeatability_at_each_flow_rate(lab: Lab, T1: str, outcome: str) -> None:
    given = {f"{SLOW}T1": T1, "20th/2000kg/2/T1": "1990"}
    found = lab.judged(ES, given, **SIX)
    assert (found.outcomes["repeatability"], found.outcomes["indication"]) == (outcome, "conform")
    assert list(decisions(found, "repeatability")) == ["20th/2000kg", "100th/2000kg"]


@pytest.mark.parametrize(("z1", "check", "variation"), [
    ("5", "conform", "conform"), ("5.5", "not_conform", "conform"), ("7", "not_conform", "conform"),
    ("7.5", "not_conform", "not_conform"), ("-5.5", "not_conform", "conform"), ("-7.5", "not_conform", "not_conform"),
])  # fmt: skip
def test_changes_of_zero(lab: Lab, z1: str, check: str, variation: str) -> None:
    """0.1 % of 5000 kg, and 0.35 % of 2000 kg."""
    given = {f"zero_check/{n}/z1": z1 for n in range(1, 6)}
    found = lab.judged(ES, given, **SIX)
    outcomes = found.outcomes
    assert found.answers.doubts == []
    assert list(decisions(found, "zero_check")) == list(decisions(found, "zero_variation")) == ["1", "2", "3", "4", "5"]
    assert (outcomes["zero_check"], outcomes["zero_variation"]) == (check, variation)
    assert outcomes["zero_stability"] == "conform"


@pytest.mark.parametrize(("z1", "outcome"), [("1.5", "conform"), ("2", "not_conform")])
def test_stability_of_zero(lab: Lab, z1: str, outcome: str) -> None:
    """0.0025 % of 100 t are 2.5 kg between the largest and the smallest change."""
    outcomes = lab.judged(ES, {"zero_check/2/z1": z1, "zero_check/5/z1": "-1"}, **SIX).outcomes
    assert (outcomes["zero_stability"], outcomes["zero_check"]) == (outcome, "conform")


@pytest.mark.parametrize(("z1", "outcome"), [("0.5", "conform"), ("-0.5", "conform"), ("0.4", "not_conform")])
def test_a_small_load_is_seen(lab: Lab, z1: str, outcome: str) -> None:
    """0.1 % of 200 kg on the weigh table change the total by an interval of the zero device at least."""
    found = lab.judged(ES, {"sensitivity/loaded/z1": z1}, **SIX)
    assert found.outcomes["sensitivity"] == outcome
    weights = [D(b["args"][0]) for k, _, b in found.bodies if k == "command" and b["method"] == "put_weights"]
    assert weights == [0, D("0.2"), 0]


@pytest.mark.parametrize("regulation", [ES, NL])
@pytest.mark.parametrize(("v", "outcome"), [
    ("2.1", "conform"), ("2.11", "not_conform"), ("1.9", "conform"), ("1.89", "not_conform"),
])  # fmt: skip
def test_speed_of_the_belt(lab: Lab, regulation: str, v: str, outcome: str) -> None:
    assert lab.judged(regulation, {"speed/v": v}, **SIX).outcomes["speed"] == outcome


@pytest.mark.parametrize(("T1", "outcome"), [("2010", "conform"), ("2015", "not_conform")])
def test_product_beside_the_centre(lab: Lab, T1: str, outcome: str) -> None:
    """0.7 of 20 kg, a quarter of the width beside the centre, at Qmax."""
    found = lab.judged(ES, {"eccentricity/right/2000kg/T1": T1}, length="'60 m'")
    assert found.outcomes["eccentricity"] == outcome
    shifts = [D(b["args"][0]) for k, _, b in found.bodies if k == "command" and b["method"] == "shift"]
    assert shifts == [-200, 200, 0]
    assert decisions(found, "eccentricity")["left/2000kg"]["limit"][1] == "14"
    assert "eccentricity" not in lab.judged(ES, {}, **SIX).outcomes


def test_loads_beside_the_intervals_can_be_planned(lab: Lab) -> None:
    """Σmin of 2002 kg with dt = 5 kg: an ideal display shows 2000 kg."""
    assert lab.judged(ES, {}, **SIX, sigma_min="'2002 kg'").verdict["outcome"] == "conform"


def test_a_limit_that_follows_from_a_reading_is_replayed_with_a_corrected_certificate(lab: Lab) -> None:
    found = lab.judged(ES, {}, length="'60 m'")
    judged = [b for item in ("indication", "eccentricity") for b in found.of(item).values()]
    assert len(judged) == 6
    assert all(b.get("reference") is None for b in judged)


def test_an_empty_run_lasts_whole_revolutions(lab: Lab) -> None:
    """55 m at 2 m/s: seven revolutions in 192.5 s; 0.1 % of what runs at 100 t/h in that time."""
    found = lab.judged(ES, {"zero_check/2/z0": "5000", "zero_check/2/z1": "5000"}, eccentric="false")
    assert {b["seconds"] for k, _, b in found.bodies if k == "dwell"} == {"193"}
    assert decisions(found, "zero_check")["1"]["limit"][1] == "5.34722"
    assert found.answers.doubts == []
    assert found.of("sensitivity")["empty"]["reference"] == []


def test_two_devices_and_runs_that_were_not_made(lab: Lab) -> None:
    assert lab.judged(ES, {"devices/T2": "5"}, **SIX).outcomes["devices"] == "not_conform"
    open_ = lab.judged(ES, {"zero_check/3/z1": "not_measured", "100th/2000kg/2/L": "not_measured"}, **SIX).outcomes
    items = ("zero_check", "zero_variation", "zero_stability", "indication", "repeatability")
    assert [open_[key] for key in items] == ["incomplete"] * 5


def test_low_classes_in_the_netherlands(lab: Lab) -> None:
    assert "permitted_use" in lab.judged(NL, {}, **SIX).outcomes
    assert "permitted_use" not in lab.judged(NL, {}, **SIX, **{"class": "'0.5'", "dt": "'1 kg'"}).outcomes
