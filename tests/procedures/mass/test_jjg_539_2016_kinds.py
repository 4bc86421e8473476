"""JJG 539-2016: class IIII, several ranges, truck and hopper scales, substitution loads; on simulated benches too."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from records.journal import MemoryJournal
from sequencer.session import preview
from services.laboratory.prepare import bare
from tests.procedures.answers import DAY, Judged, judge, nameplate
from tests.procedures.mass.judging import told

TWO = {
    "multiple_range": "true", "e": '"2 g"', "d": None,
    "ranges": '[{ max = "6 kg", e = "2 g", min = "40 g" }, { max = "15 kg", e = "5 g" }]',
}  # fmt: skip
MULTI = TWO | {"multiple_range": None, "ranges": '[{ max = "6 kg", e = "2 g" }, { max = "15 kg", e = "5 g" }]'}
MIN = {"min": '"40 g"'}
TRUCK = {"QC-2026-0001": [], "QC-2026-0002": ["eccentricity"], "QC-DEFECT-span": ["weighing"],
         "QC-DEFECT-hysteresis": ["weighing"], "QC-DEFECT-zero": ["zero"],
         "QC-DEFECT-sticking": ["discrimination"]}  # fmt: skip


def scale(tmp_path: Path, given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None) -> Judged:
    return judge("JJG 539", "scale", nameplate(tmp_path / "s.toml", "scale", **fields), given or {}, stage)


def truck(tmp_path: Path, given: dict[str, str] | None = None, **fields: str | None) -> Judged:
    return judge("JJG 539", "truck-scale", nameplate(tmp_path / "s.toml", "truck-scale", **fields), given or {})


def test_each_range_is_an_instrument(tmp_path: Path) -> None:
    judged = scale(tmp_path, **TWO)
    assert set(judged.outcomes.values()) == {"conform"}
    limits = {k: b["decision"]["limit"][1] for k, b in judged.of("weighing").items() if b.get("decision")}
    first = {"range1/up/40g": 1, "range1/up/1000g": 1, "range1/up/4000g": 2, "range1/up/6000g": 3}
    second = {"range2/up/100g": 2.5, "range2/up/2500g": 2.5, "range2/up/10000g": 5, "range2/up/15000g": 7.5}
    assert {k: float(limits[k]) for k in (*first, *second)} == first | second
    assert told(judged, "select_range") == [("1",), ("2",)] * 8
    settings = {k: b["decision"]["limit"][1] for k, b in judged.of("zero").items()}
    assert {k: Decimal(v) for k, v in settings.items()} == {"range1/20g": Decimal("0.5"), "range2/50g": Decimal("1.25")}


def test_a_range_that_fails_fails_the_item_and_the_other_stands(tmp_path: Path) -> None:
    judged = scale(tmp_path, {"weighing/range2/up/100g/dL": "4.9", "weighing/range2/up/100g/I": "105"}, **TWO)
    assert judged.outcomes["weighing"] == "not_conform"
    assert [k for k, b in judged.of("weighing").items() if b["outcome"] != "conform"] == ["range2/up/100g"]


def test_a_range_without_an_error_at_zero_leaves_the_other_alone(tmp_path: Path) -> None:
    judged = scale(tmp_path, {"weighing/range1/E0/I": "not_measured"}, **TWO)
    assert judged.outcomes["weighing"] == "incomplete"
    assert judged.of("weighing")["range2/up/100g"]["outcome"] == "conform"
    assert not [k for k in judged.of("weighing") if k.startswith("range1/up")]


def test_repeatability_of_one_range_takes_nothing_from_the_other(tmp_path: Path) -> None:
    judged = scale(tmp_path, {"repeatability/range1/4800g/1/I": "not_measured"}, **TWO)
    found = judged.of("repeatability")
    assert (found["range1/4800g"]["outcome"], found["range2/12000g"]["outcome"]) == ("incomplete", "conform")


@pytest.mark.parametrize(("fields", "failed"), [
    (TWO | {"min": '"99 g"'}, ["Min_below_limit_2"]), (TWO, []), (MULTI | MIN, []),
    (TWO | {"ranges": '[{ max = "6 kg", e = "2 g" }, { max = "15 kg", e = "5 g" }]', "min": '"39 g"'},
     ["Min_below_limit", "Min_below_limit_2"]),
    (MULTI | MIN | {"ranges": '[{ max = "2 kg", e = "2 g" }, { max = "15 kg", e = "5 g" }]'},
     ["Max_i_over_next_e_below_min"]),
])  # fmt: skip
def test_nameplates_of_several_ranges(tmp_path: Path, fields: dict[str, Any], failed: list[str]) -> None:
    found = scale(tmp_path, **fields).of("specification")
    assert [k for k, b in found.items() if b["outcome"] != "conform"] == failed


def test_chosen_loads_serve_the_ranges_that_they_lie_in(tmp_path: Path) -> None:
    chosen = '["100 g", "2500 g", "5 kg", "10 kg", "15 kg"]'
    judged = scale(tmp_path, test_loads=chosen, **TWO)
    up = [k.split("/")[-1] for k in judged.of("weighing") if k.startswith("range1/up")]
    assert up == ["100g", "2500g", "5000g"]
    assert judged.outcomes["specification"] == "conform"


def test_substitution_replaces_all_weights_and_knows_what_it_is_worth(tmp_path: Path) -> None:
    judged = truck(tmp_path)
    assert set(judged.outcomes.values()) == {"conform"}
    found = judged.of("weighing")
    top = found["up/60000kg"]
    assert [(r["at"], r["factor"]) for r in top["reference"]] == [("20000", "-3"), ("200", "1")]
    assert top["values"]["L"] == "60000.0"
    in_weighing = [
        b["args"] for kind, a, b in judged.bodies if kind == "command" and "substitute" in a and "weighing/" in a
    ]
    assert [args[0] for args in in_weighing] == ["20000", "40000", "20000", "0"]
    put = [b["args"][0] for kind, a, b in judged.bodies if kind == "command" and a.startswith("weighing/up/60000kg")]
    assert put == ["20000", "40000", "20000"]
    assert found["up/25000kg/substitution1/substitute"]["outcome"] == "conform"
    assert {str(b.get("reference")) for b in found.values() if not b.get("decision")} == {"[]"}


def test_an_error_of_the_substitution_load_enters_what_is_put_on_it(tmp_path: Path) -> None:
    """I + e/2 − ΔL − E with E of the weights: ΔL 4 kg smaller, 4 kg more on the receptor."""
    at = "weighing/up/25000kg/substitution1/substitute/dL"
    judged = truck(tmp_path, {at: "6"})
    assert judged.of("weighing")["up/25000kg"]["values"]["Ec"] == "-4.0"
    assert judged.of("weighing")["up/60000kg/substitution2/substitute"]["values"]["L"] == "40004.0"


def test_a_substitution_that_was_not_read_leaves_open_what_needs_it(tmp_path: Path) -> None:
    judged = truck(tmp_path, {"weighing/up/25000kg/substitution1/substitute/I": "not_measured"})
    found = judged.of("weighing")
    assert judged.outcomes["weighing"] == "incomplete"
    assert [k for k, b in found.items() if k == "up/25000kg" and b["outcome"] == "incomplete"]
    assert found["down/400kg"]["outcome"] == "conform"


@pytest.mark.parametrize(("third", "outcome"), [("6000", "conform"), ("6100", "invalid")])
def test_a_third_of_max_in_weights_asks_for_repeatability(tmp_path: Path, third: str, outcome: str) -> None:
    """Weights of 20 t: a third of 60 t, where they repeat to 0.3 e = 6 kg."""
    given = {f"weighing/up/25000kg/placing{n}/dL": "10" for n in (1, 2)}
    given["weighing/up/25000kg/placing3/dL"] = f"{Decimal(10) - Decimal(third) / 1000}"
    judged = truck(tmp_path, given)
    assert judged.outcomes["weighing"] == outcome
    placings = [b["values"]["P"] for k, b in judged.of("weighing").items() if k.endswith("/placing3")]
    assert [Decimal(P) for P in placings] == [20000 + Decimal(third) / 1000]


def test_a_placing_that_is_missing_leaves_open_what_is_substituted(tmp_path: Path) -> None:
    judged = truck(tmp_path, {"weighing/up/25000kg/placing2/I": "not_measured"})
    assert judged.of("weighing")["up/25000kg"]["outcome"] == "incomplete"
    assert "up/25000kg/substitution1/weights" not in judged.of("weighing")


@pytest.mark.parametrize(
    ("symbol", "near", "far"), [("I1", "150", "155"), ("I2", "150", "155"), ("I3", "155", "160"), ("I3", "65", "60")]
)
def test_readings_of_discrimination_far_from_the_load(tmp_path: Path, symbol: str, near: str, far: str) -> None:
    for reading, doubted in ((near, False), (far, True)):
        doubts = scale(tmp_path, {f"discrimination/100g/{symbol}": reading}).answers.doubts
        assert ("indication_far_from_load" in doubts) is doubted


def test_each_range_has_an_error_curve(tmp_path: Path) -> None:
    plots = [b["plot"] for b in scale(tmp_path, **TWO).of("weighing").values() if b.get("plot")]
    assert {(p["chart"], p["series"]) for p in plots} == {(f"range{n}", d) for n in (1, 2) for d in ("up", "down")}


def test_weights_of_half_of_max_need_no_repeatability(tmp_path: Path) -> None:
    judged = truck(tmp_path, max='"40000 kg"')
    assert not [k for k in judged.of("weighing") if "placing" in k]
    assert next(args[0] for args in told(judged, "substitute")) == "20000"


def test_a_scale_that_the_weights_suffice_for_is_not_substituted(tmp_path: Path) -> None:
    judged = truck(tmp_path, max='"20000 kg"')
    assert told(judged, "substitute") == []


@pytest.mark.parametrize(("fields", "passes"), [
    ({}, ["30000"] * 3), ({"max": '"10000 kg"'}, ["5000"] * 3),
    ({"max": '"9990 kg"', "e": '"10 kg"', "d": '"10 kg"', "min": '"200 kg"'}, ["9990"]),
    ({"receptor": '"platform"'}, ["60000"]),
])  # fmt: skip
def test_preloading(tmp_path: Path, fields: dict[str, str], passes: list[str]) -> None:
    """From 10 t: half of Max, three times, where loads roll on; else Max once; 0 between, and once in a run."""
    put = [args[0] for args in told(truck(tmp_path, **fields), "place")]
    assert put[: 2 * len(passes)] == [x for load in passes for x in (load, "0")]
    assert put[2 * len(passes)] == "0"
    assert put.count(passes[0]) >= len(passes)


def test_a_form_without_a_bench_has_the_rows_of_the_run(tmp_path: Path) -> None:
    asked = [a for kind, a, _ in truck(tmp_path).bodies if kind == "observation"]
    plate = nameplate(tmp_path / "s.toml", "truck-scale")
    assert [
        q.address for q in preview(bare("JJG 539", plate, stage="initial", on=DAY), MemoryJournal()).questions if q.unit
    ] == asked


def test_preloading_before_an_examination_in_service(tmp_path: Path) -> None:
    judged = scale(tmp_path, stage="in-service")
    assert [args[0] for args in told(judged, "place")][:4] == ["15000", "0", "0", "50"]


@pytest.mark.parametrize(("serial", "failed"), TRUCK.items())
def test_truck_scales_on_the_simulated_bench(verify: Any, serial: str, failed: list[str]) -> None:
    verified = verify("truck-scale", serial=f'"{serial}"')
    assert verified.verdict.get("failed", []) == failed


def test_honest_truck_scales(verify: Any) -> None:
    for seed in range(6):
        assert verify("truck-scale", seed=seed, stage="in-service" if seed % 2 else "initial").outcome == "conform"


@pytest.mark.parametrize("fields", [
    TWO, MULTI | MIN, {"receptor": '"hopper"', "supports": "3"}, {"tare": '"additive"'},
    {"class": '"IIII"', "max": '"3 kg"', "min": '"50 g"', "tare_maximum": '"1 kg"'},
])  # fmt: skip
def test_honest_scales_of_every_kind(verify: Any, fields: dict[str, Any]) -> None:
    for seed in range(3):
        assert verify("scale", seed=seed, **fields).outcome == "conform"
