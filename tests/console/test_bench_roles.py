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


def test_a_misspelt_role_among_the_standards(lab: Any) -> None:
    """The standard would be missing, and its certificate with it."""
    lab.edit("benches/gauge.toml", ('source = ["PC-01"]', 'sourse = ["PC-01"]'))
    said = refused_by_both(lab, "JJG 52")
    assert "[standards] sourse: no such role; did you mean 'source'?" in said
    assert "source, gauge" in said


def test_a_role_that_the_regulation_does_not_use_is_named(lab: Any) -> None:
    lab.edit(
        "benches/gauge.toml", ("[standards]", '[roles.spare]\ndriver = "hmt330"\naddress = "sim:room"\n\n[standards]')
    )
    files = ("--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"), "--date", DAY)
    planned, ran = lab("plan", "JJG 52", *files), lab.run("JJG 52")
    assert (planned.code, ran.code) == (0, 0)
    for said in (planned, ran):
        flat = said.err.replace("\n", " ")
        assert "role spare of the bench file is not used by this regulation" in flat
        assert "source, gauge" in flat
    (notice,) = lab("plan", "JJG 52", *files, "--json").document["notices"]
    assert "spare" in notice["zh"]


def test_the_scale_bench_shows_the_start_gate(lab: Any) -> None:
    """The bench's own file says which scale really stands there."""
    lab.edit("benches/scale.toml", ('unit = "scale"', 'unit = "scale"\nserials = "SY-2026-0002"'))
    said = lab.run("JJG 539")
    assert (said.code, lab.entries()) == (2, 0)
    assert "SY-2026-0002" in said.err
