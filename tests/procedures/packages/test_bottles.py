"""Measuring container bottles: both tables a second time, three inequalities at their edges, weighing of water."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.flow.water_meters import density
from procedures.kit import Value
from procedures.packages.bottles import Bottles
from procedures.packages.fpackv_6_2020 import FPackVBottles
from procedures.packages.lot import deficiency
from procedures.packages.oiml_r_138_2007 import R138Bottles
from services.laboratory.example import write_example
from tests.procedures.answers import Judged, judge
from tests.procedures.packages.lots import pedigree, subject_file, unsuitable

D = Decimal
DE, R = "FPackV Anlage 6:2020", "OIML R 138:2007"
EDITIONS = {DE: FPackVBottles, R: R138Bottles}
#: mL; below 50 only in Germany.
MPE = {
    "50": "3", "75": "3", "100": "3", "101": "3.03", "200": "6", "201": "6", "300": "6", "301": "6.02", "500": "10",
    "501": "10", "1000": "10", "1001": "10.01", "5000": "50",
}  # fmt: skip


@pytest.mark.parametrize("name", EDITIONS)
def test_permissible_errors(name: str) -> None:
    facts = EDITIONS[name].facts
    for size, error in MPE.items():
        assert deficiency(facts, "mpe", "", D(size)) == D(error)
    assert deficiency(facts, "mpe", "", D(40)) == (D("2.4") if name == DE else D(3))


@pytest.mark.parametrize("name", EDITIONS)
def test_figures(name: str) -> None:
    facts = EDITIONS[name].facts
    names = ("sample", "k", "F", "ratio", "least", "most", "air", "weights")
    assert [facts.number(n) for n in names] == [35, D("1.57"), D("0.266"), 5, 50, 5000, D("1.2"), 8000]


def test_german_figures() -> None:
    facts = FPackVBottles.facts
    assert facts.table("m_bottles").rows == {"20": (D("21.5"),), "25": (27,), "30": (D("32.5"),), "40": (D("42.5"),)}
    assert facts.table("height").rows == {"200": (3,), "1000": (4,), "more": (6,)}


def test_pedigree() -> None:
    keys = "dates scope mpe marking sampling acceptance standard water buoyancy"
    for edition, statuses in ((FPackVBottles, "svvvvvvvs"), (R138Bottles, "uvvvvvsvs")):
        found, unmeasured = pedigree(edition.facts, keys)
        assert "".join(found.values()) == statuses
        assert unmeasured == {"marking"}
    r = FPackVBottles.regulation
    assert (r.issued, r.in_force) == (date(2020, 11, 18), date(2020, 11, 18))
    assert (R138Bottles.regulation.issued, R138Bottles.regulation.in_force) == (date(2007, 1, 1), date(2007, 1, 1))
    assert FPackVBottles.facts.source("m_mark").status == "verified"


@pytest.fixture(scope="session", name="bench_lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bottles") / "lab"
    write_example(DE, folder)
    return folder


PLATE = {
    "name": '"瓶"', "maker": '"厂"', "model": '"M"', "serial": '"B-1"', "nominal": '"500 mL"', "brim": '"520 mL"',
    "lot_size": "6000",
}  # fmt: skip
#: What a gram of the balance is in mL at 20 °C.
PER_GRAM = 1000 * (1 - D("1.2") / 8000) / (density(Value.constant(20)).number - D("1.2"))


def sampled(
    lab: Path, regulation: str, volumes: list[str], given: dict[str, str] | None = None, **fields: str
) -> Judged:
    """A sample with these capacities in mL, the ideal ones otherwise."""
    masses = {f"weighing/{n}/filled": str(round(D(v) / PER_GRAM, 12)) for n, v in enumerate(volumes, 1)}
    file = subject_file(lab, {**PLATE, **fields})
    return judge(regulation, lab / "benches/bottles.toml", file, {**masses, **(given or {})})


def row(found: Judged, point: str) -> Any:
    return found.of("capacity")[point]["decision"]


@pytest.mark.parametrize("regulation", EDITIONS)
def test_the_ideal_bottle(bench_lab: Path, regulation: str) -> None:
    found = sampled(bench_lab, regulation, [])
    assert found.verdict["outcome"] == "conform"
    assert abs(D(row(found, "upper")["unrounded"]) - 520) < D("1e-9")
    assert [row(found, p)["limit"] for p in ("upper", "lower", "spread")] == [["", "530"], ["510", ""], ["", "5.32"]]


def alternating(middle: str, apart: str) -> list[str]:
    """Seventeen below, seventeen above, one between: s = d exactly."""
    low, high = D(middle) - D(apart), D(middle) + D(apart)
    return [*[str(low)] * 17, *[str(high)] * 17, middle]


@pytest.mark.parametrize(("middle", "apart", "failing"), [
    ("520", "5.31", []), ("520", "5.33", ["spread"]), ("525.28", "3", []), ("525.30", "3", ["upper"]),
    ("514.72", "3", []), ("514.70", "3", ["lower"]), ("520", "6.5", ["upper", "lower", "spread"]),
])  # fmt: skip
def test_three_inequalities(bench_lab: Path, middle: str, apart: str, failing: list[str]) -> None:
    """1.57·3 = 4.71: 525.29 and 514.71 are the edges; 0.266·20 = 5.32."""
    found = sampled(bench_lab, DE, alternating(middle, apart))
    outcomes = {p: found.of("capacity")[p]["outcome"] for p in ("upper", "lower", "spread")}
    assert [p for p, outcome in outcomes.items() if outcome == "not_conform"] == failing
    assert abs(D(row(found, "spread")["unrounded"]) - D(apart)) < D("1e-9")
    assert found.verdict["outcome"] == ("not_conform" if failing else "conform")


def test_the_tables_are_entered_otherwise(bench_lab: Path) -> None:
    """Nominal 100 mL, brim 110 mL: Germany permits 3 mL of the nominal volume, R 138 3 % of the brim capacity."""
    fields = {"nominal": '"100 mL"', "brim": '"110 mL"'}
    assert row(sampled(bench_lab, DE, [], **fields), "upper")["limit"] == ["", "113"]
    assert row(sampled(bench_lab, R, [], **fields), "upper")["limit"] == ["", "113.3"]


def test_filled_to_a_level_the_nominal_capacity_is_sampled(bench_lab: Path) -> None:
    found = sampled(bench_lab, DE, [], brim="", distance='"38 mm"')
    assert row(found, "upper")["limit"] == ["", "510"]
    assert any("level" in str(b) for k, _, b in found.bodies if k == "command")
    assert any(a.endswith("marking/distance_mark") for k, a, _ in found.bodies if k == "finding")


def test_warmer_water_is_lighter(bench_lab: Path) -> None:
    """At 25 °C the same mass is a larger volume: 998.207/997.047, less the air; of two temperatures the mean counts."""
    same, warm = ["520"] * 35, {"before/water_temperature": "25", "after/water_temperature": "25"}
    found = sampled(bench_lab, DE, same, warm)
    expected = 520 * (D("998.2067") - D("1.2")) / (D("997.0470") - D("1.2"))
    assert abs(D(row(found, "upper")["unrounded"]) - expected) < D("0.001")
    half = D(row(sampled(bench_lab, DE, same, {"after/water_temperature": "25"}), "upper")["unrounded"])
    assert abs(half - 520 * (D("998.2067") - D("1.2")) / (D("997.6583") - D("1.2"))) < D("0.001")


def test_the_dry_bottle_is_taken_off(bench_lab: Path) -> None:
    per = {f"weighing/{n}/dry": "1" for n in range(1, 36)}
    found = sampled(bench_lab, DE, [], per)
    assert abs(D(row(found, "upper")["unrounded"]) - (520 - PER_GRAM)) < D("1e-9")


def test_a_slip_is_doubted(bench_lab: Path) -> None:
    assert sampled(bench_lab, DE, ["569.9"]).answers.doubts == []
    assert sampled(bench_lab, DE, ["570.1"]).answers.doubts == ["bottle_far"]
    assert sampled(bench_lab, DE, ["469.9"]).answers.doubts == ["bottle_far"]


def test_a_missing_bottle_leaves_the_lot_open(bench_lab: Path) -> None:
    found = sampled(bench_lab, DE, [], {"weighing/3/filled": "not_measured"})
    assert found.outcomes["capacity"] == "incomplete"


@pytest.mark.parametrize(("regulation", "fields", "conforms"), [
    (DE, {"nominal": '"50 mL"', "brim": '"55 mL"'}, True), (DE, {"nominal": '"49 mL"', "brim": '"55 mL"'}, False),
    (R, {"nominal": '"5 L"', "brim": '"5 L"'}, True), (R, {"nominal": '"5001 mL"', "brim": '"5001 mL"'}, False),
    (DE, {"nominal": '"25 mL"', "brim": '"27 mL"', "m_mark": "true"}, True),
    (DE, {"nominal": '"25 mL"', "brim": '"27.5 mL"', "m_mark": "true"}, False),
    (DE, {"nominal": '"35 mL"', "brim": '"37 mL"', "m_mark": "true"}, False),
    (DE, {"nominal": '"25 mL"', "brim": "", "distance": '"9 mm"', "m_mark": "true"}, False),
    (DE, {"lot_size": "35"}, True), (DE, {"lot_size": "34"}, False),
])  # fmt: skip
def test_scope(bench_lab: Path, regulation: str, fields: dict[str, str], conforms: bool) -> None:
    found = sampled(bench_lab, regulation, [], **fields)
    assert found.outcomes["specification"] == ("conform" if conforms else "not_conform")


@pytest.mark.parametrize(("fields", "keys"), [
    ({}, ["nominal", "maker", "brim_mark", "epsilon", "height_4"]),
    ({"nominal": '"200 mL"'}, ["nominal", "maker", "brim_mark", "epsilon", "height_3"]),
    ({"nominal": '"201 mL"'}, ["nominal", "maker", "brim_mark", "epsilon", "height_4"]),
    ({"nominal": '"1 L"', "brim": '"1040 mL"'}, ["nominal", "maker", "brim_mark", "epsilon", "height_4"]),
    ({"nominal": '"1001 mL"', "brim": '"1040 mL"'}, ["nominal", "maker", "brim_mark", "epsilon", "height_6"]),
    ({"nominal": '"20 mL"', "brim": '"21.5 mL"', "m_mark": "true"}, ["m_letter"]),
])  # fmt: skip
def test_markings(bench_lab: Path, fields: dict[str, str], keys: list[str]) -> None:
    found = sampled(bench_lab, DE, [], **fields)
    assert [a.split("/")[1] for k, a, _ in found.bodies if k == "finding" and a.startswith("marking/")] == keys
    failed = sampled(bench_lab, DE, [], {f"marking/{keys[0]}": "not_conform"}, **fields)
    assert failed.verdict["failed"] == ["marking"]


@pytest.mark.parametrize(("expanded", "nominal", "found"), [
    ("0.01", "500 mL", []), ("1.41", "500 mL", []), ("1.42", "500 mL", ["uncertainty"]), ("0.42", "50 mL", []),
    ("0.43", "50 mL", ["uncertainty"]), ("0.01", "5.1 L", []),
])  # fmt: skip
def test_uncertainty_of_a_capacity(bench_lab: Path, expanded: str, nominal: str, found: list[str]) -> None:
    """Two weighings, a fifth of 10 mL and of 3 mL; a capacity beyond the table is refused by itself."""
    standards = bench_lab / "standards.toml"
    kept = standards.read_text("utf-8")
    standards.write_text(kept.replace('uncertainty = "0.01"', f'uncertainty = "{expanded}"'), "utf-8")
    try:
        plate = subject_file(bench_lab, {**PLATE, "nominal": f'"{nominal}"', "brim": f'"{nominal}"'})
        assert unsuitable(bench_lab, R, "bottles", plate) == found
    finally:
        standards.write_text(kept, "utf-8")


def test_a_nameplate_states_one_of_brim_and_level() -> None:
    plain = {"name": "瓶", "maker": "厂", "model": "M", "serial": "1", "nominal": "500 mL", "lot_size": 100}
    for fields in ({}, {"brim": "520 mL", "distance": "30 mm"}):
        with pytest.raises(ValueError, match="either brim"):
            Bottles.model_validate({**plain, **fields})
