"""`steelyard uncertainty RUN --at POINT`: the budget of a stored result, by the GUM and by Monte Carlo."""

from typing import Any

import pytest


@pytest.fixture(name="calibrated")
def some_run(lab: Any) -> str:
    import shlex

    lines = lab("example", "JJF 1587", "-o", lab.folder / "e").out.splitlines()
    (run, *_) = [line for line in lines if "steelyard run" in line]
    assert lab(*shlex.split(run)[1:]).code == 0
    return str(lab.events()[0].run)


def test_the_budget_at_a_point(lab: Any, calibrated: str) -> None:
    found = lab("uncertainty", calibrated, "--at", "10V/5V", "--json").document
    results = [e for e in lab.events() if e.kind == "conclusion" and "uncertainty" in e.body]
    (body,) = (e.body for e in results if e.address == "dc_voltage/10V/5V")
    stated = body["uncertainty"]
    assert found["first_order"]["standard_uncertainty"] == pytest.approx(float(stated["combined"]), rel=1e-4)
    assert found["first_order"]["coverage_factor"] == pytest.approx(float(stated["k"]), rel=1e-4)
    assert found["monte_carlo"]["standard_uncertainty"] == pytest.approx(float(stated["combined"]), rel=0.01)
    assert [i["name"] for i in found["inputs"]] == [c["key"] for c in stated["components"]]
    assert found["first_order"]["estimate"] == pytest.approx(float(stated["stated"]))


def test_a_point_that_there_is_not(lab: Any, calibrated: str) -> None:
    refused = lab("uncertainty", calibrated, "--at", "11V/5V", "--json")
    assert refused.code == 2
    assert "dc_voltage/10V/5V" in refused.document["refused"][0]["en"]
