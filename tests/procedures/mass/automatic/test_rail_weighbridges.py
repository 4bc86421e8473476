"""Rail weighbridges: the classes of each edition a second time, the rules of wagons and trains, coupled results."""

from typing import Any

import pytest

from procedures.mass.automatic.ict_155_ii_3_5_2020 import ICT155II35
from procedures.mass.automatic.regeling_eu_meetinstrumenten_14_2006 import RailWeighbridgesNL
from tests.procedures.mass.automatic.benches import D, Lab, alone, decisions, pedigree, zero_readings

ES, NL = "ICT/155/2020 II 3.5:2020", "Regeling EU-meetinstrumenten art. 14/2006"
STAGES = {ES: "subsequent", NL: "in-service"}
EDITIONS = (ICT155II35, RailWeighbridgesNL)
PLATE = {"class": "0.5", "max": "120 t", "d": "50 kg", "max_wagon": "100 t", "min_wagon": "20 t", "coupled": True,
         "train": True, "test_wagons": ["22 t", "80 t"]}  # fmt: skip
#: Two wagons in five passes: ten results.
TWO = {"max_wagon": "'100 t'", "test_wagons": "['22 t', '80 t']"}
#: Days, months of validity, status of every source; items with status, stages, gate, checks only.
PEDIGREES = [
    (
        ICT155II35,
        "2020-02-07 2020-10-24 24",
        "dates=s period=v tests=v rated=v control=u passes=u min_wagon=v mpe=v train=v coupled=v zero=v",
        "examination=vSRgc functions=vSRc zero=vSR wagons=vSR coupled_share=vSR train=vSR",
    ),
    (
        RailWeighbridgesNL,
        "2006-11-23 2006-11-23 0",
        "dates=u tests=u rated=v control=u passes=u min_wagon=s mpe=s train=s coupled=s",
        "examination=vVgc use=vVc wagons=sV coupled_share=sV train=sV",
    ),
]


@pytest.mark.parametrize(("edition", "head", "sources", "items"), PEDIGREES)
def test_pedigree_a_second_time(edition: Any, head: str, sources: str, items: str) -> None:
    found = pedigree(edition)
    assert found == {"head": head, "demands": "control/3", "sources": sources, "items": items}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("marked", "load", "limit"), [
    ("0.2", "80000", "150"), ("0.5", "80000", "400"), ("1", "80000", "800"), ("2", "80000", "1600"),
    ("0.5", "50000", "250"), ("0.5", "54900", "250"), ("0.5", "55000", "300"), ("0.5", "45000", "200"),
    ("0.5", "20000", "200"), ("0.5", "35000", "200"), ("0.2", "20000", "50"), ("1", "22000", "350"),
])  # fmt: skip
def test_limits_of_a_wagon(edition: Any, marked: str, load: str, limit: str) -> None:
    """The class, not below that of 35 % of the largest wagon (175 kg → 200 kg), not below d; rounded to 50 kg."""
    assert alone(edition, **{**PLATE, "class": marked}).wagon_limit(D(load)) == D(limit)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_limit_is_an_interval_at_least(edition: Any) -> None:
    found = alone(edition, **{**PLATE, "class": "0.2", "d": "200 kg"})
    assert found.wagon_limit(D(20000)) == 200
    assert found.train_limit(D(20000), 3) == 600
    assert found.train_limit(D(20000), 30) == 2000


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("wagons", "load", "limit"), [
    (2, "102000", "500"), (2, "60000", "350"), (10, "300000", "1750"), (11, "300000", "1750"), (10, "900000", "4500"),
    (1, "20000", "200"),
])  # fmt: skip
def test_limits_of_a_train(edition: Any, wagons: int, load: str, limit: str) -> None:
    """The class, not below that of 35 % of the largest wagon times the wagons, ten at most."""
    assert alone(edition, **PLATE).train_limit(D(load), wagons) == D(limit)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("least", "conform"), [("2.5 t", True), ("2.49 t", False)])
def test_the_smallest_wagon_is_fifty_intervals(edition: Any, least: str, conform: bool) -> None:
    (found,) = alone(edition, **{**PLATE, "min_wagon": least}).requirements()
    assert found.conforms is conform
    (long,) = alone(edition, **{**PLATE, "d": "60 kg"}).requirements()
    assert (long.value, long.limit) == ("333.333", "≥ 50")


def test_reference_wagons_are_of_the_sizes_of_the_instrument() -> None:
    assert alone(ICT155II35, **PLATE).subject.tested == {"1": D(22000), "2": D(80000)}
    for wagon in ("19.9 t", "100.1 t"):
        with pytest.raises(ValueError, match=f"{wagon} is not between"):
            alone(ICT155II35, **{**PLATE, "test_wagons": [wagon]})
    assert len(alone(ICT155II35, **{**PLATE, "test_wagons": ["20 t", "100 t"]}).subject.tested) == 2
    assert len(alone(ICT155II35, **{**PLATE, "test_wagons": ["30 t"]}).subject.tested) == 1
    with pytest.raises(ValueError, match="test_wagons"):
        alone(ICT155II35, **{**PLATE, "test_wagons": []})


def test_masses_that_stand_for_themselves_are_not_doubted(lab: Lab) -> None:
    """A reference wagon may weigh something else than its nominal mass; the train is shown whatever it is."""
    given = {"reference/2/L": "70000", **{f"wagons/{n}/I2": "70000" for n in range(1, 6)}, "wagons/1/W_train": "120000"}
    found = lab.judged(ES, given, **TWO)
    assert found.answers.doubts == []
    assert found.of("wagons")["reference/1"]["reference"] == []


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("rail") / "lab", ES, "rail_weighbridge", STAGES)


@pytest.mark.parametrize("regulation", [ES, NL])
@pytest.mark.parametrize(("shown", "wagons", "share"), [
    ("80400", "conform", "conform"), ("80800", "conform", "conform"), ("80850", "not_conform", "conform"),
    ("79600", "conform", "conform"), ("79150", "not_conform", "conform"),
])  # fmt: skip
def test_one_of_ten_coupled_results_may_double_the_limit(
    lab: Lab, regulation: str, shown: str, wagons: str, share: str
) -> None:
    found = lab.judged(regulation, {"wagons/3/I2": shown}, **TWO)
    assert (found.outcomes["wagons"], found.outcomes["coupled_share"]) == (wagons, share)
    beyond = "0" if shown in {"80400", "79600"} else "10"
    (decision,) = decisions(found, "coupled_share").values()
    assert (D(decision["unrounded"]), decision["limit"][1]) == (D(beyond), "10")


@pytest.mark.parametrize("regulation", [ES, NL])
def test_two_of_ten_may_not(lab: Lab, regulation: str) -> None:
    outcomes = lab.judged(regulation, {"wagons/3/I2": "80450", "wagons/5/I1": "21750"}, **TWO).outcomes
    assert (outcomes["wagons"], outcomes["coupled_share"], outcomes["train"]) == ("conform", "not_conform", "conform")


@pytest.mark.parametrize(("shown", "outcome"), [("80400", "conform"), ("80450", "not_conform")])
def test_uncoupled_wagons_keep_the_limit_itself(lab: Lab, shown: str, outcome: str) -> None:
    found = lab.judged(ES, {"wagons/3/I2": shown}, **TWO, coupled="false")
    assert found.outcomes["wagons"] == outcome
    assert "coupled_share" not in found.outcomes
    assert len(decisions(found, "wagons")) == 10


@pytest.mark.parametrize("regulation", [ES, NL])
@pytest.mark.parametrize(("shown", "outcome"), [
    ("102500", "conform"), ("102550", "not_conform"), ("101500", "conform"), ("101450", "not_conform"),
])  # fmt: skip
def test_a_train_on_both_sides(lab: Lab, regulation: str, shown: str, outcome: str) -> None:
    """102 t: 510 kg, rounded 500 kg."""
    found = lab.judged(regulation, {"wagons/2/W_train": shown}, **TWO)
    assert found.outcomes["train"] == outcome
    assert "train" not in lab.judged(regulation, {}, **TWO, train="false").outcomes


def test_the_limit_is_that_of_the_mass_on_the_control_instrument(lab: Lab) -> None:
    """80.01 t: 400.05 kg, rounded 400 kg; the error is 390 kg beside it and 410 kg on the other side."""
    for shown, share in (("80400", "0"), ("79600", "10")):
        found = lab.judged(ES, {"reference/2/L": "80010", "wagons/1/I2": shown}, **TWO)
        (decision,) = decisions(found, "coupled_share").values()
        assert D(decision["unrounded"]) == D(share)


def test_a_limit_that_follows_from_a_reading_is_replayed_with_a_corrected_certificate(lab: Lab) -> None:
    """A conclusion without references is a candidate of every re-evaluation."""
    found = lab.judged(ES, {}, **TWO)
    judged = [b for item in ("wagons", "coupled_share", "train") for b in found.of(item).values() if "decision" in b]
    assert len(judged) == 16
    assert all(b.get("reference") is None for b in judged)


@pytest.mark.parametrize("address", ["wagons/4/I1", "reference/1/L"])
def test_what_was_not_read_leaves_the_share_and_the_train_open(lab: Lab, address: str) -> None:
    outcomes = lab.judged(ES, {address: "not_measured"}, **TWO).outcomes
    assert [outcomes[key] for key in ("wagons", "coupled_share", "train")] == ["incomplete"] * 3


@pytest.mark.parametrize(("dL", "outcome"), [("12.5", "conform"), ("12", "not_conform"), ("38", "not_conform")])
def test_zero_to_a_quarter_of_an_interval(lab: Lab, dL: str, outcome: str) -> None:
    assert lab.judged(ES, {"zero/dL": dL}, **TWO).outcomes["zero"] == outcome
    assert zero_readings(lab.judged(ES, {}, **TWO), "zero") == (("5", "kg"), "25")
