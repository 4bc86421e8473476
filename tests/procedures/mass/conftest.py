"""A scale that is judged with answers in memory."""

from pathlib import Path

import pytest

from procedures.registry import edition
from services.laboratory.example import write_example
from services.laboratory.new_regulation import authorise
from tests.procedures.answers import DAY, Judged, judge, nameplate
from tests.procedures.mass.editions import Shop, fields_of
from tests.procedures.mass.judging import Judge

ON_R_76 = ("OIML R 76", "MessEV § 22 Abs. 1", "Regeling EU-meetinstrumenten art. 4")
"""Further editions that the laboratory of the example is authorised for."""


@pytest.fixture
def scale(tmp_path: Path) -> Judge:
    """Judges a price-computing scale of 15 kg, e = 5 g, class III, with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None) -> Judged:
        return judge("JJG 539", "scale", nameplate(tmp_path / "subject.toml", "scale", **fields), given or {}, stage)

    return run


@pytest.fixture(scope="session")
def shop_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The laboratory of the example that the editions on R 76 share."""
    folder = tmp_path_factory.mktemp("shop") / "lab"
    write_example("ICT/155/2020 I", folder)
    for name in ON_R_76:
        authorise(folder / "people.toml", name, 2025)
    return folder


@pytest.fixture
def shop(shop_lab: Path) -> Shop:
    """Judges a shop scale of 15 kg, e = 5 g, class III, by an edition, with other fields and readings as given."""

    def run(regulation: str, given: dict[str, str] | None = None, stage: str = "", **fields: str | None) -> Judged:
        plate, asked = fields_of(shop_lab, fields), stage or str(edition(regulation, DAY).stages()[0])
        return judge(regulation, shop_lab / "benches/shop_scale.toml", plate, given or {}, asked)

    return run
