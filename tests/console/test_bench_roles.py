"""A bench that does not fit the regulation or the nameplate is refused by plan and run, and nothing is measured."""

from typing import Any

import pytest

from tests.console.conftest import DAY

GAUGE = '[roles.gauge]\ndriver = "simulated_person"'


def refused_by_both(lab: Any, regulation: str) -> str:
    files = ("--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"))
    planned, ran = lab("plan", regulation, *files, "--date", DAY), lab.run(regulation)
    assert (planned.code, ran.code) == (2, 2)
    assert ran.out == ""
    assert lab.entries() == 0
    assert planned.err == ran.err
    return str(ran.err).replace("\n", " ")


def test_a_driver_that_does_not_fill_its_role(lab: Any) -> None:
    lab.edit("benches/gauge.toml", (GAUGE, '[roles.gauge]\ndriver = "hmt330"\naddress = "sim:room"'))
    said = refused_by_both(lab, "JJG 52")
    for text in ("roles.gauge", "before_tap", "after_tap", "person"):
        assert text in said


@pytest.mark.parametrize("there", ["", GAUGE.replace("gauge", "guage")])
def test_a_role_without_a_driver_or_misspelt(lab: Any, there: str) -> None:
    lab.edit("benches/gauge.toml", (GAUGE, there))
    assert "roles.gauge" in refused_by_both(lab, "JJG 52")


def test_a_scale_with_another_serial_number(lab: Any) -> None:
    other = '["Steelyard simulation", "SIM-ACS 15 kg", "SY-9999-9999", "1.00"]'
    lab.edit("benches/scale.toml", ('unit = "scale"', f'unit = "scale"\nnames = {{ scale = {other} }}'))
    said = lab.run("JJG 539")
    assert (said.code, said.out) == (2, "")
    assert lab.entries() == 0
    assert "SY-9999-9999" in said.err
    assert "under_test" in said.err
