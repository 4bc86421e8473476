"""One instrument stands at one position; a nameplate names its instrument."""

import shutil
from typing import Any

import pytest


def test_the_same_instrument_at_two_positions_is_refused(lab: Any) -> None:
    copy = lab.folder / "subjects/copy.toml"
    shutil.copy(lab.subject("gauge"), copy)
    said = lab.run("JJG 52", "--subject", lab.subject("gauge-with-defect"), "--subject", copy, bench="gauges")
    assert said.code == 2
    assert "positions 1 and 3" in said.err
    assert "G-2026-0101" in said.err
    assert lab.entries() == 0


@pytest.mark.parametrize("serial", ["", " ", "\\t", "—", "-"])
def test_a_serial_number_that_is_none(lab: Any, serial: str) -> None:
    lab.edit("subjects/gauge.toml", ('serial = "G-2026-0101"', f'serial = "{serial}"'))
    said = lab.run("JJG 52")
    assert said.code == 2
    assert "serial" in said.err
    assert "what is marked" in said.err


def test_blanks_around_a_serial_number_are_none_of_it(lab: Any) -> None:
    lab.edit("subjects/gauge.toml", ('serial = "G-2026-0101"', 'serial = " G-2026-0101 "'))
    assert lab.run("JJG 52").code == 0
    assert lab.events()[0].body["subject"]["serial"] == "G-2026-0101"
