"""Particle number counters in Spain: figures a second time, concentrations, zero level, response, conditions."""

import base64
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.emissions.ict_155_xxi_2024 import ICT155XXI, ParticleCounter, facts
from procedures.regulation import Stage
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import changed, judge

D = Decimal
ID = "ICT/155/2020 XXI:2024"


def test_figures_a_second_time() -> None:
    names = ("least", "absolute", "zero_settle", "zero", "zero_level", "part", "time", "recorded", "filtered", "settle",
             "reference_uncertainty")  # fmt: skip
    figures = ("5000", "25000", "15", "15", "5000", "0.95", "15", "90", "40", "60", "12.5")
    assert [facts.number(n) for n in names] == [D(f) for f in figures]
    assert facts.table("linearity").columns == ("tolerance", "percent")
    assert [facts.table("linearity").numbers(k) for k in ("reference", "periodic")] == [(D(10), D(25)), (D(20), D(50))]
    parts = facts.table("parts")
    assert parts.numbers("reference") == tuple(map(D, ("0.2", "0.6", "1", "1.5", "2")))
    assert parts.numbers("periodic") == tuple(map(D, ("0.2", "1", "2")))


def test_header_items_and_stages() -> None:
    r, items = ICT155XXI.regulation, list(ICT155XXI.items())[2:]
    header = (f"{r.issued}", f"{r.in_force}", r.jurisdiction, r.kind, ICT155XXI.validity_months(plate()))
    assert header == ("2024-12-17", "2024-12-28", "ES", "particle-counter", 12)
    keys = ["examination", "supply", "clean_air", "zero", "low_flow", "response", "linearity"]
    assert [i.key for i in items] == keys
    assert [i.gate for i in items] == [key == "examination" for key in keys]
    assert [i.measured for i in items] == [key in ("zero", "response", "linearity") for key in keys]
    new = {Stage.INITIAL, Stage.AFTER_REPAIR}
    assert all(i.stages == (new if i.key == "supply" else new | {Stage.SUBSEQUENT}) for i in items)
    verified = ("scope", "period", "range", "mpe", "reference", "rated", "linearity", "zero", "response", "counter")
    assert {str(facts.source(k).status) for k in verified} == {"verified"}
    assert {str(facts.source(k).status) for k in ("between", "settling", "dates")} == {"unverified"}
    assert facts.standards_demands(plate())["aerosol"].uncertainty == 1


@pytest.mark.parametrize(("place", "temperature", "humidity", "drift"), [
    ("laboratory", (18, 22), (30, 70), 10), ("in_situ", (5, 40), (None, 85), None),
])  # fmt: skip
def test_conditions(place: str, temperature: Any, humidity: Any, drift: Any) -> None:
    found = {c.quantity: c for c in ICT155XXI.conditions(plate(place=place))}
    limits = {key: (c.lower, c.upper) for key, c in found.items()}
    assert limits == {"temperature": temperature, "humidity": humidity, "air_pressure": (860, 1060)}
    assert found["air_pressure"].drift == drift


def plate(**fields: str) -> ParticleCounter:
    """A nameplate."""
    return ParticleCounter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x",
        "limit": "250000 1/cm³", "upper": "500000 1/cm³", "lower": "5000 1/cm³", "display": "1250000 1/cm³",
        "absolute": "25000 1/cm³", "count": "1 1/cm³", **fields,
    })  # fmt: skip


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("particles") / "lab"
    write_example(ID, folder)
    return folder


def judged(lab: Path, given: dict[str, str], stage: str = "initial", **fields: str) -> Any:
    """The ideal counter with what was read otherwise; a display of single particles."""
    quoted = {"count": '"1 1/cm³"'} | {key: f'"{value}"' for key, value in fields.items()}
    subject = changed(lab / "subjects/particle_counter.toml", **quoted)
    return judge(ID, lab / "benches/particle_counter.toml", subject, given, stage=stage)


@pytest.mark.parametrize(("stage", "points"), [
    ("initial", [50000, 150000, 250000, 375000, 500000]), ("after-repair", [50000, 150000, 250000, 375000, 500000]),
    ("subsequent", [50000, 250000, 500000]),
])  # fmt: skip
def test_concentrations_of_a_stage(lab: Path, stage: str, points: list[int]) -> None:
    found = judged(lab, {}, stage)
    assert found.verdict["outcome"] == "conform"
    assert list(found.of("linearity")) == [f"{p}1cm3" for p in points]
    applied = [(b["method"], *b.get("args", [])) for k, _, b in found.bodies if k == "command"]
    assert applied == [("off",), ("off",), ("apply", "250000", "1/cm³"), *(("apply", f"{p}", "1/cm³") for p in points),
                       ("off",)]  # fmt: skip
    assert bool(found.of("supply")) is (stage != "subsequent")


@pytest.mark.parametrize(("stage", "ref", "shown", "outcome"), [
    ("initial", "240000", "300000", "conform"), ("initial", "240000", "300001", "not_conform"),
    ("initial", "240000", "180000", "conform"), ("initial", "240000", "179999", "not_conform"),
    ("after-repair", "240000", "300001", "not_conform"), ("subsequent", "240000", "360000", "conform"),
    ("subsequent", "240000", "360001", "not_conform"), ("subsequent", "240000", "120000", "conform"),
    ("subsequent", "240000", "119999", "not_conform"),
])  # fmt: skip
def test_a_part_of_the_concentration(lab: Path, stage: str, ref: str, shown: str, outcome: str) -> None:
    given = {"linearity/2500001cm3/ref": ref, "linearity/2500001cm3/x": shown}
    assert judged(lab, given, stage).outcomes["linearity"] == outcome


@pytest.mark.parametrize(("absolute", "shown", "outcome"), [
    ("25000 1/cm³", "75000", "conform"), ("25000 1/cm³", "75001", "not_conform"), ("25000 1/cm³", "25000", "conform"),
    ("12600 1/cm³", "62600", "conform"), ("12600 1/cm³", "62601", "not_conform"),
    ("1000 1/cm³", "62500", "conform"), ("1000 1/cm³", "62501", "not_conform"),
])  # fmt: skip
def test_the_absolute_limit_of_the_maker(lab: Path, absolute: str, shown: str, outcome: str) -> None:
    given = {"linearity/500001cm3/x": shown}
    assert judged(lab, given, absolute=absolute).outcomes["linearity"] == outcome


@pytest.mark.parametrize(("stage", "ref", "refused"), [
    ("initial", "55000", False), ("initial", "55001", True), ("initial", "45000", False), ("initial", "44999", True),
    ("subsequent", "60000", False), ("subsequent", "60001", True), ("subsequent", "40000", False),
])  # fmt: skip
def test_how_near_a_concentration_is(lab: Path, stage: str, ref: str, refused: bool) -> None:
    given = {"linearity/500001cm3/ref": ref, "linearity/500001cm3/x": ref}
    if refused:
        with pytest.raises(Interrupted, match="outside the prescribed range"):
            judged(lab, given, stage)
    else:
        assert judged(lab, given, stage).outcomes["linearity"] == "conform"


@pytest.mark.parametrize(("series", "outcome"), [
    ("0 0,7 0,14 0,15 5000,20 5000,30 5000", "conform"), ("0 0,7 0,14 0,15 5001,20 5000,30 5000", "not_conform"),
    ("0 99999,7 9,14 99999,15 4000,20 6000,30 5000", "conform"), ("0 0,1 0,2 0,15 0,20 0,30 15003", "not_conform"),
    ("0 0,1 0,15 0,20 0,30 15000,31 99999", "conform"),
])  # fmt: skip
def test_the_mean_of_fifteen_seconds(lab: Path, series: str, outcome: str) -> None:
    assert judged(lab, {"zero/recording": series}).outcomes["zero"] == outcome


@pytest.mark.parametrize(("reached", "outcome"), [("15", "conform"), ("15.2", "not_conform")])
def test_the_response(lab: Path, reached: str, outcome: str) -> None:
    """237 500 are 95 % of 250 000."""
    series = f"0 0,14.9 237499,{D(reached) + D('0.1')} 237500,50 250000,60 250000,70 250000,90 250000"
    assert judged(lab, {"response/recording": series}).outcomes["response"] == outcome


@pytest.mark.parametrize(("fields", "stage", "outcome"), [
    ({}, "initial", "conform"), ({"lower": "5001 1/cm³"}, "initial", "not_conform"),
    ({"upper": "500000 1/cm³"}, "initial", "conform"), ({"upper": "499999 1/cm³"}, "initial", "not_conform"),
    ({"display": "1249999 1/cm³"}, "initial", "not_conform"), ({"absolute": "25001 1/cm³"}, "initial", "not_conform"),
    ({"place": "in_situ"}, "initial", "not_conform"), ({"place": "in_situ"}, "after-repair", "not_conform"),
    ({"place": "in_situ"}, "subsequent", "conform"),
])  # fmt: skip
def test_the_nameplate(lab: Path, fields: dict[str, str], stage: str, outcome: str) -> None:
    assert judged(lab, {}, stage, **fields).outcomes["specification"] == outcome


@pytest.mark.parametrize(("U", "outcome"), [("0.123", "conform"), ("0.124", "not_conform")])
def test_uncertainty_of_the_reference(tmp_path: Path, U: str, outcome: str) -> None:
    """Below 12.5 %; 50 1/cm³ are 0.1 % of 50 000."""
    lab = tmp_path / "lab"
    write_example(ID, lab)
    text = (lab / "standards.toml").read_text("utf-8")
    old = 'expanded_uncertainty = { constant = "50", relative = "0.1" }'
    assert old in text
    (lab / "standards.toml").write_text(text.replace(old, old.replace('"0.1"', f'"{U}"')), "utf-8")
    assert judged(lab, {}).outcomes["specification"] == outcome


def test_what_the_nameplate_is_held_against(lab: Path) -> None:
    found = {key: body["values"] for key, body in judged(lab, {}).of("specification").items()}
    expected = {"lower": "≤ 5000", "upper": "≥ 500000", "display": "≥ 1250000", "absolute": "≤ 25000"}
    assert {key: found[key]["limit"] for key in expected} == {k: f"{limit} 1/cm³" for k, limit in expected.items()}
    clauses = {found[key]["requirement"] for key in ("lower", "upper", "display")}
    assert found["absolute"]["requirement"] not in clauses
    assert len(clauses) == 1


def test_a_limit_of_a_part_of_a_particle_is_none() -> None:
    assert plate(limit="0.5 1/cm³").limit.value == D("0.5")
    with pytest.raises(ValueError, match="limit"):
        plate(limit="0 1/cm³")


def test_what_is_recorded_of_an_ideal_counter(lab: Path) -> None:
    """Filtered air shows nothing; the change goes from nothing to the limit."""
    series = {}
    for kind, address, body in judged(lab, {}).bodies:
        if kind == "observation" and address.endswith("recording"):
            text = zlib.decompress(base64.b64decode(body["value"]["packed"])).decode()
            series[address] = [float(line.split()[1]) for line in text.splitlines()]
    assert set(series["zero/recording"]) == {0}
    assert (series["response/recording"][0], series["response/recording"][-1]) == (0, 250000)


def test_the_reference_counter_decides_the_limit(lab: Path) -> None:
    found = judged(lab, {}).of("linearity")
    assert not any("reference" in body for body in found.values())
