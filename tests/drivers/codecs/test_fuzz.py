"""Twenty thousand mutated frames for each codec; a million: `python benchmarks/fuzz/fuzz_codecs.py`."""

import runpy
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "benchmarks/fuzz"
sys.path.insert(0, str(FOLDER))
FUZZ = runpy.run_path(str(FOLDER / "fuzz_codecs.py"))
sys.path.remove(str(FOLDER))


@pytest.mark.parametrize("name", FUZZ["TARGETS"])
def test_only_values_and_typed_refusals(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = FUZZ["fuzz"](name, 20_000, seed=2)
    assert outcomes["value"] > 1000  # the fuzzing reaches what lies behind the check sums
    assert outcomes["Malformed"] > 1000
    assert capsys.readouterr().out == ""  # nothing prints, whatever comes
