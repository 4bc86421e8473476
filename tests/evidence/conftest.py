"""A laboratory, and runs of it that are stopped at a chosen reading."""

from collections.abc import Callable
from pathlib import Path

import pytest

from records.event import Body, Event
from records.journal import Journal
from sequencer.errors import Interrupted
from services.runs import positions
from services.runs import run as run_service
from tests.evidence.laboratory import Case, Laboratory, quiet

Stop = Callable[[Journal], None]


@pytest.fixture
def laboratory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laboratory:
    """The demonstration laboratory; the environment is put back afterwards."""
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path))
    return Laboratory.at(tmp_path / "laboratory")


@pytest.fixture
def stopped(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Case, str, int, Stop], Interrupted | None]:
    """Start a case and do something to it when a reading of a number has been acknowledged."""

    def start(case: Case, url: str, reading: int, stop: Stop) -> Interrupted | None:
        left = [reading]

        class Stopping(Journal):
            def append(self, kind: str, body: Body, address: str = "") -> Event:
                e = super().append(kind, body, address)
                if kind == "observation":
                    left[0] -= 1
                    if left[0] == 0:
                        stop(self)
                return e

        with monkeypatch.context() as patch, quiet():
            patch.setattr(run_service, "Journal", Stopping)
            patch.setattr(positions, "Journal", Stopping)
            try:
                laboratory.starting(case, url)()
            except Interrupted as interrupted:
                return interrupted
        return None

    return start
