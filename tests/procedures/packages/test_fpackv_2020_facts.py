"""FPackV: each table a second time, the plans of annexes 3 and 4, the limits of marketability, what is not judged."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.packages.fpackv_2020 import FPackV
from procedures.packages.lot import deficiency, row_of
from tests.procedures.packages.lots import decision, gross, judged, lot, of, pedigree

D = Decimal
DE = "FPackV:2020"
FACTS = FPackV.facts
#: § 9 Abs. 3 and 4, § 10 Abs. 3: T, limit of marketability, and three times T, each rounded up by itself.
WEIGHED = {
    "5": ("0.5", "0.9", "1.4"), "25": ("2.3", "4.5", "6.8"), "50": ("4.5", "9", "13.5"), "75": ("4.5", "9", "13.5"),
    "100": ("4.5", "9", "13.5"), "101": ("4.6", "9.1", "13.7"), "125": ("5.7", "11.3", "16.9"),
    "200": ("9", "18", "27"), "250": ("9", "18", "27"), "300": ("9", "18", "27"), "301": ("9.1", "18.1", "27.1"),
    "475": ("14.3", "28.5", "42.8"), "500": ("15", "30", "45"), "750": ("15", "30", "45"), "1000": ("15", "30", "45"),
    "1001": ("15.1", "30.1", "45.1"), "10000": ("150", "300", "450"),
}  # fmt: skip
#: § 34 Abs. 3, 4, § 28 Abs. 3, § 26.
OTHER = {
    "most_heavy": {"10001": "150", "15000": "150", "15001": "150.01", "50000": "500", "50001": "500", "100000": "500",
                   "100001": "500.005"},
    "most_coal": {"15000": "300", "25000": "500", "50000": "1000", "75000": "1000", "100000": "1000",
                  "100001": "1000.01"},
    "most_soil": {"20000": "600"}, "T_length": {"10": "0.2"}, "most_yarn": {"100": "4"}, "T_area": {"100": "3"},
    "T_count": {"30": "0", "31": "1", "100": "1", "101": "2", "200": "2", "201": "3"},
}  # fmt: skip
ENDS = [(10, 99), (100, 500), (501, 3200), (3201, 10000), (10001, 99999)]
PLANS: dict[str, list[tuple[str, ...]]] = {
    "plan": [("0", "0", "0"), ("50", "3", "0.379"), ("80", "5", "0.295"), ("125", "7", "0.234"), ("160", "8", "0.207")],
    "plan_destructive": [("5", "0", "2.058"), ("8", "0", "1.237"), ("13", "1", "0.847"), ("20", "1", "0.640"),
                         ("30", "2", "0.503")],
    "plan_drained": [("5", "2.058"), ("8", "1.237"), ("13", "0.847"), ("20", "0.640"), ("30", "0.503")],
}  # fmt: skip
MEASURED = [
    (26, 50, "3", "1.0"), (51, 150, "5", "0.35"), (151, 500, "8", "0.2"), (501, 3200, "13", "0.15"),
    (3201, 10000, "20", "0.1"), (10001, 99999, "30", "0.085"),
]  # fmt: skip


@pytest.mark.parametrize(("nominal", "values"), WEIGHED.items())
def test_deficiencies_of_mass_and_volume(nominal: str, values: tuple[str, ...]) -> None:
    tables = ("T_mass", "most_usual", "most_grown")
    assert [deficiency(FACTS, t, "mass", D(nominal)) for t in tables] == [D(v) for v in values]


@pytest.mark.parametrize("table", OTHER)
def test_other_deficiencies(table: str) -> None:
    rounding = "count" if table == "T_count" else "heavy"
    for nominal, value in OTHER[table].items():
        assert deficiency(FACTS, table, rounding, D(nominal)) == D(value)


@pytest.mark.parametrize("table", PLANS)
def test_plans_of_annex_3(table: str) -> None:
    for ends, row in zip(ENDS, PLANS[table], strict=True):
        for size in ends:
            found = row_of(FACTS.table(table), size)
            assert found is not None
            assert tuple(found.values()) == tuple(map(D, row))
    assert row_of(FACTS.table(table), 9) is None
    assert row_of(FACTS.table("plan_e"), 100) == {"n": 20, "c": 1, "k": D("0.640")}
    assert row_of(FACTS.table("plan_soil"), 20) == {"n": 20}
    assert row_of(FACTS.table("plan_soil"), 19) is None


def test_plan_of_annex_4() -> None:
    for first, last, n, a in MEASURED:
        for size in (first, last):
            assert row_of(FACTS.table("plan_measured"), size) == {"n": D(n), "a": D(a)}
    assert row_of(FACTS.table("plan_measured"), 25) is None


def test_other_figures() -> None:
    names = ("shortages_from", "mean_from", "measured_from", "e_from", "whole", "each", "yarn", "paint_most",
             "lot_most", "tares_packer", "tares_store", "densities", "tare_share", "tare_spread")  # fmt: skip
    values = ("10", "10", "26", "100", "0.02", "30", "100", "20000", "10000", "10", "5", "3", "0.1", "0.25")
    assert [FACTS.number(n) for n in names] == [D(v) for v in values]
    assert FACTS.table("height").rows == {"50": (2,), "200": (3,), "1000": (4,), "more": (6,)}
    assert FACTS.table("coal").numbers("kg") == (25, 50, 75)
    ratios = [lot(), lot(content="drained", natural=True), lot(nominal="20 kg", goods="food"), lot(content="drained")]
    assert [FACTS.standards_demands(s)["balance"].ratio for s in ratios] == [10, 15, 5, 10]


@pytest.mark.parametrize(("fields", "table", "sample"), [
    ({}, "plan", 50), ({"destructive": "true"}, "plan_destructive", 8),
    ({"destructive": "true", "e_mark": "true"}, "plan_e", 20),
    ({"destructive": "true", "e_mark": "true", "lot_size": "99"}, "plan_destructive", 5),
    ({"destructive": "true", "e_mark": "true", "lot_size": "100"}, "plan_e", 20),
    ({"e_mark": "true"}, "plan", 50), ({"lot_size": "99"}, "plan", 99), ({"lot_size": "9"}, "plan", 9),
    ({"content": '"drained"'}, "plan_drained", 8), ({"content": '"drained"', "e_mark": "true"}, "plan_drained", 8),
    ({"content": '"length"', "nominal": '"10 m"'}, "plan_measured", 8),
    ({"content": '"volume"', "nominal": '"20 L"', "goods": '"soil"'}, "plan_soil", 20),
    ({"content": '"volume"', "nominal": '"10 L"', "goods": '"soil"'}, "plan", 50),
    ({"nominal": '"25 kg"', "goods": '"coal"'}, "plan", 50),
])  # fmt: skip
def test_which_plan(heavy_lab: Path, fields: dict[str, str], table: str, sample: int) -> None:
    found = judged(heavy_lab, DE, {}, **fields)
    assert len({a.split("/")[0] for a in found.of("individual")}) == sample
    assert found.verdict["outcome"] == "conform"
    del table


@pytest.mark.parametrize(("short", "outcome"), [(3, "conform"), (4, "not_conform")])
def test_acceptance_number(lab: Path, short: int, outcome: str) -> None:
    """485 g is short by exactly T; 484.9 g counts, and so does one that is not marketable."""
    contents = of((short, "484.9"), (1, "485"), (49 - short, "505"))
    assert judged(lab, DE, gross(contents)).outcomes["shortages"] == outcome
    beyond = of((1, "469"), (short - 1, "484.9"), (50 - short, "505"))
    found = judged(lab, DE, gross(beyond))
    assert (found.outcomes["shortages"], found.outcomes["individual"]) == (outcome, "not_conform")


@pytest.mark.parametrize(("size", "short", "outcome"), [
    (50, 1, "conform"), (50, 2, "not_conform"), (99, 1, "conform"), (49, 1, "not_conform"),
])  # fmt: skip
def test_of_a_whole_lot_two_per_cent_may_exceed(lab: Path, size: int, short: int, outcome: str) -> None:
    contents = of((short, "484.9"), (size - short, "505"))
    found = judged(lab, DE, gross(contents), lot_size=str(size))
    assert found.outcomes["shortages"] == outcome
    assert found.outcomes["mean"] == "conform"


def test_of_a_whole_lot_the_mean_itself_must_hold(lab: Path) -> None:
    for last, outcome in (("510", "conform"), ("509.9", "not_conform")):
        found = judged(lab, DE, gross(of((10, "499"), (1, last), (9, "500"))), lot_size="20")
        assert found.outcomes["mean"] == outcome


def test_the_mean_of_a_sample_with_the_german_factor(lab: Path) -> None:
    """N = 501, destroyed: 0.847, where China prints 0.848. Half at −d, half at +d about m: s = d·sqrt(n/(n − 1))."""
    contents = of((6, "490"), (1, "495"), (6, "500"))
    found = judged(lab, DE, gross(contents), lot_size="501", destructive="true")
    s = (D(300) / 6 / 2).sqrt()  # Σ = 12·25, n − 1 = 12
    assert abs(D(decision(found, "mean")["unrounded"]) - (495 + D("0.847") * s)) < D("1e-20")


@pytest.mark.parametrize(("nominal", "content", "outcome"), [
    ("101 g", "91.9", "conform"), ("101 g", "91.89", "not_conform"), ("125 g", "113.7", "conform"),
    ("125 g", "113.69", "not_conform"), ("1001 g", "970.9", "conform"), ("1001 g", "970.89", "not_conform"),
])  # fmt: skip
def test_limit_of_marketability(lab: Path, nominal: str, content: str, outcome: str) -> None:
    found = judged(lab, DE, {"weighing/1/gross": content}, nominal=f'"{nominal}"')
    assert found.outcomes["individual"] == outcome


def test_small_lots_are_judged_on_marketability_only(lab: Path) -> None:
    found = judged(lab, DE, gross(of((9, "470"))), lot_size="9")
    assert found.verdict["outcome"] == "conform"
    assert {"shortages", "mean"}.isdisjoint(found.outcomes)
    measured = {"content": '"length"', "nominal": '"10 m"'}
    assert "mean" not in judged(lab, DE, {}, lot_size="25", **measured).outcomes
    assert "mean" in judged(lab, DE, {}, lot_size="26", **measured).outcomes


def drained(*contents: str) -> dict[str, str]:
    return {f"weighing/{n}/drained": content for n, content in enumerate(contents, 1)}


def test_drained_mass(lab: Path) -> None:
    """320 g: 19.2 g, or 28.8 g where it grew; no number of packages is judged; the mean is."""
    fields = {"content": '"drained"', "nominal": '"320 g"'}
    for natural, short, outcome in (
        ("false", "300.8", "conform"), ("false", "300.7", "not_conform"), ("true", "291.2", "conform"),
        ("true", "291.1", "not_conform"),
    ):  # fmt: skip
        found = judged(lab, DE, drained(short, *["330"] * 7), natural=natural, **fields)
        assert found.outcomes["individual"] == outcome
        assert "shortages" not in found.outcomes
    assert judged(lab, DE, drained(*["319.9"] * 8), **fields).outcomes["mean"] == "not_conform"


def measured(*contents: str) -> dict[str, str]:
    return {f"individual/{n}/content": content for n, content in enumerate(contents, 1)}


def test_the_mean_of_what_is_measured_is_raised_by_the_range(lab: Path) -> None:
    """N = 300: eight, a = 0.2."""
    fields = {"content": '"length"', "nominal": '"10 m"'}
    assert judged(lab, DE, measured("9.8"), **fields).verdict["outcome"] == "conform"
    assert judged(lab, DE, measured("9.799"), **fields).verdict["failed"] == ["individual"]
    low = measured(*["9.98"] * 7, "10.00")  # mean 9.9825, R 0.02: 9.9865
    found = judged(lab, DE, low, **fields)
    assert found.verdict["failed"] == ["mean"]
    assert D(decision(found, "mean")["unrounded"]) == D("9.9865")
    for last, outcome in (("9.99", "conform"), ("9.989", "not_conform")):  # mean 9.98, R 0.1: 10 exactly
        found = judged(lab, DE, measured("10.00", "9.9", *["9.99"] * 5, last), **fields)
        assert found.outcomes["mean"] == outcome


def test_yarn_and_area(lab: Path) -> None:
    for nominal, value, yarn, outcome in (
        ("100 m", "96", "true", "conform"), ("100 m", "95.9", "true", "not_conform"),
        ("100 m", "97.9", "false", "not_conform"), ("101 m", "98.97", "true", "not_conform"),
    ):  # fmt: skip
        found = judged(lab, DE, measured(value), content='"length"', nominal=f'"{nominal}"', yarn=yarn)
        assert found.outcomes["individual"] == outcome
    for value, outcome in (("97", "conform"), ("96.9", "not_conform")):
        found = judged(lab, DE, measured(value), content='"area"', nominal='"100 cm²"')
        assert found.outcomes["individual"] == outcome


def test_number_of_pieces(lab: Path) -> None:
    """Up to 30 none may be missing, and there is no mean; above one for each hundred that has begun."""
    for nominal, content, outcome, mean in (
        ("30", "30", "conform", False), ("30", "29", "not_conform", False), ("31", "30", "conform", True),
        ("31", "29", "not_conform", True), ("101", "99", "conform", True), ("101", "98", "not_conform", True),
    ):  # fmt: skip
        others = {f"individual/{n}/content": str(int(nominal) + 1) for n in range(2, 9)}
        found = judged(lab, DE, measured(content) | others, content='"count"', nominal=f'"{nominal}"')
        assert found.outcomes["individual"] == outcome
        assert ("mean" in found.outcomes) is mean


HEAVY: list[tuple[dict[str, str], Any]] = [
    ({"nominal": '"10.1 kg"'}, ["specification"]), ({"nominal": '"10.1 kg"', "goods": '"food"'}, []),
    ({"nominal": '"4.9 g"'}, ["specification"]), ({"nominal": '"5 g"'}, []),
    ({"nominal": '"30 kg"', "goods": '"coal"'}, ["specification"]), ({"nominal": '"75 kg"', "goods": '"coal"'}, []),
    ({"nominal": '"50 kg"', "goods": '"coal"'}, []),
    ({"content": '"volume"', "nominal": '"20 L"', "goods": '"paint"'}, []),
    ({"content": '"volume"', "nominal": '"20.1 L"', "goods": '"paint"'}, ["specification"]),
    ({"lot_size": "10001"}, []), ({"lot_size": "10001", "place": '"store"'}, ["specification"]),
    ({"lot_size": "10000", "place": '"store"'}, []),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "failed"), HEAVY)
def test_scope(heavy_lab: Path, fields: dict[str, str], failed: list[str]) -> None:
    found = judged(heavy_lab, DE, {}, **fields)
    assert found.verdict.get("failed", []) == failed


def test_heavy_packages_are_judged_one_by_one(heavy_lab: Path) -> None:
    for nominal, goods, content, outcome in (
        ("12 kg", "food", "11850", "conform"), ("12 kg", "food", "11849", "not_conform"),
        ("25 kg", "coal", "24500", "conform"), ("25 kg", "coal", "24499", "not_conform"),
        ("20 kg", "food", "19800", "conform"),
        ("20 kg", "food", "19799", "not_conform"), ("20 kg", "soil", "19400", "conform"),
        ("20 kg", "soil", "19399", "not_conform"),
    ):  # fmt: skip
        found = judged(heavy_lab, DE, {"weighing/1/gross": content}, nominal=f'"{nominal}"', goods=f'"{goods}"')
        assert found.outcomes["individual"] == outcome
        assert {"shortages", "mean"}.isdisjoint(found.outcomes)


def test_tares_where_it_is_packed_and_in_a_store(lab: Path) -> None:
    """Only the first five decide in a store: the sixth, heavy one is not asked."""
    for place, mean in (("packer", "20.75"), ("store", "20")):
        found = judged(
            lab, DE, {f"weighing/{n}/tare": "20" if n < 6 else "21.5" for n in range(1, 11)}, place=f'"{place}"'
        )
        row = found.of("weighing")["packaging"]
        assert row["values"]["tare_mean"] == mean


def test_of_destroyed_packages_each_has_its_own_tare(lab: Path) -> None:
    given = {"weighing/1/gross": "530", "weighing/1/tare": "20", "weighing/2/gross": "500", "weighing/2/tare": "10"}
    found = judged(lab, DE, given, destructive="true")
    assert decision(found, "individual", "1")["unrounded"] == "10"
    assert decision(found, "individual", "2")["unrounded"] == "-10"
    assert "values" not in found.of("weighing")["packaging"]


@pytest.mark.parametrize(("fields", "asked"), [
    ({}, ["declared", "unit", "packer", "height"]),
    ({"e_mark": "true"}, ["declared", "unit", "packer", "e_mark", "height"]),
    ({"content": '"drained"'}, ["declared", "unit", "packer", "drained_mark", "height"]),
    ({"content": '"length"', "nominal": '"10 m"'}, ["declared", "unit", "packer"]),
])  # fmt: skip
def test_marking(lab: Path, fields: dict[str, str], asked: list[str]) -> None:
    found = judged(lab, DE, {}, **fields)
    findings = [a.split("/")[1] for k, a, _ in found.bodies if k == "finding" and a.startswith("label/")]
    assert findings == asked


def test_pedigree() -> None:
    keys = "scope heavy coal lot plan measured T most grown length count mean tare density marking random standard"
    statuses, unmeasured = pedigree(FACTS, f"{keys} environment")
    assert set(statuses.values()) == {"v"}
    assert pedigree(FACTS, "dates")[0] == {"dates": "s"}
    assert unmeasured == {"label"}
    assert (FPackV.regulation.issued, FPackV.regulation.in_force) == (date(2020, 11, 18), date(2020, 11, 18))
