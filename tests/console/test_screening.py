"""`steelyard screening`: what a verification would accept near the limit does not pass a screening."""

import pytest

from tests.console.conftest import Lab

GAUGE = ("run", "JJG 52", "--bench", "benches/gauge.toml", "--subject", "subjects/gauge-with-defect.toml")


@pytest.fixture(name="lab")
def in_its_folder(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Lab:
    monkeypatch.chdir(lab.folder)
    return lab


def test_an_error_between_k_and_one_times_the_mpe_does_not_pass(lab: Lab) -> None:
    lab(*GAUGE, "--work", "screening", "--date", "2026-11-23")
    found = lab("screening", "last", "--k", "0.7", "--json")
    assert found.code == 1
    points = {(p["name"]["en"], p["lower"]): p for p in found.document["points"]}
    near, far = points["0.8 MPa ↑", "-0.0256"], points["0.4 MPa ↑", "-0.0256"]
    assert (near["error"], near["outcome"]) == ("-0.02000", "not_conform"), "0.7 × 0.0256 is 0.01792"
    assert (far["error"], far["outcome"]) == ("-0.01000", "conform")
    wider = lab("screening", "last", "--k", "0.79", "--json").document
    wider_points = {(p["name"]["en"], p["lower"]): p["outcome"] for p in wider["points"]}
    assert wider_points["0.8 MPa ↑", "-0.0256"] == "conform", "0.79 × 0.0256 is 0.020224"
    said = lab("screening", "last", "--k", "0.7")
    assert "the screening does not pass" in said.err
    assert "gives no certificate" in said.err


@pytest.mark.parametrize(
    "k", ["1", "0", "0.0", "-0.5", "x", "NaN", "1e-999999999", "0.99999999999999999999", "٠.٥", ""]
)
def test_k_is_a_number_below_one(lab: Lab, k: str) -> None:
    found = lab("screening", "last", f"--k={k}")
    assert found.code == 2
    assert "above 0 and below 1" in found.err


def test_only_a_screening_is_screened(lab: Lab) -> None:
    lab(*GAUGE, "--date", "2026-11-23")
    found = lab("screening", "last", "--k", "0.7")
    assert found.code == 2
    assert "is no screening" in found.err


@pytest.mark.parametrize("readings", [{}, {"indication/down/0.8MPa/after": "0.9"}])
def test_a_screening_in_a_broken_condition_is_void(lab: Lab, readings: dict[str, str]) -> None:
    """Within the limits or far beyond: neither counts where the room was too warm at the end."""
    form = lab.form("JJG 52", {"environment/after/temperature": "26", **readings})
    assert lab.run("JJG 52", "--readings", form, "--work", "screening").code == 5
    found = lab("screening", "last", "--k", "0.9", "--json")
    assert (found.code, found.document["outcome"]) == (5, "invalid")
    assert not [p for p in found.document["points"] if p["error"]]
    assert "screen again" in lab("screening", "last", "--k", "0.9").err
