"""Spanish speed meters: headways, antenna, clocks of a section, how many vehicles."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.procedures.conftest import verified
from tests.procedures.motion.speed_laboratory import ES, judged, limits, subject_of

D = Decimal


@pytest.mark.parametrize(("stage", "item", "limit"), [
    ("subsequent", "headway", "0.2"), ("initial", "headway", "0.2"), ("subsequent", "road_headway", "0.8"),
    ("initial", "road_headway", "0.5"), ("after-repair", "road_headway", "0.5"),
])  # fmt: skip
def test_headways(lab: Path, stage: str, item: str, limit: str) -> None:
    point, true = ("1s", "1") if item == "headway" else ("2", "1")
    for sign in (1, -1):
        for beyond, outcome in (("0", "conform"), ("0.01", "not_conform")):
            shown = D(true) + sign * (D(limit) + D(beyond))
            found = judged(lab, ES, stage, {f"{item}/{point}/Tx": f"{shown}"})
            assert found.outcomes[item] == outcome


def test_three_headways_each(lab: Path) -> None:
    found = judged(lab, ES, "subsequent")
    assert list(found.of("headway")) == ["0.5s", "1s", "2s"]
    assert list(found.of("road_headway")) == ["1", "2", "3"]


@pytest.mark.parametrize(("point", "symbol", "inside", "outside"), [
    ("side_lobe", "a", "15", "14.9"), ("horizontal_width", "w", "7", "7.1"), ("vertical_width", "w", "9", "9.1"),
    ("axis", "w", "-0.5", "-0.6"), ("axis", "w", "0.5", "0.6"),
])  # fmt: skip
def test_the_antenna(lab: Path, point: str, symbol: str, inside: str, outside: str) -> None:
    for shown, outcome in ((inside, "conform"), (outside, "not_conform")):
        found = judged(lab, ES, "subsequent", {f"antenna/{point}/{symbol}": shown})
        assert found.outcomes["antenna"] == outcome


@pytest.mark.parametrize(("shown", "outcome"), [
    ("0.99", "conform"), ("-0.99", "conform"), ("1", "not_conform"), ("-1", "not_conform"),
])  # fmt: skip
def test_clocks_of_a_section_are_less_than_a_second_apart(lab: Path, shown: str, outcome: str) -> None:
    found = judged(lab, ES, "subsequent", {"clocks/dt": shown}, installation='"section"')
    assert found.outcomes["clocks"] == outcome


@pytest.mark.parametrize(("stage", "installation", "number"), [
    ("initial", "mobile", 50), ("subsequent", "mobile", 30), ("subsequent", "section", 5),
    ("after-repair", "section", 50), ("subsequent", "airborne", 30),
])  # fmt: skip
def test_how_many_vehicles(lab: Path, stage: str, installation: str, number: int) -> None:
    found = judged(lab, ES, stage, installation=f'"{installation}"')
    assert len(limits(found, "road")) == number


@pytest.mark.parametrize("defect", ["", "clocks"])
def test_a_section_on_the_simulated_bench(lab: Path, defect: str) -> None:
    bench = lab / "benches/speed_meter.toml"
    if defect:
        text = bench.read_text("utf-8") + f'\n[[simulation.samples]]\nserial = "SM-2026-0099"\ndefect = "{defect}"\n'
        bench = bench.with_name("section.toml")
        bench.write_text(text, "utf-8")
    subject = subject_of(lab, installation='"section"', serial='"SM-2026-0099"')
    found = verified(ES, bench, subject, stage="subsequent")
    assert found.verdict["failed"] == ([defect] if defect else [])
