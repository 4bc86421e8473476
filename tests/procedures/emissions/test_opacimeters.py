"""Opacimeters in Spain and France: figures a second time, filters, scales, drift, smoke, the mean of four errors."""

import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.emissions.ict_155_x_2020 import ICT155X
from procedures.emissions.nor_indb9600792a_1996 import OpacimetersFR, without_farthest
from procedures.emissions.opacimeters import absorption
from procedures.kit import Value
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.procedures.answers import changed, judge

D = Decimal
ES, FR = "ICT/155/2020 X:2020", "NOR INDB9600792A:1996"
EDITIONS: dict[str, Any] = {ES: ICT155X, FR: OpacimetersFR}


def test_figures_of_spain_a_second_time() -> None:
    facts = ICT155X.facts
    settled = ("0.5", "0.03")
    rows = {"calibration": ("2", "0.15"), "scales": ("0", "0.05"), "drift": settled, "stability": settled}
    assert facts.table("mpe").columns == ("N", "k")
    assert {key: facts.table("mpe").numbers(key) for key in facts.table("mpe").rows} == {
        key: tuple(map(D, row)) for key, row in rows.items()
    }
    assert facts.table("smoke").columns == ("puffs", "absolute", "percent")
    assert facts.table("smoke").numbers("initial") == (D(10), D("0.15"), D(8))
    assert facts.table("smoke").numbers("in_service") == (D(5), D("0.2"), D(10))
    waits = ("drift", "minute_2", "minute_5", "minute_15")
    names = ("step_N", "step_k", "filter_uncertainty", "repeats", *waits, "middle", "smoke_spread", "smoke_edge")
    figures = ("0.1", "0.01", "0.7", "5", "300", "120", "180", "600", "2", "0.45", "2")
    assert [facts.number(n) for n in names] == list(map(D, figures))
    assert facts.table("stability").texts("waits") == ("minute_2", "minute_5", "minute_15")
    assert [facts.table("filters").numbers(k) for k in "01234"] == [(x,) for x in map(D, (0, 20, 48, 73, 100))]
    assert {k: facts.table("kinds").numbers(k) for k in facts.table("kinds").rows} == {
        "2": (D("1.5"),),
        "3": (D("2.5"),),
    }


def test_figures_of_france_a_second_time() -> None:
    facts = OpacimetersFR.facts
    assert [facts.number(n) for n in ("cycles", "accelerations", "vehicles")] == [2, 5, 4]
    assert facts.table("mpe").columns == ("absolute", "percent")
    assert facts.table("mpe").numbers("initial") == (D("0.15"), D(10))
    assert facts.table("mpe").numbers("periodic") == (D("0.15") * D("1.2"), 10 * D("1.2"))
    rows = facts.table("vehicles")
    assert [rows.numbers(k)[0] for k in rows.rows] == [D("0.7"), D("1.5"), D("2.5"), D("3.1")]


@pytest.mark.parametrize(("name", "header", "stages", "keys"), [
    (ES, ("2020-02-07", "2020-10-24", "ES"), "ISR",
     ["examination", "calibration", "scales", "drift", "stability", "smoke"]),
    (FR, ("1996-11-22", "1997-04-01", "FR"), "IS", ["examination", "norm", "accuracy"]),
])  # fmt: skip
def test_header_items_and_stages(name: str, header: tuple[str, ...], stages: str, keys: list[str]) -> None:
    edition, of = EDITIONS[name], {"I": Stage.INITIAL, "S": Stage.SUBSEQUENT, "R": Stage.AFTER_REPAIR}
    r, items = edition.regulation, list(edition.items())[2:]
    assert (f"{r.issued}", f"{r.in_force}", r.jurisdiction, r.kind) == (*header, "opacimeter")
    assert (edition.validity_months(None), [i.key for i in items]) == (12, keys)
    assert [i.gate for i in items] == [key == "examination" for key in keys]
    assert [i.measured for i in items] == [key not in ("examination", "norm") for key in keys]
    assert all(i.stages == {of[s] for s in ("I" if i.key == "scales" else stages)} for i in items)
    smoke = edition.facts.standards_demands(None)["smoke"]
    assert (smoke.uncertainty, str(edition.facts.source("period").status)) == (2, "verified")


def test_what_was_read() -> None:
    keys = {ES: ("scope", "step", "filters", "mpe", "curve", "scales", "drift", "stability", "smoke"),
            FR: ("dates", "scope", "visual", "norm", "accuracy", "mpe")}  # fmt: skip
    for name, read in keys.items():
        assert {str(EDITIONS[name].facts.source(k).status) for k in read} == {"verified"}
    assert (
        str(ICT155X.facts.source("opacities").status)
        == str(OpacimetersFR.facts.source("vehicles").status)
        == "unverified"
    )


def test_the_law_of_beer_and_lambert() -> None:
    """50 % over 0.43 m are 1.612 1/m, 20 % 0.519 1/m; no light has no coefficient."""
    for opacity, length in ((50, "0.43"), (20, "0.43"), (72, "0.2"), (0, "0.43")):
        expected = -math.log(1 - opacity / 100) / float(length)
        assert float(absorption(D(opacity), length=D(length))) == pytest.approx(expected)
    with pytest.raises(ValueError, match="no light"):
        absorption(D(100), length=D("0.43"))


@pytest.fixture(scope="session", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name in EDITIONS:
        found[name] = tmp_path_factory.mktemp("smoke") / "lab"
        write_example(name, found[name])
    return found


def judged(
    labs: dict[str, Path], given: dict[str, str], name: str = ES, stage: str = "subsequent", **fields: str
) -> Any:
    """The ideal opacimeter with what was read otherwise."""
    example = "opacimeter" if name == ES else "opacimeter_fr"
    subject = changed(labs[name] / f"subjects/{example}.toml", **fields)
    return judge(name, labs[name] / f"benches/{example}.toml", subject, given, stage=stage)


def test_filters_in_turn(labs: dict[str, Path]) -> None:
    found = judged(labs, {}, stage="initial")
    assert found.verdict["outcome"] == "conform"
    points = [f"{n}/{scale}".removeprefix("1/") for n in "0123" for scale in "Nk"] + ["4/N"]
    assert list(found.of("calibration")) == points
    assert list(found.of("scales")) == list("0123")
    assert list(found.of("drift")) == ["0/N", "0/k", "4/N", "4/k"]
    assert list(found.of("smoke")) == [f"{kind}/{n}" for kind in "23" for n in range(1, 11)]
    dwells = [int(b["seconds"]) for k, _, b in found.bodies if k == "dwell"]
    assert dwells == [300, 300, 120, 180, 600]
    later = judged(labs, {})
    assert list(later.of("smoke")) == [f"{kind}/{n}" for kind in "23" for n in range(1, 6)]
    assert not later.of("scales")


@pytest.mark.parametrize(("number", "scale", "shift", "outcome"), [
    ("0", "N", "2", "conform"), ("0", "N", "2.1", "not_conform"), ("2", "N", "-2", "conform"),
    ("2", "N", "-2.1", "not_conform"), ("4", "N", "-2", "conform"), ("4", "N", "-2.1", "not_conform"),
    ("0", "k", "0.15", "conform"), ("0", "k", "0.16", "not_conform"), ("3", "k", "0.14", "conform"),
    ("3", "k", "0.16", "not_conform"), ("1", "k", "-0.14", "conform"), ("1", "k", "-0.16", "not_conform"),
])  # fmt: skip
def test_means_of_five_readings(labs: dict[str, Path], number: str, scale: str, shift: str, outcome: str) -> None:
    """Four readings as they should be, and one that carries the mean."""
    N = {"0": 0, "1": 20, "2": 48, "3": 73, "4": 100}[number]
    ideal = D(N) if scale == "N" else round(D(str(-math.log(1 - N / 100) / 0.43)), 2) + 0
    given = {f"calibration/{number}/{scale}{n}": f"{ideal + D(shift)}" for n in range(1, 6)}
    assert judged(labs, given).outcomes["calibration"] == outcome
    one = {f"calibration/{number}/{scale}3": f"{ideal + 5 * D(shift)}"}
    assert judged(labs, one).outcomes["calibration"] == outcome


def test_the_certificate_of_a_filter_counts(labs: dict[str, Path]) -> None:
    """48 % shown: 50.1 % certified is 2.1 % too low; k of 50.1 % over 0.43 m is 1.617 1/m, over 0.2 m 3.476 1/m."""
    found = judged(labs, {"calibration/2/N0": "50.1"}).of("calibration")
    assert (found["2/N"]["outcome"], found["2/N"]["decision"]["unrounded"]) == ("not_conform", "-2.1")
    assert round(D(found["2/k"]["values"]["k0"]), 3) == D("1.617")
    short = judged(labs, {"calibration/2/N0": "50.1"}, length='"200 mm"').of("calibration")
    assert round(D(short["2/k"]["values"]["k0"]), 3) == D("3.476")


@pytest.mark.parametrize(("shown", "outcome"), [("1.57", "conform"), ("1.58", "not_conform"), ("1.48", "conform"),
                                                ("1.47", "not_conform")])  # fmt: skip
def test_both_scales_agree(labs: dict[str, Path], shown: str, outcome: str) -> None:
    """48 % shown over 0.43 m are 1.5207 1/m."""
    assert judged(labs, {"scales/2/k": shown}, stage="initial").outcomes["scales"] == outcome


@pytest.mark.parametrize(("reading", "shown", "outcome"), [
    ("0/N2", "0.5", "conform"), ("0/N2", "0.6", "not_conform"), ("4/N2", "99.5", "conform"),
    ("4/N2", "99.4", "not_conform"), ("0/k2", "0.03", "conform"), ("0/k2", "0.04", "not_conform"),
    ("4/k2", "9.96", "conform"), ("4/k2", "9.95", "not_conform"), ("0/k1", "0.04", "not_conform"),
])  # fmt: skip
def test_drift_in_five_minutes(labs: dict[str, Path], reading: str, shown: str, outcome: str) -> None:
    assert judged(labs, {f"drift/{reading}": shown}).outcomes["drift"] == outcome


@pytest.mark.parametrize(("given", "outcome"), [
    ({"N2": "48.5"}, "conform"), ({"N2": "48.6"}, "not_conform"), ({"N4": "48.3", "N3": "47.8"}, "conform"),
    ({"N4": "48.3", "N3": "47.7"}, "not_conform"), ({"k1": "1.55"}, "conform"), ({"k1": "1.56"}, "not_conform"),
    ({"k4": "1.54", "k3": "1.50"}, "not_conform"),
])  # fmt: skip
def test_stability_for_fifteen_minutes(labs: dict[str, Path], given: dict[str, str], outcome: str) -> None:
    found = judged(labs, {f"stability/2/{key}": shown for key, shown in given.items()})
    assert found.outcomes["stability"] == outcome


@pytest.mark.parametrize(("stage", "ref", "x", "outcome"), [
    ("subsequent", "1.50", "1.70", "conform"), ("subsequent", "1.50", "1.71", "not_conform"),
    ("subsequent", "1.70", "1.50", "conform"), ("initial", "1.50", "1.65", "conform"),
    ("initial", "1.50", "1.66", "not_conform"), ("initial", "1.66", "1.50", "not_conform"),
])  # fmt: skip
def test_thin_smoke(labs: dict[str, Path], stage: str, ref: str, x: str, outcome: str) -> None:
    given = {"smoke/2/ref4": ref, "smoke/2/x4": x}
    assert judged(labs, given, stage=stage).outcomes["smoke"] == outcome


@pytest.mark.parametrize(("stage", "ref", "x", "outcome"), [
    ("subsequent", "2.50", "2.75", "conform"), ("subsequent", "2.50", "2.76", "not_conform"),
    ("subsequent", "2.50", "2.25", "conform"), ("initial", "2.50", "2.70", "conform"),
    ("initial", "2.50", "2.71", "not_conform"), ("initial", "2.50", "2.29", "not_conform"),
])  # fmt: skip
def test_thick_smoke(labs: dict[str, Path], stage: str, ref: str, x: str, outcome: str) -> None:
    given = {"smoke/3/ref4": ref, "smoke/3/x4": x}
    assert judged(labs, given, stage=stage).outcomes["smoke"] == outcome


@pytest.mark.parametrize(("ref", "limit"), [("1.99", "0.2"), ("2.00", "0.2"), ("2.01", "0.201")])
def test_where_the_limit_becomes_a_part(labs: dict[str, Path], ref: str, limit: str) -> None:
    given = {f"smoke/2/{s}{n}": ref for s in ("ref", "x") for n in range(1, 6)}
    assert judged(labs, given).of("smoke")["2/1"]["decision"]["limit"][1] == limit


@pytest.mark.parametrize(("symbol", "shown", "outcome"), [
    ("ref", "1.95", "conform"), ("ref", "1.96", "incomplete"), ("x", "1.05", "conform"), ("x", "1.04", "incomplete"),
])  # fmt: skip
def test_unsteady_smoke_decides_nothing(labs: dict[str, Path], symbol: str, shown: str, outcome: str) -> None:
    other = {"ref": "x", "x": "ref"}[symbol]
    mine = {f"smoke/2/{symbol}2": shown, f"smoke/2/{other}2": {"1.95": "1.9", "1.05": "1.1"}.get(shown, "1.5")}
    assert judged(labs, mine).outcomes["smoke"] == outcome


@pytest.mark.parametrize(("fields", "outcome"), [
    ({"opacity_step": '"0.2 %"'}, "not_conform"), ({"k_step": '"0.02 1/m"'}, "not_conform"), ({}, "conform"),
    ({"opacity_step": '"0.05 %"', "k_step": '"0.005 1/m"'}, "conform"),
])  # fmt: skip
def test_resolutions(labs: dict[str, Path], fields: dict[str, str], outcome: str) -> None:
    assert judged(labs, {}, **fields).outcomes["specification"] == outcome


@pytest.mark.parametrize(("U", "outcome"), [("0.7", "conform"), ("0.71", "not_conform")])
def test_uncertainty_of_the_filters(labs: dict[str, Path], tmp_path: Path, U: str, outcome: str) -> None:
    lab = tmp_path / "lab"
    write_example(ES, lab)
    register = lab / "standards.toml"
    text = register.read_text("utf-8")
    old = 'maximum_permissible_error = { constant = "0.6", relative = "0" }\nexpanded_uncertainty = { constant = "0.5"'
    assert old in text
    register.write_text(text.replace(old, old.replace('"0.5"', f'"{U}"')), "utf-8")
    assert judged({ES: lab}, {}).outcomes["specification"] == outcome


# --- France ---------------------------------------------------------------------------------------------------------


def cycle(errors: tuple[str, ...], ref: str = "1.50", vehicle: str = "2", number: str = "1") -> dict[str, str]:
    """Readings of one cycle with these errors."""
    place = f"accuracy/{vehicle}/{number}"
    return {f"{place}/ref{n}": ref for n in range(1, 6)} | {
        f"{place}/x{n}": f"{D(ref) + D(e)}" for n, e in enumerate(errors, 1)
    }


def test_vehicles_and_cycles(labs: dict[str, Path]) -> None:
    for stage, vehicles, fields in (
        ("initial", "1234", {}),
        ("subsequent", "123", {}),
        ("subsequent", "1234", {"vehicles": "4"}),
    ):
        found = judged(labs, {}, FR, stage, **fields)
        assert list(found.of("accuracy")) == [f"{v}/{c}".removeprefix("1/") for v in vehicles for c in "12"]
        calls = [b.get("args", []) for k, _, b in found.bodies if k == "command" and b["method"] == "emit"]
        assert calls == [[v] for v in vehicles for _ in range(10)]


@pytest.mark.parametrize(("stage", "errors", "outcome"), [
    ("initial", ("0.15", "0.15", "0.15", "0.15", "0.90"), "conform"),
    ("initial", ("0.16", "0.15", "0.15", "0.15", "0.90"), "not_conform"),
    ("initial", ("-0.9", "-0.15", "-0.15", "-0.15", "-0.15"), "conform"),
    ("initial", ("-0.9", "-0.15", "-0.15", "-0.15", "-0.16"), "not_conform"),
    ("subsequent", ("0.18", "0.18", "0.90", "0.18", "0.18"), "conform"),
    ("subsequent", ("0.18", "0.18", "0.90", "0.18", "0.19"), "not_conform"),
    ("initial", ("0.20", "0.10", "0.20", "0.10", "0.15"), "conform"),
])  # fmt: skip
def test_the_mean_of_four_errors(labs: dict[str, Path], stage: str, errors: tuple[str, ...], outcome: str) -> None:
    assert judged(labs, cycle(errors), FR, stage).outcomes["accuracy"] == outcome


@pytest.mark.parametrize(("stage", "error", "outcome"), [
    ("initial", "0.25", "conform"), ("initial", "0.26", "not_conform"), ("subsequent", "0.30", "conform"),
    ("subsequent", "0.31", "not_conform"),
])  # fmt: skip
def test_a_part_of_thick_smoke(labs: dict[str, Path], stage: str, error: str, outcome: str) -> None:
    given = cycle((error,) * 5, "2.50", "3", "2")
    assert judged(labs, given, FR, stage).outcomes["accuracy"] == outcome


def test_the_reference_of_the_limit_is_that_of_the_four(labs: dict[str, Path]) -> None:
    given = cycle(("0", "0", "0", "0", "0.9"), "2.50", "3") | {"accuracy/3/1/ref5": "3.50", "accuracy/3/1/x5": "4.40"}
    assert judged(labs, given, FR, "initial").of("accuracy")["3/1"]["decision"]["limit"][1] == "0.25"


def test_the_farthest_error_is_left_out_the_first_of_equals() -> None:
    def pairs(*errors: str) -> list[tuple[Value, Value]]:
        return [(Value.constant(1), Value.constant(D(e) + 1)) for e in errors]

    kept = [x.number - 1 for _, x in without_farthest(pairs("0.3", "0", "0", "0", "-0.3"))]
    assert kept == [D(0), D(0), D(0), D("-0.3")]
    assert [x.number - 1 for _, x in without_farthest(pairs("0.1", "0.2", "0.9", "0.1", "0.2"))] == [
        D("0.1"), D("0.2"), D("0.1"), D("0.2"),
    ]  # fmt: skip
