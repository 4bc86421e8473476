"""A defect of a multimeter shows in its own functions, by a rule that was agreed; a good meter conforms in all."""

from pathlib import Path

import pytest

from tests.procedures.conftest import CONFIG, verified

pytestmark = pytest.mark.systems

ALL = ["dc_voltage", "dc_current", "resistance", "ac_voltage", "ac_current"]


@pytest.mark.parametrize(("serial", "failed"), [
    ("DM-2026-0001", []), ("DM-2026-0002", ["dc_voltage", "resistance"]), ("DM-2026-0003", ALL),
    ("DM-2026-0004", ["ac_voltage", "ac_current"]), ("DM-2026-0005", ["dc_current", "ac_current"]),
    ("DM-2026-0006", ["resistance"]), ("DM-2026-0007", ["dc_voltage", "dc_current", "resistance"]),
], ids=["good", "gain", "stuck", "ac", "shunt", "reference_resistor", "offset"])  # fmt: skip
def test_a_sample(tmp_path: Path, serial: str, failed: list[str]) -> None:
    subject = tmp_path / "subject.toml"
    text = (CONFIG / "subjects/multimeter-with-defect.toml").read_text("utf-8").replace("DM-2026-0002", serial)
    short = [line for line in text.splitlines() if 'upper = "1 V"' not in line and 'upper = "100 V"' not in line]
    subject.write_text("\n".join(short), "utf-8")
    found = verified("JJF 1587-2016", CONFIG / "benches/multimeter.toml", subject)
    assert found.verdict["failed"] == failed
