"""JJF 1070: its figures a second time, the constructed lots, both sides of every edge, and how a content is found."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.packages.jjf_1070_2023 import JJF1070
from procedures.packages.lot import deficiency, row_of
from sequencer.errors import Interrupted
from tests.procedures.answers import judge
from tests.procedures.packages.lots import (
    SUBJECT,
    decision,
    gross,
    judged,
    lot,
    of,
    pedigree,
    subject_file,
    tares,
    unsuitable,
)

D = Decimal
CN = "JJF 1070-2023"
FACTS = JJF1070.facts
PLANS = [
    ((1, 10), (0, 0, "0")), ((11, 50), (10, 0, "1.028")), ((51, 99), (13, 1, "0.848")), ((100, 500), (50, 3, "0.379")),
    ((501, 3200), (80, 5, "0.295")), ((3201, 99999), (125, 7, "0.234")),
]  # fmt: skip
#: B08 of the constructed vectors: T before rounding, and rounded half-even to 0.1 up to 1000 and to 1 above.
T = {
    "25": ("2.25", "2.2"), "50": ("4.5", "4.5"), "51": ("4.5", "4.5"), "99": ("4.5", "4.5"), "100": ("4.5", "4.5"),
    "101": ("4.545", "4.5"), "150": ("6.75", "6.8"), "200": ("9", "9.0"), "201": ("9", "9"), "300": ("9", "9"),
    "301": ("9.03", "9.0"), "330": ("9.9", "9.9"), "475": ("14.25", "14.2"), "500": ("15", "15.0"), "501": ("15", "15"),
    "1000": ("15", "15"), "1001": ("15.015", "15"), "1500": ("22.5", "22"), "5000": ("75", "75"),
    "9999": ("149.985", "150"), "10000": ("150", "150"), "10001": ("150", "150"), "15000": ("150", "150"),
    "15001": ("150.01", "150"), "25000": ("250", "250"), "50000": ("500", "500"),
}  # fmt: skip


@pytest.mark.parametrize(("nominal", "t"), T.items())
def test_tolerable_deficiency_of_mass_and_volume(nominal: str, t: tuple[str, str]) -> None:
    assert deficiency(FACTS, "T_mass", "", D(nominal)) == D(t[0])
    assert deficiency(FACTS, "T_mass", "mass", D(nominal)) == D(t[1])


@pytest.mark.parametrize(("table", "nominal", "t"), [
    ("length", "5", "0"), ("length", "5.1", "0.102"), ("area", "4", "0.12"), ("count", "50", "0"), ("count", "51", "1"),
    ("count", "100", "1"), ("count", "101", "2"), ("count", "250", "3"),
])  # fmt: skip
def test_tolerable_deficiency_of_what_is_not_weighed(table: str, nominal: str, t: str) -> None:
    assert deficiency(FACTS, f"T_{table}", table, D(nominal)) == D(t)


@pytest.mark.parametrize(("lots", "row"), PLANS)
def test_plans(lots: tuple[int, int], row: tuple[int, int, str]) -> None:
    for size in lots:
        found = row_of(FACTS.table("plan"), size)
        assert found == {"n": row[0], "c": row[1], "k": D(row[2])}


def test_other_figures() -> None:
    names = ("shortages_from", "mean_from", "densities", "tares_packer", "tares_store", "tare_share", "tare_spread")
    assert [FACTS.number(n) for n in names] == [1, 11, 3, 10, 10, D("0.1"), D("0.25")]
    assert FACTS.table("height").rows == {"50": (2,), "200": (3,), "1000": (4,), "more": (6,), "other": (2,)}
    assert FACTS.standards_demands(lot())["balance"].ratio == 10


#: B09: contents; raised mean − Qn as the vector's limit says; how many beyond T; individual, shortages, mean.
B09 = [
    (of((48, "499.6"), (2, "484.0")), "498.976", "498.8296", 2, ("conform", "conform", "conform")),
    (of((49, "500.4"), (1, "469.0")), "499.772", "498.317", 0, ("not_conform", "conform", "conform")),
    (of((25, "499.5"), (25, "499.9")), "499.7", "499.9234", 0, ("conform", "conform", "not_conform")),
    (of((46, "501.0"), (4, "485.0")), "499.72", "498.3382", 0, ("conform", "conform", "conform")),
    (of((46, "501.0"), (4, "484.9")), "499.712", "498.3278", 4, ("conform", "not_conform", "conform")),
]


@pytest.mark.parametrize(("contents", "mean", "limit", "beyond", "outcomes"), B09)
def test_constructed_lots(
    lab: Path, contents: list[str], mean: str, limit: str, beyond: int, outcomes: tuple[str, str, str]
) -> None:
    found = judged(lab, CN, gross(contents))
    assert tuple(found.outcomes[key] for key in ("individual", "shortages", "mean")) == outcomes
    assert found.verdict["outcome"] == ("conform" if set(outcomes) == {"conform"} else "not_conform")
    assert D(decision(found, "shortages")["unrounded"]) == beyond
    raised = D(decision(found, "mean")["unrounded"])
    assert abs(500 - (raised - D(mean)) - D(limit)) < D("0.00005")


def test_a_small_lot(lab: Path) -> None:
    found = judged(lab, CN, gross(of((5, "499"), (5, "501"))), lot_size="40")
    assert found.outcomes["mean"] == "conform"
    assert abs(D(decision(found, "mean")["unrounded"]) - 500 - D("1.0836")) < D("0.00005")
    assert judged(lab, CN, gross(of((10, "484.9"))), lot_size="40").outcomes["shortages"] == "not_conform"


def test_of_a_tiny_lot_every_package_and_no_mean(lab: Path) -> None:
    found = judged(lab, CN, gross(of((8, "490"))), lot_size="8")
    assert found.verdict["outcome"] == "conform"
    assert "mean" not in found.outcomes
    assert judged(lab, CN, gross(of((7, "490"), (1, "484.9"))), lot_size="8").outcomes["shortages"] == "not_conform"


@pytest.mark.parametrize(("content", "outcome"), [("470", "conform"), ("469.99", "not_conform")])
def test_no_package_is_short_by_more_than_twice_T(lab: Path, content: str, outcome: str) -> None:
    found = judged(lab, CN, gross(of((49, "502"), (1, content))))
    assert found.outcomes["individual"] == outcome
    assert found.outcomes["shortages"] == "conform"


def test_the_mean_at_its_limit(lab: Path) -> None:
    """Equal contents leave no spread: 500 is enough, 499.99 is not."""
    assert judged(lab, CN, gross(of((50, "500")))).outcomes["mean"] == "conform"
    assert judged(lab, CN, gross(of((50, "499.99")))).outcomes["mean"] == "not_conform"


def test_a_package_that_was_not_measured_leaves_the_lot_open_unless_it_has_failed(lab: Path) -> None:
    lost = {"weighing/7/gross": "not_measured"}
    found = judged(lab, CN, lost)
    assert [found.outcomes[k] for k in ("individual", "shortages", "mean")] == ["incomplete"] * 3
    failed = judged(lab, CN, {**gross(of((4, "484.9"))), **lost})
    assert failed.outcomes["shortages"] == "not_conform"
    assert failed.verdict["outcome"] == "not_conform"


def test_a_sample_that_was_not_drawn_at_random_is_void(lab: Path) -> None:
    found = judged(lab, CN, {"sampling/random": "not_conform"})
    assert found.verdict["outcome"] == "invalid"


def test_the_marking(lab: Path) -> None:
    for check in ("declared", "unit", "height"):
        found = judged(lab, CN, {f"label/{check}": "not_conform"}, lot_size="1")
        assert found.verdict["failed"] == ["label"]
    heights = {"50 g": "2", "51 g": "3", "200 g": "3", "201 g": "4", "1 kg": "4", "1001 g": "6"}
    for nominal, height in heights.items():
        one = judged(lab, CN, {}, nominal=f'"{nominal}"', lot_size="1")
        asked = [b for kind, a, b in one.bodies if kind == "finding" and a.endswith("height")]
        questions = [b["words"]["question"]["zh"] for b in asked]
        assert questions == [f"净含量字符高度 ≥ {height} mm"]


@pytest.mark.parametrize(("masses", "mean"), [
    (tares((5, "49"), (5, "51")), True),  # 50 g: 10 % of 500 g
    (tares((5, "59"), (5, "61")), True),  # heavier, but s = 1.05 g is below 3.75 g
    (tares((9, "45"), (1, "95")), True),  # uneven, but 50 g in the mean
    (tares((5, "55"), (5, "65")), False),  # 60 g, s = 5.3 g
    (tares((5, "56.443"), (5, "63.557")), True),  # s = 3.7495 g
    (tares((5, "56.442"), (5, "63.558")), False),  # s = 3.7506 g
])  # fmt: skip
def test_the_mean_of_the_packaging_is_taken_off_where_it_is_light_or_even(
    lab: Path, masses: dict[str, str], mean: bool
) -> None:  # fmt: skip
    found = judged(lab, CN, masses)
    row = found.of("weighing")["packaging"]
    assert row["words"]["reason"]["en"].startswith("the mean" if mean else "the packaging of every")
    assert row["values"]["MPE"] == "≤ 50; s ≤ 3.75"
    assert ("tare_mean" in row["values"], "tare_s" in row["values"]) == (True, True)


def test_each_packaging_is_taken_off_its_own_package(lab: Path) -> None:
    given = {"weighing/1/gross": "560", "weighing/1/tare": "50", "weighing/2/gross": "500", "weighing/2/tare": "70"}
    rest = {f"weighing/{n}/tare": "60" if n % 2 else "75" for n in range(3, 51)}
    found = judged(lab, CN, {**given, **rest})
    assert decision(found, "individual", "1")["unrounded"] == "10"
    assert decision(found, "individual", "2")["unrounded"] == "-70"


def test_volume_by_density(lab: Path) -> None:
    given = {f"density/{n}/product_density": rho for n, rho in enumerate(("0.919", "0.920", "0.921"), 1)}
    full = {f"weighing/{n}/gross": "460" for n in range(1, 9)}
    found = judged(lab, CN, {**given, **full}, content='"volume"', nominal='"500 mL"', lot_size="8")
    assert D(decision(found, "individual", "1")["unrounded"]) == 0
    assert found.verdict["outcome"] == "conform"


def test_drained_solids_without_their_sieve(lab: Path) -> None:
    given = {"weighing/1/sieve": "180.5", "weighing/1/drained": "500.4"}
    found = judged(lab, CN, given, content='"drained"', nominal='"320 g"', lot_size="8")
    assert decision(found, "individual", "1")["unrounded"] == "-0.1"
    assert "density" not in found.outcomes


@pytest.mark.parametrize(("content", "nominal", "short", "outcomes"), [
    ("length", "10 m", ("9.8", "9.79", "9.59"), ("conform", "conform", "conform")),
    ("area", "400 cm²", ("388", "387.9", "375.9"), ("conform", "conform", "conform")),
    ("count", "100", ("99", "98", "97"), ("conform", "conform", "conform")),
])  # fmt: skip
def test_what_is_measured_or_counted(
    lab: Path, content: str, nominal: str, short: tuple[str, str, str], outcomes: tuple[str, str, str]
) -> None:
    """Exactly T is none; a little more counts; beyond 2 T fails the lot by itself. Others are a little over."""
    del outcomes
    unit = nominal.partition(" ")[2] or "pc"
    over = {f"individual/{n}/content": str(D(nominal.split(maxsplit=1)[0]) + 1) for n in range(2, 51)}
    counted = []
    for value in short:
        found = judged(lab, CN, {"individual/1/content": value, **over}, content=f'"{content}"', nominal=f'"{nominal}"')
        counted.append((D(decision(found, "shortages")["unrounded"]), found.outcomes["individual"]))
        assert decision(found, "individual", "1")["unit"] == unit
        assert "weighing" not in found.outcomes
    assert counted == [(0, "conform"), (1, "conform"), (0, "not_conform")]


def test_a_mass_unlike_the_others_is_doubted(lab: Path) -> None:
    found = judged(lab, CN, {"weighing/1/gross": "500", "weighing/2/gross": "650"})
    assert "package_unlike" not in found.answers.doubts
    found = judged(lab, CN, {"weighing/1/gross": "500", "weighing/2/gross": "650.1"})
    assert [d for d in found.answers.doubts if d != "no_packaging"] == ["package_unlike"]


def test_packaging_that_weighs_nothing_is_doubted(lab: Path) -> None:
    bench, subject = lab / "benches/packages.toml", subject_file(lab, SUBJECT)
    assert judge(CN, bench, subject, {"weighing/3/tare": "0"}).answers.doubts == ["no_packaging"]
    assert not judge(CN, bench, subject, {}).answers.doubts


@pytest.mark.parametrize(("address", "slip", "good"), [("1/gross", "0.5131", "500"), ("1/tare", "0.4999", "0.5")])
def test_kilograms_written_for_grams_are_doubted(lab: Path, address: str, slip: str, good: str) -> None:
    """Of the whole table, so that no package is unlike the others."""
    found = judged(lab, CN, {f"weighing/{address}": slip})
    assert "package_slight" in found.answers.doubts
    found = judged(lab, CN, {f"weighing/{address}": good})
    assert "package_slight" not in found.answers.doubts


def test_a_nominal_quantity_of_another_kind_is_refused() -> None:
    for fields, words in (
        ({"nominal": "500 mL"}, "is no mass"), ({"content": "count", "nominal": "10.5 pc"}, "whole"),
        ({"nominal": "0 g"}, "positive"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=words):
            lot(**fields)


def test_beyond_the_table_nothing_is_measured(lab: Path) -> None:
    found = judged(lab, CN, {}, nominal='"50.1 kg"')
    assert found.verdict["failed"] == ["specification"]
    assert not [a for k, a, _ in found.bodies if k == "observation" and a.startswith("weighing")]
    with pytest.raises(Interrupted, match="certified"):
        judged(lab, CN, {"weighing/1/gross": "6200.1"})


def test_pedigree() -> None:
    statuses, unmeasured = pedigree(
        FACTS, "dates conclusion plan T individual mean tare density marking scope random standard environment"
    )
    assert "".join(statuses.values()) == "ssusssuussssu"
    assert unmeasured == {"label"}
    assert (JJF1070.regulation.issued, JJF1070.regulation.in_force) == (date(2023, 10, 12), date(2024, 10, 12))


@pytest.mark.parametrize(("error", "nominal", "found"), [
    ("3", "500 g", []), ("3.01", "500 g", ["standard_mpe"]),
    ("0.9", "50 g", []), ("0.91", "50 g", ["standard_mpe"]),
])  # fmt: skip
def test_the_balance_errs_by_a_fifth_of_T_at_most(lab: Path, error: str, nominal: str, found: list[str]) -> None:
    standards = lab / "standards.toml"
    kept = standards.read_text("utf-8")
    old = 'maximum_permissible_error = { constant = "0.02", relative = "0.00002" }'
    standards.write_text(kept.replace(old, f'maximum_permissible_error = "{error}"'), "utf-8")
    try:
        file = subject_file(lab, {**SUBJECT, "nominal": f'"{nominal}"'})
        assert unsuitable(lab, CN, "packages", file) == found
    finally:
        standards.write_text(kept, "utf-8")
