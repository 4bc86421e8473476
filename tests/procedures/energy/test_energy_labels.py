"""Energy labels: their figures a second time, the vectors of the water heater, three verdicts that stay apart."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.energy.grades import grade_of
from procedures.registry import implemented
from services.laboratory.example import write_example
from tests.figures_read import read_in_print, supply
from tests.procedures.answers import Judged, changed, judge

D = Decimal
EDITIONS: dict[str, Any] = {p.regulation.id: p for p in implemented().editions}
LAST, ONLY = date(2026, 5, 31), "eta"
HEATER, FRIDGE = "GB 21519-2008", "GB 12021.2-2015"
WASHER, AIR = "GB 12021.4-2013", "GB 21455-2019"
#: `water_heater` of the compiled vectors: volume, loss in 24 h, reference, ε, grade.
VECTORS = [("60", "1.02", "1.70", "0.6", 1), ("60", "1.03", "1.70", "0.6059", 2), ("80", "1.2", "2.0", "0.6", 1)]


@pytest.fixture(scope="module")
def labs(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A laboratory for an edition; with its figures as if they had been read in print, or a draft."""
    made: dict[tuple[str, bool], Path] = {}

    def lab(edition: str, *, read: bool = False) -> Path:
        if (edition, read) not in made:
            folder = tmp_path_factory.mktemp("energy") / "lab"
            write_example(edition, folder)
            if read:
                supply(EDITIONS[edition], folder)
            made[edition, read] = folder
        return made[edition, read]

    return lab


def heater(lab: Path, given: dict[str, str], **fields: str) -> Judged:
    subject = changed(lab / "subjects/water_heater.toml", **fields)
    return judge(HEATER, lab / "benches/water_heater.toml", subject, given)


def loss(kwh: str) -> dict[str, str]:
    """Readings that give a loss: one day at a rise of 45 K."""
    return {"period/E_int": str(D(kwh) * 1000), "period/t_int": "86400"}


def value(found: Judged, item: str, point: str, column: str) -> str:
    return str(found.of(item)[point]["values"][column])


@pytest.mark.parametrize(("volume", "lost", "reference", "eps", "grade"), VECTORS)
def test_the_vectors_of_the_water_heater(
    labs: Any, volume: str, lost: str, reference: str, eps: str, grade: int
) -> None:
    found = heater(labs(HEATER), loss(lost), volume=f'"{volume} L"')
    assert D(value(found, "loss", "period", "Q_ref")) == D(reference)
    decided = found.of("overstated")["eps"]["decision"]
    assert D(decided["unrounded"]) == grade
    assert abs(D(found.of("minimum")["eps"]["decision"]["unrounded"]) - D(eps)) < D("0.00006")


def test_epsilon_is_not_rounded_before_it_is_graded() -> None:
    limits = [D("0.6"), D("0.7"), D("0.8"), D("0.9"), D("1.0")]
    assert [grade_of(D(v), limits) for v in ("0.6", "0.6000001", "1.0", "1.0000001")] == [1, 2, 5, None]
    least = [D(70), D(60), D(55), D(55), D(50)]
    assert [grade_of(D(v), least, least=True) for v in ("70", "69.99", "55", "54.9", "49.9")] == [1, 2, 3, 5, None]


def test_a_label_better_than_what_was_found_is_flagged_while_the_minimum_is_kept(labs: Any) -> None:
    """Label 1, found 2: the draft flags it by ε, whose scale has a source; the output rate is not decided."""
    found = heater(labs(HEATER), loss("1.03"))
    outcomes = {(item, key): c["outcome"] for item in ("minimum", "overstated") for key, c in found.of(item).items()}
    assert outcomes == {
        ("minimum", "eps"): "conform", ("minimum", "mu"): "undecided",
        ("overstated", "eps"): "not_conform", ("overstated", "mu"): "undecided",
    }  # fmt: skip
    assert {c["outcome"] for c in found.of("printed").values()} == {"undecided"}
    assert found.verdict["outcome"] == "not_conform"


def test_the_three_verdicts_are_independent(labs: Any) -> None:
    """With figures that were read: each of the three fails alone, and no other with it."""
    lab = labs(HEATER, read=True)
    cases = {
        "0.93": ("conform", "conform", "conform"),
        "1.03": ("conform", "not_conform", "not_conform"),
        "1.72": ("not_conform", "not_conform", "not_conform"),
    }
    for lost, outcomes in cases.items():
        found = heater(lab, loss(lost))
        assert tuple(found.outcomes[k] for k in ("minimum", "overstated", "printed")) == outcomes
    only_printed = heater(lab, loss("1.01"), printed_eps='"0.55"')
    assert [only_printed.outcomes[k] for k in ("minimum", "overstated", "printed")] == [
        "conform", "conform", "not_conform",
    ]  # fmt: skip
    only_label = heater(lab, loss("1.03"), printed_eps='"0.61"')
    assert [only_label.outcomes[k] for k in ("minimum", "overstated", "printed")] == [
        "conform", "not_conform", "conform",
    ]  # fmt: skip


def test_worse_than_every_grade(labs: Any) -> None:
    found = heater(labs(HEATER, read=True), loss("1.8"))
    assert "达不到 5 级" in found.of("overstated")["eps"]["words"]["reason"]["zh"]


def test_both_criteria_make_the_grade(labs: Any) -> None:
    found = heater(labs(HEATER, read=True), {**loss("1.0"), "V_hot": "41.9"})
    assert value(found, "overstated", "mu", "grade_found") == "2"
    assert found.outcomes["overstated"] == "not_conform"


@pytest.mark.parametrize(("volume", "outcome"), [("30", True), ("30.1", False), ("100", False), ("100.1", True)])
def test_a_volume_without_a_reference_is_not_tested(labs: Any, volume: str, outcome: bool) -> None:
    found = heater(labs(HEATER), {}, volume=f'"{volume} L"')
    assert (found.of("specification")["volume"]["outcome"] == "not_conform") is outcome


def test_a_reading_that_is_missing_is_never_a_pass(labs: Any) -> None:
    found = heater(labs(HEATER, read=True), {"h7/theta_w": "not_measured"})
    assert found.outcomes["loss"] == "incomplete"
    assert [found.of(k)["eps"]["outcome"] for k in ("minimum", "overstated", "printed")] == ["incomplete"] * 3
    assert found.verdict["outcome"] == "incomplete"


def test_the_refrigerator_of_the_reports(labs: Any) -> None:
    """Label 1, found 2, above the minimum: the draft shows it and decides nothing; figures that were read decide it."""
    lab = labs("GB 12021.2-2025")
    subject = changed(lab / "subjects/refrigerator.toml", base='"2.0 kWh"')
    bench, given = lab / "benches/refrigerator.toml", {"E_int": "600", "t_int": "86400"}
    draft = judge(FRIDGE, bench, subject, given, on=LAST)
    assert value(draft, "overstated", ONLY, "grade_found") == "2"
    assert [draft.of(k)[ONLY]["outcome"] for k in ("minimum", "overstated")] == ["undecided"] * 2
    (lab / "figures").mkdir()
    (lab / "figures/read.toml").write_text(read_in_print(EDITIONS[FRIDGE]), "utf-8")
    found = judge(FRIDGE, bench, subject, given, on=LAST)
    assert [found.outcomes[k] for k in ("minimum", "overstated")] == ["conform", "not_conform"]


TABLES = {
    (HEATER, "eps"): "0.6; 0.7; 0.8; 0.9; 1.0",
    (HEATER, "mu"): "70; 60; 55; 55; 50",
    (FRIDGE, "eta"): "25 45; 35 55; 50 65; 60 75; 70 85",
    (WASHER, "drum"): "0.110 7 1.03; 0.130 8 1.03; 0.150 9 1.03; 0.170 10 1.03; 0.190 12 1.03",
    (WASHER, "impeller"): "0.011 14 0.90; 0.012 16 0.80; 0.015 20 0.80; 0.017 24 0.75; 0.022 28 0.70",
    (AIR, "apf"): "5.00 4.50 4.20; 4.50 4.00 3.70; 4.00 3.50 3.30; 3.50 3.30 3.20; 3.30 3.20 3.10",
}
COLUMNS = {
    "eta": ("combined", "other"), "drum": ("energy", "water", "ratio"), "impeller": ("energy", "water", "ratio"),
    "apf": ("4500", "7100", "14000"),
}  # fmt: skip
NUMBERS = {
    HEATER: "hours 24; interval 3600; rise 45; slope 0.015; base 0.8; above 30; upto 100; first 1",
    FRIDGE: "period 86400; tolerance_E_24 10",
    "GB 12021.2-2025": "period 86400; tolerance_E_24 10",
    WASHER: "above 1; upto 13",
    AIR: "capacity_least 95; power_most 110; upto 14000",
    "GB 24850-2020": "reference 1.1; standby_most 0.5",
}


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_scales_a_second_time(name: str, key: str) -> None:
    table = EDITIONS[name].facts.table(key)
    rows = [[D(cell) for cell in row.split()] for row in TABLES[name, key].split(";")]
    assert table.columns == COLUMNS.get(key, ("limit",))
    assert {row: list(table.numbers(row)) for row in table.rows} == {str(n): row for n, row in enumerate(rows, 1)}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_a_second_time(name: str) -> None:
    stated = dict(part.split() for part in NUMBERS[name].split(";"))
    assert {key: EDITIONS[name].facts.number(key) for key in stated} == {k: D(v) for k, v in stated.items()}


def test_what_no_source_gives_has_no_value() -> None:
    """Tolerances, the limits of two products and the rule of the second sampling wait to be read in print."""
    unknown = {
        HEATER: ("tolerance_eps", "tolerance_mu", "again"),
        "GB 12021.2-2025": ("eta_1", "eta_5", "again"),
        WASHER: ("tolerance_E_cycle", "tolerance_W_cycle", "tolerance_ratio"),
        "GB 24850-2020": ("eei_1", "eei_5", "tolerance_eei"),
        AIR: ("tolerance_APF",),
    }
    for name, keys in unknown.items():
        assert [EDITIONS[name].facts.known(key) for key in keys] == [False] * len(keys)
        assert EDITIONS[name].regulation.draft


@pytest.mark.parametrize(
    ("size", "apf", "grade"),
    [
        ("4500 W", "5", "1"),
        ("4501 W", "5", "1"),
        ("4500 W", "4.99", "2"),
        ("7101 W", "4.2", "1"),
        ("7100 W", "4.2", "2"),
    ],
)
def test_apf_by_capacity(labs: Any, size: str, apf: str, grade: str) -> None:
    lab = labs(AIR, read=True)
    subject = changed(lab / "subjects/air_conditioner.toml", capacity=f'"{size}"')
    given = {"cooling_load": str(D(apf) * 100), "heating_load": "0", "cooling_energy": "60", "heating_energy": "40"}
    found = judge(AIR, lab / "benches/air_conditioner.toml", subject, given)
    assert value(found, "overstated", "APF", "grade_found") == grade


@pytest.mark.parametrize(("key", "reading", "outcome"), [
    ("capacity", "3325", "conform"), ("capacity", "3324", "not_conform"),
    ("cooling_power", "935", "conform"), ("cooling_power", "936", "not_conform"),
])  # fmt: skip
def test_rated_values(labs: Any, key: str, reading: str, outcome: str) -> None:
    lab = labs(AIR, read=True)
    subject = lab / "subjects/air_conditioner.toml"
    found = judge(AIR, lab / "benches/air_conditioner.toml", subject, {f"rated/{key}/{key}": reading})
    assert found.of("rated")[key]["outcome"] == outcome


def test_every_quantity_of_a_washer_has_to_reach_the_grade(labs: Any) -> None:
    lab = labs(WASHER, read=True)
    subject, bench = lab / "subjects/washer.toml", lab / "benches/washer.toml"
    good = {"E_int": "880", "W_cycle": "56", "ratio": "1.03"}
    assert judge(WASHER, bench, subject, good).outcomes["overstated"] == "conform"
    for worse in ({"E_int": "880.1"}, {"W_cycle": "56.1"}, {"ratio": "1.029"}):
        assert judge(WASHER, bench, subject, {**good, **worse}).outcomes["overstated"] == "not_conform"


def test_standby_of_a_television(labs: Any) -> None:
    lab = labs("GB 24850-2020", read=True)
    subject, bench = lab / "subjects/television.toml", lab / "benches/television.toml"
    for power, outcome in (("0.5", "conform"), ("0.501", "not_conform")):
        assert judge("GB 24850-2020", bench, subject, {"P_s": power}).outcomes["standby"] == outcome
    found = judge("GB 24850-2020", bench, subject, {"P_on": "80.5", "P_s": "0.5", "luminance": "440", "area": "0.8"})
    (index,) = found.of("picture").values()
    assert D(index["values"]["eei"]) == 4
