"""A laboratory with a few runs, and a platform in this process that it reports to."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from records.keys import station_key
from services.exchange.opening import Exchange, opened
from services.issuing import steps
from supervision.stations import register
from tests.platform_parts import INSTITUTE, Hall
from tests.services.issuing.runs_of_every_kind import LABORATORY, ON, Kept, made

PLATFORMS = f"""
[platform.province]
url = "http://127.0.0.1:8400/"
institute = "{INSTITUTE}"
trial = true
working_days = 40
reasons = {{ appearance = "appearance" }}
"""


@dataclass
class Lab:
    """The laboratory and the platform."""

    kept: Kept
    hall: Hall

    def exchange(self) -> AbstractContextManager[Exchange]:
        """The laboratory as a command opens it."""
        return opened(self.kept.url, self.kept.folder, clock=self.hall.clock, sleep=self.hall.clock.sleep)

    def settings(self, more: str) -> None:
        """Further lines of the platform's table."""
        (self.kept.folder / "platforms.toml").write_text(PLATFORMS + more, "utf-8")

    def issued(self, run: str) -> str:
        """The number of the document of a run, which is issued."""
        with self.kept.desk() as at:
            number = steps.number(at, run, LABORATORY, "A001", ON)
            if not number.startswith("SIM"):
                for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "seal")):
                    steps.advance(at, number, state, person, ON)
        return number


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return made(tmp_path_factory.mktemp("exchange") / "store", ("conform", "rejected", "simulated", "calibration"))


@pytest.fixture
def lab(runs: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    kept = runs.copied(tmp_path / "store")
    monkeypatch.setenv("STEELYARD_KEYS", str(kept.folder / "keys"))
    hall = Hall(tmp_path)
    register(hall.store, station_key().public, INSTITUTE, "this one")
    monkeypatch.setattr("services.exchange.opening.client_of", lambda *_: TestClient(hall.app))
    found = Lab(kept, hall)
    found.settings("")
    return found
