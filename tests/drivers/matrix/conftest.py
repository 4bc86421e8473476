"""A fresh laboratory for every run, and one undisturbed run of each regulation to compare with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from records.event import Event
from services.laboratory.template import copy_template
from tests.drivers.matrix.station import REGULATION, Station


def made(folder: Path, patch: pytest.MonkeyPatch) -> Station:
    patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
    patch.setenv("STEELYARD_STORE", str(folder / "lab/runs.sqlite"))
    copy_template(folder / "lab")
    return Station(folder / "lab", patch)


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    return made(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Event]]]:
    """Entries of a run that met no fault, by bench."""
    with pytest.MonkeyPatch.context() as patch:
        found = {}
        for name in REGULATION:
            station = made(tmp_path_factory.mktemp(name), patch)
            assert station.run(name) == 0
            found[name] = station.events()
        yield found
