"""The first run of a laboratory on a database server makes the store; nothing asks for it to be there before."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.real_runs import CONFIG
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures

pytestmark = pytest.mark.systems

PROGRAM = "from console.cli.main import main; main()"


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_the_first_run_on_an_empty_database_makes_the_store(fresh: Callable[[], str], tmp_path: Path) -> None:  # noqa: F811
    files = ["--bench", str(CONFIG / "benches/scale.toml"), "--subject", str(CONFIG / "subjects/scale.toml")]
    words = ["run", "JJG 539", *files, "--seed", "7", "--batch", "1", "--store", fresh()]
    given = {"env": os.environ | {"STEELYARD_KEYS": str(tmp_path)}, "capture_output": True, "text": True}
    found = subprocess.run([sys.executable, "-c", PROGRAM, *words], check=False, **given)
    assert found.returncode == 0, found.stderr
