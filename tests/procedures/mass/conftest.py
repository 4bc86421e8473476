"""A scale that is judged with answers in memory."""

from pathlib import Path

import pytest

from tests.procedures.answers import Judged, judge, nameplate
from tests.procedures.mass.judging import Judge


@pytest.fixture
def scale(tmp_path: Path) -> Judge:
    """Judges a price-computing scale of 15 kg, e = 5 g, class III, with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None) -> Judged:
        return judge("JJG 539", "scale", nameplate(tmp_path / "subject.toml", "scale", **fields), given or {}, stage)

    return run
