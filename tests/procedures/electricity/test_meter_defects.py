"""Each defect of a simulated electricity meter fails its own items of JJG 596 and no other, over real protocols."""

from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench
from drivers.simulation.truth import ELECTRICITY_METER_ITEMS, of_sample

BENCH = Path(__file__).parents[3] / "config/benches/electricity-meter.toml"
# Held here a second time, against the simulation's own opinion of what its defects do.
FAILED = {
    "gain": ["balanced", "single", "constant"],
    "nonlinearity": ["balanced", "single", "difference"],
    "creep": ["creep"],
    "starting": ["starting"],
    "lag": ["balanced"],
    "imbalance": ["difference"],
    "register": ["constant"],
    "clock": ["clock"],
    "appearance": ["appearance"],
}
SIMULATION: Any = load_bench(BENCH).simulation
SERIALS = {sample.defect: sample.serial for sample in SIMULATION.samples if sample.defect}


@pytest.mark.parametrize("defect", FAILED)
def test_a_defect_fails_its_own_items_and_no_other(verify: Any, defect: str) -> None:
    verified = verify("electricity-meter", serial=f'"{SERIALS[defect]}"')
    assert verified.outcome == "not_conform"
    assert verified.verdict["failed"] == FAILED[defect]
    assert of_sample(SIMULATION, SERIALS[defect]).failing_items == tuple(FAILED[defect])


def test_every_sample_is_in_the_table() -> None:
    assert set(SERIALS) == set(FAILED) == set(ELECTRICITY_METER_ITEMS)


CT = {
    "connection": '"ct"', "un": '"57.7 V"', "ib": '"1.5 A"', "imax": '"6 A"', "constant": '"6400 imp/kWh"',
    "digit": '"0.001 kWh"',
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("fields", [
    {}, {"class": '"2"'}, CT | {"class": '"0.5S"'}, CT | {"class": '"0.2S"'}, {"system": '"1P2W"'},
])  # fmt: skip
def test_an_honest_meter_conforms(verify: Any, fields: dict[str, str], seed: int) -> None:
    verified = verify("electricity-meter", seed=seed, **fields)
    assert verified.outcome == "conform", verified.verdict
