"""A defect makes its own item fail and no other; what a sample is, only the test knows."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench
from drivers.simulation.truth import GAUGE_ITEMS, SCALE_ITEMS, of_sample

BENCHES = Path(__file__).parents[2] / "config/benches"
# Held here a second time, against the simulation's own opinion of what its defects do.
SCALE = {
    "span": ["weighing"],
    "zero": ["zero"],
    "zero_drift": ["zero"],
    "corner": ["eccentricity"],
    "repeatability": ["repeatability"],
    "hysteresis": ["weighing"],
    "sticking": ["discrimination"],
    "price": ["price"],
    "appearance": ["appearance"],
}
GAUGE = {
    "span": ["indication"],
    "zero": ["zero"],
    "zero_drift": ["zero"],
    "hysteresis": ["hysteresis"],
    "friction": ["tapping"],
    "sticking": ["smoothness"],
    "non_repeatability": ["hysteresis"],
    "appearance": ["appearance"],
}
CASES = [("scale", f"SY-DEFECT-{d}", items) for d, items in SCALE.items()]
CASES += [("gauge", f"G-DEFECT-{d}", items) for d, items in GAUGE.items()]


@pytest.mark.parametrize(("kind", "serial", "failed"), CASES, ids=[serial for _, serial, _ in CASES])
def test_a_defect_fails_its_own_item_and_no_other(verify: Any, kind: str, serial: str, failed: list[str]) -> None:
    verified = verify(kind, serial=f'"{serial}"')
    assert verified.outcome == "not_conform"
    assert verified.verdict["failed"] == failed
    simulation = load_bench(BENCHES / f"{kind}.toml").simulation
    assert simulation is not None
    assert [of_sample(simulation, serial).failing_item] == failed


def test_every_sample_of_the_store_rooms_is_in_the_table() -> None:
    expected = {serial for _, serial, _ in CASES} | {"SY-DEFECT-stuck"}
    found = set()
    for name in ("scale", "gauge"):
        simulation = load_bench(BENCHES / f"{name}.toml").simulation
        assert simulation is not None
        found |= {s.serial for s in simulation.samples if "DEFECT" in s.serial}
    assert found == expected
    assert set(SCALE_ITEMS) == set(SCALE)
    assert set(GAUGE_ITEMS) == set(GAUGE)


def test_a_failed_general_requirement_ends_the_examination(verify: Any) -> None:
    verified = verify("scale", serial='"SY-DEFECT-appearance"')
    weighing = next(i for i in verified.bodies("item") if i["key"] == "weighing")
    assert weighing["outcome"] == "incomplete"
    assert "must pass first" in weighing["reason"]["en"]
    assert not verified.conclusions("weighing")


@pytest.mark.parametrize(("defect", "moves"), [("zero", False), ("zero_drift", True)])
def test_zero_is_read_before_and_after(verify: Any, defect: str, moves: bool) -> None:
    before, after = (
        Decimal(c["values"]["p"]) for c in verify("gauge", serial=f'"G-DEFECT-{defect}"').conclusions("zero")
    )
    assert (after > before) is moves
