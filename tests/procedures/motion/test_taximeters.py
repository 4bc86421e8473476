"""Taximeters: the figures of each edition a second time, limits and their edges, tariffs, fares, the constant."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.motion.ict_155_vii_2020 import TaximetersES
from procedures.motion.jjg_517_2016 import JJG517
from procedures.motion.rd_244_xiii_2016 import TaximetersMID
from procedures.motion.regeling_eu_meetinstrumenten_16_2006 import TaximetersNL
from procedures.motion.taximeters import TaximeterPlate
from procedures.regulation import Stage
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import judge
from tests.procedures.conftest import verified

D = Decimal
ES, MID, CN = "ICT/155/2020 VII:2020", "RD 244/2016 XIII:2016", "JJG 517-2016"
NL = "Regeling EU-meetinstrumenten art. 16/2006"
EDITIONS = {ES: TaximetersES, NL: TaximetersNL, MID: TaximetersMID, CN: JJG517}
STAGES = {ES: "subsequent after-repair", NL: "initial in-service", MID: "initial"}
STAGES[CN] = "initial subsequent in-service"
HEADERS = {
    ES: ("ES", "2020-02-07", "2020-10-24", 12), NL: ("NL", "2006-11-23", "2006-11-23", 0),
    MID: ("ES", "2016-06-03", "2016-06-08", 0), CN: ("CN", "2016-11-30", "2017-05-30", 12),
}  # fmt: skip
SPEEDS = {ES: (40, 120, 60), NL: (19, 21, 20), MID: (20, 120, 60), CN: (35, 45, 40)}
BENCH = {"distance": ("0.2", "0.2", 4), "time": ("0.1", "0.1", "0.2"), "fare": ("0.1", "0.1", 1)}
CAR = {"distance": (2, 2, 0), "time": ("0.2", "0.2", 0)}
MPE: dict[str, dict[str, tuple[Any, ...]]] = {ES: CAR, NL: CAR, MID: BENCH, CN: {**BENCH, "distance_in_car": (4, 1, 0)}}
CONFIRMED = {ES: ("tyres",), NL: ("tyres", "load"), MID: (), CN: ("tyres",)}


@pytest.mark.parametrize("name", EDITIONS)
def test_figures_a_second_time(name: str) -> None:
    facts, regulation = EDITIONS[name].facts, EDITIONS[name].regulation
    found = {row: facts.table("mpe").numbers(row) for row in facts.table("mpe").rows}
    assert found == {row: tuple(map(D, cells)) for row, cells in MPE[name].items()}
    assert facts.table("speed").numbers("distance") == SPEEDS[name]
    assert facts.table("car").texts("confirm") == CONFIRMED[name]
    numbers = ("distances", "each_tariff", "times", "length", "duration", "jumps")
    assert [facts.number(n) for n in numbers] == [3, 1, 2, 2, 1200, D("4.5")]
    months = EDITIONS[name].validity_months(plate())
    dates = f"{regulation.issued}", f"{regulation.in_force}"
    assert (regulation.jurisdiction, *dates, months) == HEADERS[name]
    assert regulation.kind == "taximeter"
    assert regulation.replaces == (("JJG 517-2009",) if name == CN else ())
    assert {d.ratio for d in facts.standards_demands(plate()).values()} == {3}
    assert set(facts.standards_demands(plate())) == {"rollers", "timer"}


def test_figures_of_one_edition_only() -> None:
    assert TaximetersES.facts.table("speed").numbers("constant") == (35, 45, 40)
    assert TaximetersES.facts.number("constant") == D("0.5")
    assert TaximetersNL.facts.number("fare_step") == D("0.1")


@pytest.mark.parametrize(("name", "air"), [
    (ES, ((-10, 60), (None, 95))), (CN, ((10, 30), (None, 85))), (NL, ((None, None), (None, None))),
    (MID, ((None, None), (None, None))),
])  # fmt: skip
def test_conditions(name: str, air: tuple[tuple[Any, Any], ...]) -> None:
    found = {c.quantity: (c.lower, c.upper) for c in EDITIONS[name].conditions(plate())}
    assert (found["temperature"], found["humidity"]) == air


@pytest.mark.parametrize(("name", "keys"), [
    (ES, ["examination", "time", "distance", "constant"]), (NL, ["appearance", "time", "distance"]),
    (MID, ["appearance", "time", "distance", "fare"]), (CN, ["appearance", "functions", "time", "distance", "fare"]),
])  # fmt: skip
def test_items_and_stages(name: str, keys: list[str]) -> None:
    items = {i.key: i for i in EDITIONS[name].items() if i.key not in ("specification", "environment")}
    assert list(items) == keys
    assert items[keys[0]].gate
    assert [i.key for i in items.values() if not i.measured] == (keys[:2] if name == CN else keys[:1])
    stages = frozenset(map(Stage, STAGES[name].split()))
    assert all(i.stages == stages for i in items.values() if i.key != "constant")
    if name == ES:
        assert items["constant"].stages == {Stage.AFTER_REPAIR}


def plate(**fields: Any) -> TaximeterPlate:
    """A nameplate."""
    return TaximeterPlate.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "k": "1000",
        "installed": True, "tariffs": 2, "currency": "EUR", "flag_fall": "2.5", "included": "1 km", "per_km": "1.2",
        "jump": "0.5 km", "fare_step": "0.1", **fields,
    })  # fmt: skip


@pytest.fixture(scope="session", name="labs")
def labs_of_both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("taximeters")
    write_example(CN, folder / "cn")
    write_example(ES, folder / "es")
    return {"CNY": folder / "cn", "EUR": folder / "es"}


def subject_of(labs: dict[str, Path], name: str, **fields: str) -> tuple[Path, Path]:
    """Bench and subject of an edition; fields of the nameplate changed, as TOML values."""
    lab, file = (labs["CNY"], "taximeter") if name == CN else (labs["EUR"], "taximeter_es")
    lines = (lab / f"subjects/{file}.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(" =")[0] not in fields]
    other = lab / f"subjects/{abs(hash(tuple(sorted(fields.items()))))}.toml"
    other.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in fields.items())]) + "\n", "utf-8")
    return lab / f"benches/{file}.toml", other


def judged(
    labs: dict[str, Path], name: str, given: dict[str, str] | None = None, stage: str = "", **fields: str
) -> Any:
    """The ideal taximeter with what was read otherwise."""
    return judge(name, *subject_of(labs, name, **fields), given or {}, stage=stage or STAGES[name].split()[0])


EDGES = [
    (ES, "distance", "s", "2", "-2", "2"), (NL, "distance", "s", "2", "-2", "2"), (CN, "distance", "s", "2", "-4", "1"),
    (MID, "distance", "s", "2", "-0.2", "0.2"), (ES, "time", "ts", "1200", "-0.2", "0.2"),
    (NL, "time", "ts", "1200", "-0.2", "0.2"), (MID, "time", "ts", "1200", "-0.1", "0.1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "item", "shown", "true", "lower", "upper"), EDGES)
def test_both_sides_of_each_limit(
    labs: dict[str, Path], name: str, item: str, shown: str, true: str, lower: str, upper: str
) -> None:
    for percent, inwards in ((lower, "0.001"), (upper, "-0.001")):
        for beyond, outcome in (("0", "conform"), (inwards, "conform"), (f"{-D(inwards)}", "not_conform")):
            value = D(true) * (1 + (D(percent) + D(beyond)) / 100)
            found = judged(labs, name, {f"{item}/2/{shown}": f"{value}"})
            assert found.outcomes[item] == outcome, (percent, beyond)


def test_the_smallest_limits_of_mi_007(labs: dict[str, Path]) -> None:
    """4 m of 1 km are 0.4 %, 0.2 s of 100 s 0.2 %; from 2 km and 200 s on the percentages count."""

    def limit(item: str, given: dict[str, str]) -> list[str]:
        found: list[str] = judged(labs, MID, given).of(item)["1"]["decision"]["limit"]
        return found

    assert limit("distance", {"distance/1/sr": "1", "distance/1/s": "1"}) == ["-0.400", "0.400"]
    assert limit("distance", {"distance/1/sr": "3", "distance/1/s": "3"}) == ["-0.2", "0.2"]
    assert limit("time", {"time/1/tr": "100", "time/1/ts": "100"}) == ["-0.200", "0.200"]
    assert limit("time", {"time/1/tr": "400", "time/1/ts": "400"}) == ["-0.1", "0.1"]


def test_a_distance_for_each_tariff_unless_the_program_is_declared(labs: dict[str, Path]) -> None:
    def rides(**fields: str) -> int:
        return sum("decision" in row for row in judged(labs, ES, **fields).of("distance").values())

    assert [rides(), rides(program='""'), rides(tariffs="4")] == [3, 3, 3]
    assert rides(program='""', tariffs="4") == 4


def test_tariffs_in_turn(labs: dict[str, Path]) -> None:
    def tariffs(**fields: str) -> list[str]:
        found = judged(labs, ES, **fields)
        calls = [b for k, _, b in found.bodies if k == "command" and b["method"] == "hire"]
        return [b["args"][0] for b in calls]

    assert tariffs() == ["1", "1", "1"]
    assert tariffs(program='""') == ["1", "2", "1"]
    assert tariffs(program='""', tariffs="4") == ["1", "2", "3", "4"]


@pytest.mark.parametrize(("name", "given", "outcome"), [
    (ES, "40", "conform"), (ES, "120", "conform"), (NL, "19", "conform"), (NL, "21", "conform"),
])  # fmt: skip
def test_the_ends_of_the_speeds(labs: dict[str, Path], name: str, given: str, outcome: str) -> None:
    assert judged(labs, name, {"distance/1/v": given}).outcomes["distance"] == outcome


@pytest.mark.parametrize(("name", "given"), [(ES, "39.9"), (ES, "120.1"), (NL, "21.1"), (CN, "45.1")])
def test_another_speed_is_refused(labs: dict[str, Path], name: str, given: str) -> None:
    with pytest.raises(Interrupted, match="outside the prescribed range"):
        judged(labs, name, {"distance/1/v": given})


def test_how_far_and_how_long(labs: dict[str, Path]) -> None:
    def waits(name: str) -> list[int]:
        return [int(D(str(b["seconds"]))) for k, _, b in judged(labs, name).bodies if k == "dwell"]

    assert waits(ES) == [1200, 1200, 120, 120, 120]  # 2 km at 60 km/h
    assert waits(NL) == [1200, 1200, 360, 360, 360]
    assert waits(MID)[-1] == 195  # 1 km, and four and a half jumps of 0.5 km


@pytest.mark.parametrize(("name", "fare", "outcome"), [
    # the taximeter shows 3.25 km: 2.5 + 4 × 0.5 × 1.2 = 4.9; its last digit is 0.1
    (MID, "4.9", "conform"), (MID, "5.0", "conform"), (MID, "4.8", "conform"), (MID, "5.1", "not_conform"),
    (MID, "4.7", "not_conform"),
])  # fmt: skip
def test_fare(labs: dict[str, Path], name: str, fare: str, outcome: str) -> None:
    assert judged(labs, name, {"fare/F": fare}).outcomes["fare"] == outcome


@pytest.mark.parametrize(("s", "due"), [("3.25", "4.9"), ("2.999", "4.3"), ("3.000", "4.9"), ("0.9", "2.5")])
def test_the_fare_by_the_tariff_is_of_the_distance_shown(labs: dict[str, Path], s: str, due: str) -> None:
    found = judged(labs, MID, {"fare/s": s, "fare/F": due})
    (row,) = found.of("fare").values()
    assert D(str(row["values"]["F0"])) == D(due)
    assert row["decision"]["unit"] == "EUR"


def test_a_tenth_of_a_percent_of_a_high_fare(labs: dict[str, Path]) -> None:
    """300 + 4 × 0.5 × 1.2 = 302.4, of which 0.1 % are 0.3024."""
    for fare, outcome in (("302.7", "conform"), ("302.71", "not_conform")):
        assert judged(labs, MID, {"fare/F": fare}, flag_fall='"300"').outcomes["fare"] == outcome


def test_in_the_car_jjg_517_measures_the_distance_only(labs: dict[str, Path]) -> None:
    assert not {"time", "fare"} & set(judged(labs, CN).outcomes)
    alone = judged(labs, CN, installed="false")
    assert {"time", "fare"} <= set(alone.outcomes)
    assert alone.of("distance")["1"]["decision"]["limit"] == ["-0.2", "0.2"]
    assert alone.of("time")["1"]["decision"]["limit"] == ["-0.1", "0.1"]
    (fare,) = alone.of("fare").values()
    assert fare["decision"]["unit"] == "CNY"
    assert D(str(fare["values"]["F0"])) == D("17.6")  # 13 + 4 × 0.5 × 2.3


@pytest.mark.parametrize(("step", "outcome"), [('"0.1"', "conform"), ('"0.05"', "not_conform")])
def test_resolution_in_the_netherlands(labs: dict[str, Path], step: str, outcome: str) -> None:
    assert judged(labs, NL, fare_step=step).outcomes["specification"] == outcome


@pytest.mark.parametrize(("pulses", "outcome"), [
    ("2000", "conform"), ("1991", "conform"), ("1990", "not_conform"), ("2010", "conform"), ("2011", "not_conform"),
])  # fmt: skip
def test_the_constant_of_a_first_installation(labs: dict[str, Path], pulses: str, outcome: str) -> None:
    """(k − w)/w with k = 1000 and pulses in 2 km."""
    found = judged(labs, ES, {"constant/N": pulses}, "after-repair", new_installation="true")
    assert found.outcomes["constant"] == outcome
    assert "constant" not in judged(labs, ES, {}, "after-repair").outcomes


def test_the_constant_is_measured_at_40_kilometres_an_hour(labs: dict[str, Path]) -> None:
    for speed in ("34.9", "45.1"):
        with pytest.raises(Interrupted, match="outside the prescribed range"):
            judged(labs, ES, {"constant/v": speed}, "after-repair", new_installation="true")
    found = judged(labs, ES, {"constant/v": "35"}, "after-repair", new_installation="true")
    assert found.outcomes["constant"] == "conform"


@pytest.mark.parametrize("defect", ["", "constant"])
def test_the_constant_on_the_simulated_bench(labs: dict[str, Path], defect: str) -> None:
    bench, subject = subject_of(labs, ES, new_installation="true", serial='"TE-2026-0099"')
    if defect:
        text = bench.read_text("utf-8") + f'\n[[simulation.samples]]\nserial = "TE-2026-0099"\ndefect = "{defect}"\n'
        bench = bench.with_name("constant.toml")
        bench.write_text(text, "utf-8")
    found = verified(ES, bench, subject, stage="after-repair")
    assert found.verdict["failed"] == ([defect] if defect else [])
