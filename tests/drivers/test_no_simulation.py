"""A real bench loads no simulator."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.systems

BENCH = """
[bench]
name = "by hand"
[roles.gauge]
driver = "person"
"""
OPEN = """
import sys
from pathlib import Path
from drivers.bench import load_bench, open_bench
with open_bench(load_bench(Path(sys.argv[1])), subject={}, seed=1) as bench:
    assert not bench.simulated
print(*(name for name in sys.modules if name.startswith(("drivers.simulation", "drivers.simulated_bench"))))
"""


def test_a_bench_without_simulation_imports_none(tmp_path: Path) -> None:
    file = tmp_path / "bench.toml"
    file.write_text(BENCH, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", OPEN, str(file)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_services_load_none_either() -> None:
    modules = "services.runs.run, services.runs.positions"
    code = f"import sys, {modules}; print(*(m for m in sys.modules if 'drivers.simul' in m))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
