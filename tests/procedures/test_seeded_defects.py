"""A defect makes its own item fail and no other; what a sample is, only the test knows."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench
from drivers.simulation import gauge, scale_errors
from drivers.simulation.truth import GAUGE_ITEMS, IN_A_WARM_ROOM, SCALE_ITEMS, WITHOUT_VERDICT, of_sample
from sequencer.errors import Interrupted

BENCHES = Path(__file__).parents[2] / "config/benches"
# Held here a second time, against the simulation's own opinion of what its defects do.
SCALE = {
    "span": ["weighing", "net"],
    "zero": ["zero"],
    "zero_drift": ["zero"],
    "tare": ["tare"],
    "net": ["net"],
    "second_range": ["weighing", "net", "repeatability"],
    "corner": ["eccentricity"],
    "repeatability": ["repeatability"],
    "hysteresis": ["weighing", "net"],
    "sticking": ["discrimination"],
    "price": ["price"],
    "appearance": ["appearance"],
    "overload": [],
    "copied": [],
    "unlocked": [],
    "drifting": ["weighing", "net", "repeatability"],
    "temperature": ["weighing", "net", "repeatability"],
    "dropped": ["eccentricity", "weighing", "net"],
    "stale": [],  # it repeats itself on its line; its display is right, and that is what must be read
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
    "drifting": ["indication"],
    "creeping": ["indication", "hysteresis"],
    "temperature": ["indication"],
    "dropped": ["indication", "zero"],
    "stuck": ["indication"],
}
NOT_ASKED = ("overload", "codes", "self_lock")
"""Items that the regulations of these benches do not have."""
TWO_RANGES = {
    "multiple_range": "true", "ranges": '[{ max = "6 kg", e = "2 g", min = "40 g" }, { max = "15 kg", e = "5 g" }]',
    "e": '"2 g"', "d": None,
}  # fmt: skip
CASES = [("scale", f"SY-DEFECT-{d}", items) for d, items in SCALE.items()]
CASES += [("gauge", f"G-DEFECT-{d}", items) for d, items in GAUGE.items()]


def warm(folder: Path, kind: str) -> None:
    """Let the room of a laboratory's bench be at 24 °C, within what both regulations allow."""
    path = folder / f"lab/benches/{kind}.toml"
    path.write_text(path.read_text("utf-8").replace("temperature = 20.5", "temperature = 24.0"), "utf-8")


@pytest.mark.parametrize(("kind", "serial", "failed"), CASES, ids=[serial for _, serial, _ in CASES])
def test_a_defect_fails_its_own_item_and_no_other(
    verify: Any, tmp_path: Path, kind: str, serial: str, failed: list[str]
) -> None:
    if serial.rpartition("-")[2] in IN_A_WARM_ROOM:
        assert verify(kind, serial=f'"{serial}"').outcome == "conform"
        warm(tmp_path, kind)
    verified = verify(kind, serial=f'"{serial}"', **(TWO_RANGES if serial.endswith("second_range") else {}))
    assert verified.outcome == ("not_conform" if failed else "conform")
    assert verified.verdict["failed"] == failed
    simulation = load_bench(BENCHES / f"{kind}.toml").simulation
    assert simulation is not None
    assert [i for i in of_sample(simulation, serial).failing_items if i not in NOT_ASKED] == failed


@pytest.mark.parametrize("defect", WITHOUT_VERDICT)
def test_a_scale_without_changeover_points_gets_no_verdict(verify: Any, defect: str) -> None:
    with pytest.raises(Interrupted, match=r"changed nothing|went from"):
        verify("scale", serial=f'"SY-DEFECT-{defect}"')


@pytest.mark.parametrize("kind", ["scale", "gauge"])
def test_an_honest_sample_conforms_in_a_warm_room(verify: Any, tmp_path: Path, kind: str) -> None:
    warm(tmp_path, kind)
    assert verify(kind).outcome == "conform"


def test_every_sample_of_the_store_rooms_is_in_the_table() -> None:
    expected = {serial for _, serial, _ in CASES} | {f"SY-DEFECT-{defect}" for defect in WITHOUT_VERDICT}
    found = set()
    for name in ("scale", "gauge"):
        simulation = load_bench(BENCHES / f"{name}.toml").simulation
        assert simulation is not None
        found |= {s.serial for s in simulation.samples if "DEFECT" in s.serial}
    assert found == expected
    assert set(SCALE_ITEMS) == set(SCALE) == set(scale_errors.DEFECTS) - set(WITHOUT_VERDICT)
    assert set(GAUGE_ITEMS) == set(GAUGE) == set(gauge.DEFECTS)


def test_a_failed_general_requirement_ends_the_examination(verify: Any) -> None:
    verified = verify("scale", serial='"SY-DEFECT-appearance"')
    weighing = next(i for i in verified.bodies("item") if i["key"] == "weighing")
    assert weighing["outcome"] == "incomplete"
    assert "must pass first" in weighing["reason"]["en"]
    assert not verified.conclusions("weighing")


@pytest.mark.parametrize(("defect", "moves"), [("zero", False), ("zero_drift", True)])
def test_zero_is_read_before_and_after(verify: Any, defect: str, moves: bool) -> None:
    before, after = (
        Decimal(c["values"]["zero"]) for c in verify("gauge", serial=f'"G-DEFECT-{defect}"').conclusions("zero")
    )
    assert (after > before) is moves
