"""Drivers on a serial port: stale lines, a pulled adapter, reserved values, read-outs in several telegrams."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.waits, pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")]
ROOT = Path(__file__).parents[3]
SPEC = importlib.util.spec_from_file_location("steelyard_serial_ports", ROOT / "benchmarks/faults/serial_ports.py")
assert SPEC is not None
ports: Any = importlib.util.module_from_spec(SPEC)
assert SPEC.loader is not None
SPEC.loader.exec_module(ports)


@pytest.mark.parametrize(("name", "fault"), ports.CELLS)
def test_every_fault_ends_as_promised(name: str, fault: str) -> None:
    assert ports.wrong(name, fault, *ports.meet(name, fault)) == ""


def test_the_page_shows_every_driver() -> None:
    page = (ROOT / "docs/reference/fault-matrix.md").read_text(encoding="utf-8")
    for name in (*ports.LINES, *ports.FRAMES):
        assert f"| `{name}` on a port |" in page, "python benchmarks/faults/matrix.py -o docs/reference/fault-matrix.md"
