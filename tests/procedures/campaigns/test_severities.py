"""Severities of OIML D 11:2013, and the figures of the plan by OIML R 76-1:2006, entered a second time."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "procedures/campaigns/type_evaluation"


def content(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def d11() -> dict[str, Any]:
    return content("oiml_d_11_2013.toml")


@pytest.fixture(scope="module")
def r76() -> dict[str, Any]:
    return content("oiml_r_76_2006.toml")


@pytest.mark.parametrize(("disturbance", "e1", "e2"), [
    ("dips", 1, 2), ("bursts_mains", 2, 3), ("bursts_signal", 2, 3), ("surges_mains", 3, 3), ("surges_signal", 3, 3),
    ("conducted_rf", 2, 3), ("radiated_rf", 3, 3), ("esd", 3, 3),
])  # fmt: skip
def test_the_severity_of_each_electromagnetic_class(d11: dict[str, Any], disturbance: str, e1: int, e2: int) -> None:
    assert (d11["classes"]["E1"][disturbance], d11["classes"]["E2"][disturbance]) == (e1, e2)


@pytest.mark.parametrize(("name", "unit", "levels"), [
    ("bursts_mains", "kV", "0.5 1 2 4"), ("bursts_signal", "kV", "0.25 0.5 1 2"), ("surges_line", "kV", "- 0.5 1 2"),
    ("surges_earth", "kV", "0.5 1 2 4"), ("esd_contact", "kV", "2 4 6 8"), ("esd_air", "kV", "2 4 8 15"),
    ("conducted_rf", "V", "1 3 10"), ("dry_heat", "°C", "30 35 40 45 50 55 60"),
    ("cold", "°C", "5 -10 -20 -25 -30 -40"), ("damp_heat", "%RH", "85 93"),
])  # fmt: skip
def test_the_level_of_each_severity(d11: dict[str, Any], name: str, unit: str, levels: str) -> None:
    row = d11["levels"][name]
    assert (row["unit"], " ".join(v or "-" for v in row["values"])) == (unit, levels)


def test_the_supply(d11: dict[str, Any]) -> None:
    assert d11["mains"] == {"lower": "-15", "upper": "10"}
    dips = {index: {tuple(map(float, dip)) for dip in row.values()} for index, row in d11["dips"].items()}
    assert dips == {
        "1": {(0, 0.5), (0, 1), (70, 25)},
        "2": {(0, 0.5), (0, 1), (40, 10), (70, 25), (80, 250), (0, 250)},
    }


def test_the_plan_of_scales(r76: dict[str, Any]) -> None:
    assert r76["limits"]["no_load"] == {"e": 1, "kelvin": {"I": 1, "II": 5, "III": 5, "IIII": 5}}
    assert r76["limits"]["drift"] == {"e": "0.5", "mpe": "0.5"}
    assert r76["severity"] == {
        "dips": 2, "bursts_mains": 2, "bursts_signal": 2, "surges_mains": 2, "esd": 3, "conducted_rf": 3,
        "radiated_rf": 3,
    }  # fmt: skip
    assert r76["voltage"] == {"low": "0.85", "high": "1.10"}
    assert (r76["humidity"]["reference"], r76["humidity"]["damp"]) == ("50", "85")
    assert r76["hours"] == {"reference": "2", "temperature": "2", "damp_heat": "48", "none": "0"}
    assert r76["applications"] == {"times": 10}


@pytest.mark.parametrize(("celsius", "most"), [(30, 30.4), (35, 39.6), (40, 51.2)])
def test_no_more_than_20_grams_of_water_in_a_cubic_metre(r76: dict[str, Any], celsius: int, most: float) -> None:
    """Densities of saturated steam, g/m³, of the tables of water and steam (IAPWS)."""
    shown = float(r76["humidity"]["high"][str(celsius)])
    assert shown / 100 * most <= 20.2
    assert (shown + 2) / 100 * most > 20
