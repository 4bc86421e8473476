"""Spanish tank trucks: the figures a second time, the mean of three, two series, the hose."""

from decimal import Decimal
from typing import Any

import pytest

from metrology.exact import plain
from metrology.status import Status
from procedures.flow.ict_155_vi_b_2020 import ICT155VIB
from tests.procedures.flow.example_labs import ExampleLab

NAME = "ICT/155/2020 VI B:2020"
OIL = ("0.5", "0.1", "3")
LIMITS = {
    "limits": {"gasoline": OIL, "kerosene": OIL, "diesel": OIL},
    "cryogenic": {"lng": ("2.5", "1", "2")},
    "carbon_dioxide": {"co2": ("1.5", "1", "2")},
}
GAS = {"material": '"reference_meter"', "expansion": '"0.003"'}
FLOWS = {"lowest": "80Lmin", "highest": "700Lmin"}


def test_figures_a_second_time() -> None:
    facts = ICT155VIB.facts
    for table, rows in LIMITS.items():
        for row, numbers in rows.items():
            assert facts.table(table).numbers(row) == tuple(map(Decimal, numbers))
    keys = ("reached", "least_time", "run_in", "MMQ", "reel", "no_reel", "dripping")
    assert [facts.number(k) for k in keys] == [Decimal(n) for n in ("0.6", "60", "500", "1", "0.02", "0.01", "30")]
    expansion = {
        "gasoline": "0.0012", "kerosene": "0.0009", "diesel": "0.0009", "stainless_steel": "0.00005",
        "carbon_steel": "0.000033", "reference_meter": "0",
    }  # fmt: skip
    assert {k: facts.table("expansion").numbers(k)[0] for k in expansion} == {
        k: Decimal(v) for k, v in expansion.items()
    }
    assert facts.regulation.validity_months == 12
    assert facts.conditions(None)[0].drift == 10


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(NAME, tmp_path_factory.mktemp("truck") / "lab")


def judged(lab: ExampleLab, given: dict[str, str], stage: str = "subsequent", **fields: str) -> Any:
    """The ideal system with what was read otherwise; fields of the nameplate changed."""
    return lab.judged(NAME, given, stage, **fields)


def runs(item: str, *errors: str) -> dict[str, str]:
    """Runs of 1000 L at 20 °C with errors in %."""
    found = {}
    for n, error in enumerate(errors, 1):
        at = f"{item}/{FLOWS[item]}/{n}"
        found |= {f"{at}/VB": "1000", f"{at}/VJ": plain(1000 + 10 * Decimal(error))}
    return found


def decisions(found: Any, item: str) -> list[Any]:
    """Spread and mean."""
    return [b for b in found.of(item).values() if "decision" in b]


@pytest.mark.parametrize("item", FLOWS)
@pytest.mark.parametrize(("errors", "outcome"), [
    (("0.5", "0.5", "0.5"), "conform"), (("0.501", "0.501", "0.501"), "not_conform"),
    (("-0.5", "-0.5", "-0.5"), "conform"), (("-0.501", "-0.501", "-0.501"), "not_conform"),
    (("0.4", "0.5", "0.6"), "conform"),
    (("0.1", "0.2", "0.1"), "conform"),
])  # fmt: skip
def test_the_mean_of_three(lab: ExampleLab, item: str, errors: tuple[str, ...], outcome: str) -> None:
    assert judged(lab, runs(item, *errors)).outcomes[item] == outcome


@pytest.mark.parametrize(("errors", "outcome"), [
    (("0", "0.101", "0.1", "0.2", "0.2", "0.3"), "conform"),
    (("0", "0", "-0.101", "0", "0", "0.101"), "not_conform"),
    (("0", "0", "0.101", "0.501", "0.501", "0.501"), "not_conform"),
    (("0.3", "0.4", "0.501", "0.5", "0.5", "0.5"), "conform"),
])  # fmt: skip
@pytest.mark.parametrize("item", FLOWS)
def test_a_second_series_where_two_runs_in_turn_differ_too_much(
    lab: ExampleLab, item: str, errors: tuple[str, ...], outcome: str
) -> None:
    assert judged(lab, runs(item, *errors)).outcomes[item] == outcome


def test_first_and_third_run_may_differ_more(lab: ExampleLab) -> None:
    spread, _ = decisions(judged(lab, runs("lowest", "-0.1", "0", "0.1")), "lowest")
    assert Decimal(spread["decision"]["unrounded"]) == Decimal("0.1")


@pytest.mark.parametrize(
    ("fuel", "mean", "status"), [("lng", "2.5", Status.UNVERIFIED), ("co2", "1.5", Status.SECONDARY)]
)
def test_two_runs_of_a_liquefied_gas(lab: ExampleLab, fuel: str, mean: str, status: Status) -> None:
    fields = GAS | {"fuel": f'"{fuel}"'}
    edge = judged(lab, runs("highest", mean, mean), **fields)
    assert edge.outcomes["highest"] == "conform"
    assert all("ITU/1475/2024" in b["decision"]["clause"] for b in decisions(edge, "highest"))
    table = "cryogenic" if fuel == "lng" else "carbon_dioxide"
    assert ICT155VIB.facts.table(table).source.status is status
    beyond = plain(Decimal(mean) + Decimal("0.001"))
    assert judged(lab, runs("highest", beyond, beyond), **fields).outcomes["highest"] == "not_conform"
    for last, outcome in (("1", "conform"), ("1.001", "not_conform")):
        assert judged(lab, runs("highest", "0", "1.01", "0", last), **fields).outcomes["highest"] == outcome


def test_product_and_measure_expand(lab: ExampleLab) -> None:
    """Gasoline in steel: V_Bt = 1000 (1 + 0.0012 (23 − 21) + 0.00005 (21 − 20)) = 1002.45 L."""
    read = runs("lowest", "0") | {f"lowest/80Lmin/1/{k}": v for k, v in {"tJ": "23", "tB": "21"}.items()}
    found = judged(lab, read).of("lowest")
    (one,) = [b for a, b in found.items() if a.endswith("80Lmin/1")]
    assert Decimal(one["values"]["VBt"]) == Decimal("1002.45")


@pytest.mark.parametrize(("fields", "litres"), [({}, "500"), ({"idle": "true"}, "700")])
def test_enough_flows_before_the_first_run(lab: ExampleLab, fields: dict[str, str], litres: str) -> None:
    """At 700 L/min: 500 L in 43 s; what flows in a minute in 60 s."""
    found = judged(lab, {}, **fields)
    waits = [int(b["seconds"]) for kind, a, b in found.bodies if kind == "dwell" and a.startswith("lowest")]
    assert waits[0] == -(-int(litres) * 60 // 700)
    assert waits[1:4] == [60, 30, 750]


@pytest.mark.parametrize(("reached", "outcome"), [("480 L/min", "conform"), ("479 L/min", "not_conform")])
def test_the_flow_rate_that_is_reached(lab: ExampleLab, reached: str, outcome: str) -> None:
    assert judged(lab, {}, reached=f'"{reached}"').verdict["outcome"] == outcome


def test_the_measure_holds_a_minute_at_the_lowest_flow_rate(lab: ExampleLab) -> None:
    assert lab.unsuitable(NAME, "subsequent", measure='"960 L"', qmin='"960 L/min"') == []
    assert lab.unsuitable(NAME, "subsequent", measure='"960 L"', qmin='"961 L/min"') == ["capacity"]


@pytest.mark.parametrize(("reel", "limit"), [("true", "2"), ("false", "1")])
def test_the_hose_after_its_replacement(lab: ExampleLab, reel: str, limit: str) -> None:
    fields = {"hose_replaced": "true", "reel": reel}
    assert "hose" not in judged(lab, {}, reel=reel).outcomes
    assert judged(lab, {"hose/VJ": limit}, **fields).outcomes["hose"] == "conform"
    assert judged(lab, {"hose/VJ": f"{limit}.01"}, **fields).verdict["failed"] == ["hose"]


@pytest.mark.parametrize(("shown", "outcome"), [
    ("101", "conform"), ("101.01", "not_conform"), ("99", "conform"), ("98.99", "not_conform"),
])  # fmt: skip
def test_the_minimum_measured_quantity(lab: ExampleLab, shown: str, outcome: str) -> None:
    given = {"minimum/VB": "100", "minimum/VJ": shown}
    assert judged(lab, given, "after-repair", hose_replaced="true").outcomes["minimum"] == outcome


@pytest.mark.parametrize(("check", "field"), [
    ("marks", ""), ("seal", ""), ("software", ""), ("pipes", ""), ("zero", ""), ("cable", "separate_head"),
    ("mixing", "several_products"), ("printed", "printer"), ("printed_zero", "printer"), ("hoses", "several_hoses"),
])  # fmt: skip
def test_a_check_that_fails(lab: ExampleLab, check: str, field: str) -> None:
    fields = {field: "true"} if field else {}
    assert judged(lab, {f"/{check}": "not_conform"}, **fields).verdict["outcome"] == "not_conform"
    if field:
        assert check not in {a.rpartition("/")[2] for _, a, _ in judged(lab, {}, **{field: "false"}).bodies}


def test_liquefied_gas_needs_its_expansion(lab: ExampleLab) -> None:
    for fuel in ("lng", "co2"):
        with pytest.raises(Exception, match="need expansion"):
            judged(lab, {}, fuel=f'"{fuel}"')
        with pytest.raises(Exception, match="expansion"):
            judged(lab, {}, **{**GAS, "fuel": f'"{fuel}"', "expansion": '"0"'})


def test_a_standard_whose_uncertainty_is_above_a_third(lab: ExampleLab) -> None:
    """U of 100 L in the large measure would be 0.3 L: 0.03 % of 1000 L, a sixteenth of the limit."""
    _, mean = decisions(judged(lab, {}), "highest")
    assert Decimal(mean["decision"]["limit"][1]) == Decimal("0.5")
