"""A killed cell of a type evaluation goes on: its condition is brought about again before anything is measured."""

from datetime import date
from pathlib import Path

import pytest

from procedures.campaigns.type_evaluation.judging import errors_of
from services.campaigns.planning import plan
from services.campaigns.running import Work, fill
from services.campaigns.state import state_of
from services.events import Events
from tests.console.killed_cell import killed
from tests.evidence.type_evaluation import DAY, laboratory

CELL = "S0/temperature/2-high"


def test_a_killed_cell_is_not_measured_at_another_temperature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its zero is shifted by several e at 40 °C: readings after the resume at 20 °C would be far from those before."""
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    file, url = laboratory(tmp_path / "laboratory", ["TE-2026-0102"]), str(tmp_path / "runs.sqlite")
    plan(file, url)
    work = Work(tmp_path / "laboratory/benches/type_scale.toml", date.fromisoformat(str(DAY)), seed=7)
    killed("TE-1", url, CELL, work, 50)
    assert state_of("TE-1", url).cell(CELL).unfinished is not None
    fill("TE-1", url, [CELL], work, Events())
    found = errors_of(state_of("TE-1", url).results[CELL])
    assert len(found) > 8
    assert max(abs(x.error) for x in found) < 2
