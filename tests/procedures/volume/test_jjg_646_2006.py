"""JJG 646-2006: figures a second time, both sides of limits, volumes by weighing."""

import statistics
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.regulation import Stage
from procedures.volume.jjg_646_2006 import JJG646, Pipette
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.volume.measures import judged as judged_measure
from tests.procedures.volume.measures import per_gram, readings

D = Decimal
REGULATION = "JJG 646-2006"
#: Volume in µL and limit in %.
LIMITS = {"2": "12", "4": "10", "5": "8", "10": "8", "20": "4", "25": "4", "50": "3", "100": "2", "200": "1.5"}
LIMITS |= {"500": "1", "1000": "1"}


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pipette") / "lab"
    write_example(REGULATION, folder)
    return folder


def judged(lab: Path, given: dict[str, str], **fields: str) -> Any:
    """A run of a pipette."""
    return judged_measure(lab, "pipette", REGULATION, given, **fields)


def test_figures_a_second_time() -> None:
    facts = JJG646.facts
    assert {v: facts.table("mpe").numbers(v)[0] for v in LIMITS} == {v: D(limit) for v, limit in LIMITS.items()}
    assert set(facts.table("mpe").rows) == set(LIMITS)
    assert facts.table("points").numbers("fixed") == (1,)
    assert facts.table("points").numbers("adjustable") == (D("0.1"), D("0.5"), 1)
    assert [facts.number(n) for n in ("repeats", "repeatability", "expansion", "water_beside_air")] == [
        6,
        D("0.5"),
        0,
        2,
    ]


def test_what_the_edition_is() -> None:
    r = JJG646.regulation
    assert (r.id, r.jurisdiction, r.kind, r.validity_months) == (REGULATION, "CN", "pipette", 12)
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.replaces) == ("2006-12-08", "2007-06-08", ("JJG 646-1990",))
    assert JJG646.stages() == (Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE)
    assert [s.status for s in r.sources] == ["secondary", "unverified", "unverified", "unverified"]
    statuses = {k: str(JJG646.facts.source(k).status) for k in ("mpe", "points", "appearance", "tightness")}
    assert set(statuses.values()) == {"secondary"}
    unsure = ("spread", "expansion", "water", "standard", "environment")
    assert {str(JJG646.facts.source(k).status) for k in unsure} == {"unverified"}
    assert JJG646.facts.standards_demands(None)["balance"].ratio == 3
    air = {c.quantity: (c.lower, c.upper, c.drift) for c in JJG646.conditions(None)}
    assert air == {"temperature": (15, 25, 1), "humidity": (None,) * 3, "air_pressure": (None,) * 3}
    gates = {i.key for i in JJG646.items() if i.gate}
    assert gates == {"specification", "appearance", "tightness"}
    assert not any(i.measured for i in JJG646.items() if i.key in ("appearance", "tightness"))


@pytest.mark.parametrize(
    ("kind", "nominal", "volumes"),
    [
        ("adjustable", "100 µL", ["10uL", "50uL", "100uL"]), ("adjustable", "1 mL", ["100uL", "500uL", "1000uL"]),
        ("adjustable", "20 µL", ["2uL", "10uL", "20uL"]), ("fixed", "25 µL", ["25uL"]),
    ],
)  # fmt: skip
def test_volumes_and_six_deliveries_each(lab: Path, kind: str, nominal: str, volumes: list[str]) -> None:
    found = judged(lab, {}, kind=f'"{kind}"', nominal=f'"{nominal}"')
    rows = [a.split("/") for a in found.of("volume")]
    assert rows == [[v, *n] for v in volumes for n in ([["1"], ["2"], ["3"], ["4"], ["5"], ["6"], []])]


@pytest.mark.parametrize("nominal", ["10 µL", "5000 µL", "250 µL"])
def test_volumes_without_a_limit_on_record_are_refused(lab: Path, nominal: str) -> None:
    found = judged(lab, {}, nominal=f'"{nominal}"')
    assert found.outcomes["specification"] == "not_conform"


def masses(lab: Path, volumes: list[str]) -> dict[str, str]:
    """Readings of the balance that make deliveries of 100 µL these volumes at 20 °C, 50 %RH and 1013 hPa."""
    begins = readings(judged(lab, {}), "volume/100uL/", "/m0").values()
    K = per_gram(20.0, 1.19926, 0.0)
    pairs = enumerate(zip(volumes, begins, strict=True), 1)
    return {f"100uL/{n}/m1": f"{m0 + float(v) / 1000.0 / K:.12f}" for n, (v, m0) in pairs}


def test_volume_error_and_repeatability_by_hand(lab: Path) -> None:
    volumes = ["99.1", "99.4", "99.0", "99.2", "99.5", "99.2"]
    given = masses(lab, volumes)
    found = judged(lab, given)
    numbers = [float(v) for v in volumes]
    middle, s = statistics.mean(numbers), statistics.stdev(numbers)
    E, spread = (found.of(item)["100uL"]["decision"] for item in ("volume", "repeatability"))
    assert float(E["unrounded"]) == pytest.approx(100.0 * (100.0 - middle) / middle, abs=2e-3)
    assert float(spread["unrounded"]) == pytest.approx(100.0 * s / middle, abs=1e-5)
    assert E["limit"] == ["-2", "2"]
    assert D(spread["limit"][1]) == 1


def test_a_vessel_that_is_not_tared(lab: Path) -> None:
    """Each delivery begins where the one before ended: the difference counts, and no reading is doubted."""
    volumes = ["99.1", "99.4", "99.0", "99.2", "99.5", "99.2"]
    K, before, given = per_gram(20.0, 1.19926, 0.0), 1.5, dict[str, str]()
    for n, volume in enumerate(volumes, 1):
        after = before + float(volume) / 1000.0 / K
        given |= {f"100uL/{n}/m0": f"{before:.12f}", f"100uL/{n}/m1": f"{after:.12f}"}
        before = after
    found = judged(lab, given)
    for item in ("volume", "repeatability"):
        decision = found.of(item)["100uL"]["decision"]
        alike = judged(lab, masses(lab, volumes)).of(item)["100uL"]["decision"]
        assert float(decision["unrounded"]) == pytest.approx(float(alike["unrounded"]), abs=1e-6)
    assert found.answers.doubts == []


def test_what_is_read_from_an_ideal_pipette(lab: Path) -> None:
    """An empty vessel, what a balance shows in air of 100 µL of water at 20 °C: 1 mL is 0.99715 g."""
    found = judged(lab, {})
    read = {end: set(readings(found, "volume/100uL/", f"/{end}").values()) for end in ("m0", "m1", "tw")}
    assert (read["m0"], read["tw"]) == ({0.0}, {20.0})
    assert list(read["m1"]) == [pytest.approx(0.099715, abs=2e-6)]
    assert list(readings(found, "volume/10uL/", "/m1").values()) == [pytest.approx(0.0099715, abs=1e-6)] * 6


def test_volumes_are_shown_to_a_hundredth_of_the_limit(lab: Path) -> None:
    """2 µL at 100 µL, so 0.01 µL; 1.5 µL at 50 µL alike; 0.8 µL at 10 µL, so 0.001 µL."""
    found = judged(lab, masses(lab, ["99.1"] * 6))
    shown = found.of("volume")
    assert (shown["100uL/1"]["values"]["V"], shown["100uL"]["values"]["Vm"]) == ("99.10", "99.10")
    assert [len(shown[at]["values"]["V"].partition(".")[2]) for at in ("50uL/1", "10uL/1")] == [2, 3]


def test_a_mass_far_from_the_nominal_volume_is_doubted(lab: Path) -> None:
    """Five times 2 % of 0.1 g is 0.01 g."""
    assert judged(lab, {"100uL/1/m1": "0.2"}).answers.doubts == ["reading_far"]
    assert judged(lab, {"100uL/1/m1": "0.105"}).answers.doubts == []


@pytest.mark.parametrize(("volume", "outcome"), [
    ("98.05", "conform"), ("98.03", "not_conform"), ("102.03", "conform"), ("102.05", "not_conform"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: Path, volume: str, outcome: str) -> None:
    """100 / 1.02 = 98.039 and 100 / 0.98 = 102.041."""
    given = masses(lab, [volume] * 6)
    found = judged(lab, given)
    assert (found.outcomes["volume"], found.outcomes["repeatability"]) == (outcome, "conform")


@pytest.mark.parametrize(("half", "outcome"), [("0.90", "conform"), ("0.93", "not_conform")])
def test_both_sides_of_the_repeatability(lab: Path, half: str, outcome: str) -> None:
    """Three deliveries above and three below by x: s = x √(6/5), limit half of 2 %."""
    given = masses(lab, [str(100 + float(half)), str(100 - float(half))] * 3)
    assert judged(lab, given).outcomes["repeatability"] == outcome


def test_warm_water_in_thin_air(lab: Path) -> None:
    """The factor follows water and air: 22 °C, 900 hPa."""
    weighed = masses(lab, ["100"] * 6)
    readings_of_air = {"volume/100uL/ta": "21", "volume/100uL/pa": "900", "volume/100uL/tw": "22"}
    usual, other = (
        judged(lab, given).of("volume")["100uL"]["decision"] for given in (weighed, weighed | readings_of_air)
    )
    air = 1.06062  # 21 °C, 50 %RH, 900 hPa
    ratio = per_gram(22.0, air, 0.0) / per_gram(20.0, 1.19926, 0.0)
    E = [float(d["unrounded"]) for d in (usual, other)]
    assert (1.0 + E[0] / 100.0) / (1.0 + E[1] / 100.0) == pytest.approx(ratio, abs=2e-6)


@pytest.mark.parametrize(("tw", "refused"), [("22", False), ("22.1", True), ("17.9", True)])
def test_water_that_is_not_at_room_temperature_is_not_weighed(lab: Path, tw: str, refused: bool) -> None:
    if refused:
        with pytest.raises(Interrupted, match="water and room differ"):
            judged(lab, {"volume/100uL/tw": tw})
    else:
        assert judged(lab, {"volume/100uL/tw": tw}).outcomes["volume"] == "conform"


@pytest.mark.parametrize("check", ["marks", "piston", "regulator", "tip"])
def test_each_check(lab: Path, check: str) -> None:
    assert judged(lab, {f"appearance/{check}": "not_conform"}).outcomes["appearance"] == "not_conform"


def test_a_pipette_that_drips(lab: Path) -> None:
    found = judged(lab, {"tightness/tight": "not_conform"})
    assert (found.outcomes["tightness"], found.outcomes["volume"]) == ("not_conform", "incomplete")


def test_a_nominal_volume_is_above_zero() -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        Pipette.model_validate({
            "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "kind": "fixed",
            "nominal": "0 µL",
        })  # fmt: skip
