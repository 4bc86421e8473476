"""Fuel dispensers: each simulated function shows in its item, only what a state switches is reproduced."""

from collections import Counter
from typing import Any

import pytest

from drivers.simulation.catalogue import unit
from procedures.findings import Finding
from procedures.investigations.inv_443_2026 import InvestigationOfFuelDispensers
from tests.evidence.investigations import BENCH, HONEST, computed, investigated, laboratory, problems, serials, table
from tests.procedures.answers import changed, judge
from tests.thorough import number

KIND: Any = unit("investigated_dispenser")
SWITCHED = {"pc_remote", "k_jump", "pulse_inject", "preset_aware", "verification_aware"}
SEEDS = {"intermittent": 2}
"""A seed by which the few deliveries of these tests meet a short one."""


@pytest.mark.parametrize("case", KIND.defects)
def test_a_function_shows_in_its_item_and_only_a_switched_one_is_reproduced(case: str) -> None:
    found, items = investigated(case, SEEDS.get(case, 1), few=True)
    assert [item for item in KIND.defects[case].fails if items[item] == "conform"] == []
    assert found is (Finding.REPRODUCED if case in SWITCHED else Finding.OPEN)
    assert ("not_conform" in items.values()) is (case in SWITCHED)


@pytest.mark.parametrize("seed", range(number(1, 40)))
def test_an_honest_dispenser_shows_no_anomaly(seed: int) -> None:
    found, items = investigated(HONEST, seed, few=True)
    assert found is Finding.NONE
    assert set(items.values()) == {"conform"}
    assert set(serials()) == {HONEST, *KIND.defects}


def test_figures_a_second_time() -> None:
    facts = InvestigationOfFuelDispensers.facts
    figures = {
        "guard": "0.10", "significance": "0.001", "detects": "0.2", "sigma": "0.03", "far": "5", "fraction": "10",
        "shortfall": "0.5", "run_in": "12", "within": "0.05", "mpe": "0.30", "lifted": "60", "challenges": "5",
        "dripping": "120",
    }  # fmt: skip
    assert {key: str(facts.number(key)) for key in facts.content["numbers"]} == figures


@pytest.mark.parametrize(("given", "item"), [
    ({"parameters/usual/K": "99.5"}, "parameters"), ({"V_lift/V_lift": "0.01"}, "zero"),
    ({"switching/pc/K/K": "98"}, "switching"), ({"V_lock/V_lock": "7.2"}, "locking"),
    ({"switching/pos/off/3/V_zero": "0.01"}, "occasional"), ({"switching/pos/off/3/N": "9998"}, "accounting"),
    ({"switching/pos/on/1/VB": "99.7"}, "occasional"), ({"port/T1/answered": "6"}, "port"),
])  # fmt: skip
def test_one_reading_that_is_not_as_it_must_be_is_an_anomaly_and_never_reproduced(
    given: dict[str, str], item: str
) -> None:
    subject = laboratory() / "subjects/investigated_dispenser.toml"
    few = changed(subject, pairs="3", deliveries="18")
    found = judge("INV 443", laboratory() / BENCH, few, given)
    assert found.outcomes[item] == "undecided"
    assert found.verdict["outcome"] == "undecided"


def test_what_is_not_tested_is_named() -> None:
    subject = laboratory() / "subjects/investigated_dispenser.toml"
    few = changed(subject, pairs="3", deliveries="8", switched='["rf"]')
    found = judge("INV 443", laboratory() / BENCH, few, {})
    ((_, body),) = found.of("classification").items()
    for name in ("键盘按键组合", "断电与上电", "定量加油", "后台计算机连接", "温度"):
        assert name in body["words"]["reason"]["zh"]
    assert "射频遥控" not in body["words"]["reason"]["zh"]
    states = {key.split("/")[0]: b["outcome"] for key, b in found.of("coverage").items()}
    assert {key for key, outcome in states.items() if outcome == "conform"} == {"port", "rf"}


def test_the_gate_of_the_evidence_can_fail() -> None:
    bad = {HONEST: Counter({Finding.OPEN: 3, Finding.NONE: 97}), "drift": Counter({Finding.REPRODUCED: 1}),
           "no_zero": Counter({Finding.NONE: 9, Finding.OPEN: 91})}  # fmt: skip
    assert len(problems(bad)) == 3
    assert problems({HONEST: Counter({Finding.NONE: 100}), "drift": Counter({Finding.OPEN: 100})}) == []
    assert "| `no_zero` | — | 91 of 100 | 0 |" in table(bad)
    assert (computed("pc_remote") or 0) > 0.999
