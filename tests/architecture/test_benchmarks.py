"""The benchmarks of the sequencer and of positions still run: once, small."""

from pathlib import Path

import pytest

from benchmarks.positions import bench as positions
from benchmarks.sequencer import ours


def test_positions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    _, told = positions.together(tmp_path, [0, 0], positions.procedure(1), "two")
    assert told == 10


def test_a_run_of_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    assert ours.run_once(tmp_path, "some", "NORMAL") > (0, 0)
