"""Charging points, water, gas and heat meters: each function shows in its item, only a switched one is reproduced."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from drivers.simulation.catalogue import unit
from drivers.simulation.units.heat_meter import heat_power
from procedures.findings import Finding, finding_of
from procedures.investigations.charging_points import InvestigationOfChargingPoints
from procedures.registry import named
from tests.evidence.investigated_samples import HONEST, laboratory, problem, row, samples
from tests.procedures.answers import changed, judge
from tests.procedures.conftest import Verified, verified
from tests.thorough import THOROUGH

pytestmark = pytest.mark.systems

UNITS = {
    "INV 1148": "investigated_charging_point", "INV 1149": "investigated_charging_point",
    "INV 162": "investigated_water_meter", "INV 577": "investigated_gas_meter", "INV 225": "investigated_heat_meter",
}  # fmt: skip
SWITCHED = {"account_aware", "back_end_remote", "preset_aware", "magnet"}
SEEDS = {"intermittent": 3}
"""A seed by which the few transactions of these tests meet one that is beyond."""
USUAL = {
    ("INV 1148", "account_aware"), ("INV 1149", "intermittent"), ("INV 1149", "other_bill"), ("INV 1148", "drift"),
    ("INV 162", "runs_back"), ("INV 577", "mounted_backwards"), ("INV 225", "magnet"), ("INV 225", "transmitter"),
}  # fmt: skip
CASES = [(number, case) for number, name in UNITS.items() for case in (HONEST, *unit(name).defects)]


def few(number: str, case: str, **fields: str) -> Path:
    """A subject with fewer measurements than the example has, for the same answer in less time."""
    folder, name = laboratory(number)
    fields |= {"pairs": "4"} | ({"transactions": "24"} if number.startswith("INV 11") else {})
    return changed(folder / f"subjects/{name}.toml", serial=f'"{samples(number)[case]}"', **fields)


def investigated(number: str, case: str, seed: int = 1) -> Verified:
    """One simulated investigation."""
    folder, name = laboratory(number)
    return verified(number, folder / f"benches/{name}.toml", few(number, case), seed=seed)


@pytest.mark.parametrize(
    ("number", "case"), [c for c in CASES if THOROUGH or c in USUAL or c in {("INV 1149", HONEST), ("INV 577", HONEST)}]
)
def test_a_function_shows_in_its_item_and_only_a_switched_one_is_reproduced(number: str, case: str) -> None:
    run = investigated(number, case, SEEDS.get(case, 1))
    described: Any = unit(UNITS[number])
    items = {i["key"] for i in run.bodies("item") if i["outcome"] not in {"conform", "not_applicable"}}
    fails = () if case == HONEST else described.defects[case].fails
    assert set(fails) <= items
    wanted = Finding.NONE if case == HONEST else Finding.REPRODUCED if case in SWITCHED else Finding.OPEN
    assert finding_of(run.outcome) is wanted


@pytest.mark.parametrize(("number", "given", "item"), [
    ("INV 1148", {"switching/account/on/2/billed": "0.6"}, "accounts"), ("INV 1148", {"amount": "0.9"}, "accounts"),
    ("INV 1149", {"switching/link/off/1/N": "490"}, "accounts"), ("INV 1149", {"rest/Ei": "0.002"}, "rest"),
    ("INV 1148", {"clock/dt/dt": "-181"}, "clock"), ("INV 1148", {"account/on/3/Ei": "0.52"}, "occasional"),
    ("INV 162", {"rest/V1": "20.1"}, "rest"), ("INV 577", {"arrow/found": "反向"}, "mounting"),
    ("INV 225", {"accounts/Vb": "30"}, "accounts"), ("INV 162", {"reverse/V1": "19.9"}, "reverse"),
])  # fmt: skip
def test_one_reading_that_is_not_as_it_must_be_is_an_anomaly_and_never_reproduced(
    number: str, given: dict[str, str], item: str
) -> None:
    folder, name = laboratory(number)
    found = judge(number, folder / f"benches/{name}.toml", few(number, HONEST), given)
    assert found.outcomes[item] == "undecided"
    assert found.verdict["outcome"] == "undecided"


@pytest.mark.parametrize(("number", "fields"), [
    ("INV 1148", {"switched": "[]", "software": None, "time_of_use": "false"}), ("INV 596", {"software": None}),
    ("INV 539", {"software": None, "pairs": "false", "keys": '["6"]'}),
    ("INV 443", {"switched": "[]", "telegrams": "[]"}),
])  # fmt: skip
def test_what_is_not_asked_for_leaves_no_investigation_unfinished(number: str, fields: dict[str, str | None]) -> None:
    folder, name = laboratory(number)
    less = changed(folder / f"subjects/{name}.toml", **fields)
    found = judge(number, folder / f"benches/{name}.toml", less, {})
    assert "incomplete" not in found.outcomes.values()
    assert found.verdict["outcome"] == "conform"


def test_a_meter_that_may_run_back_is_held_to_its_type_approval() -> None:
    folder, name = laboratory("INV 162")
    bench = folder / f"benches/{name}.toml"
    subtracting = few("INV 162", HONEST, backwards='"subtracted"')
    assert judge("INV 162", bench, subtracting, {}).outcomes["reverse"] == "conform"
    assert judge("INV 162", bench, subtracting, {"reverse/V1": "20"}).outcomes["reverse"] == "undecided"


def test_every_transaction_counts_once_and_what_is_not_tested_is_named() -> None:
    folder, name = laboratory("INV 1148")
    found = judge("INV 1148", folder / f"benches/{name}.toml", few("INV 1148", HONEST, switched='["link"]'), {})
    ((_, body),) = found.of("classification").items()
    assert body["values"]["runs"] == "28"  # 24 in the usual state, 4 without the line
    for state in ("用户账号", "预设电量或金额", "不同计费时段", "断电与上电"):
        assert state in body["words"]["reason"]["zh"]
    assert "与运营平台的通信" not in body["words"]["reason"]["zh"]


FIGURES = {
    "INV 1148": {"energy": "0.5", "guard": "0.5", "significance": "0.001", "sigma": "0.05", "detects": "1.0",
                 "far": "5", "fraction": "10", "shortfall": "2.0", "cent": "0.01", "clock": "180", "rest": "300"},
    "INV 162": {"amount": "0.05", "per_cubic_metre": "1", "step": "0.0001", "step_transmitted": "0.001",
                "mpe_flow": "5", "mpe_low": "10", "guard": "1.0", "significance": "0.001", "sigma": "0.2",
                "detects": "2.0", "at_rest": "300"},
    "INV 577": {"amount": "0.2", "per_cubic_metre": "1", "step": "0.0001", "step_transmitted": "0.001", "mpe_flow": "5",
                "mpe_low": "10"},
    "INV 225": {"amount": "2", "per_cubic_metre": "23", "step": "0.001", "step_transmitted": "1", "mpe_flow": "6",
                "mpe_low": "10"},
}  # fmt: skip


@pytest.mark.parametrize("number", FIGURES)
def test_figures_a_second_time(number: str) -> None:
    facts: Any = named(number)[-1]
    assert {key: str(facts.facts.number(key)) for key in FIGURES[number]} == FIGURES[number]


def test_the_energy_of_a_cubic_metre_is_that_of_water() -> None:
    assert round(heat_power(1.0, 60.0, 40.0, "return")) == 23


def test_the_gate_of_the_evidence_can_fail() -> None:
    assert problem(HONEST, Counter({Finding.OPEN: 3, Finding.NONE: 97}))
    assert problem("drift", Counter({Finding.REPRODUCED: 1, Finding.OPEN: 99}))
    assert problem("losses", Counter({Finding.NONE: 6, Finding.OPEN: 94}))
    assert not problem("losses", Counter({Finding.NONE: 5, Finding.OPEN: 95}))
    assert row("INV 1148", "losses", Counter({Finding.OPEN: 5})) == "| INV 1148 `losses` | — | 5 of 5 | 0 |\n"
    assert InvestigationOfChargingPoints.usual_values == {"account": 1, "link": 1}
