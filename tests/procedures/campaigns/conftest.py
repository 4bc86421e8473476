"""A scale in a type evaluation: one of its tests judged with answers in memory, and a campaign file for its samples."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from procedures.campaigns.file import CampaignFile, read_campaign
from services.laboratory.example import write_example
from tests.procedures.answers import Judged, changed, judge

DAY = date(2026, 11, 30)
Judge: TypeAlias = Callable[..., Judged]
Campaign: TypeAlias = Callable[..., CampaignFile]


@pytest.fixture(scope="session")
def type_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The laboratory of the example."""
    folder = tmp_path_factory.mktemp("type") / "lab"
    write_example("OIML R 76 TYPE", folder)
    return folder


@pytest.fixture
def tested(type_lab: Path) -> Judge:
    """Judges one test of a scale of 15 kg, e = 5 g, class III."""

    def run(test: str, given: dict[str, str] | None = None, **fields: str | None) -> Judged:
        plate = changed(type_lab / "subjects/type_scale.toml", test=f'"{test}"', **fields)
        return judge("OIML R 76 TYPE", type_lab / "benches/type_scale.toml", plate, given or {}, on=DAY)

    return run


@pytest.fixture
def campaign(type_lab: Path) -> Campaign:
    """The file of a type evaluation of two samples."""

    def write(tables: str = "", day: str = "2026-11-30", second: str = "", scheme: str = "OIML R 76") -> CampaignFile:
        good = (type_lab / "subjects/type_scale.toml").read_text("utf-8")
        (type_lab / "subjects/b.toml").write_text(good.replace("TE-2026-0001", "TE-2026-0002") + second, "utf-8")
        file = type_lab / "campaign.toml"
        file.write_text(
            f'[campaign]\nid = "TE-1"\nkind = "type-evaluation"\ndate = {day}\n\n[type]\nscheme = "{scheme}"\n'
            f'samples = {{ A = "subjects/type_scale.toml", B = "subjects/b.toml" }}\n{tables}',
            "utf-8",
        )
        return read_campaign(file)

    return write
