"""Every edition belongs to a jurisdiction and a kind of instrument; a day chooses the edition."""

from datetime import date
from pathlib import Path

import pytest

from metrology.text import Text
from procedures.base import Procedure
from procedures.errors import AuthorError, UnknownRegulation
from procedures.instrument_kinds import KINDS, OTHER, kind_name
from procedures.jurisdictions import JURISDICTIONS, jurisdiction_name
from procedures.kit import Facts
from procedures.registry import applicable, edition, implemented

FOLDED = """
from datetime import date
from metrology.status import Source, Status
from metrology.text import Text
from procedures.base import Procedure
from procedures.regulation import Regulation

SOURCE = (Source("1", Status.UNVERIFIED),)


class Old(Procedure):
    regulation = Regulation("LAB PUMP", "2015", Text("泵", "Pump"), date(2015, 1, 1), date(2015, 7, 1), (), 12, SOURCE,
                            kind="fuel-dispenser", jurisdiction="NL", transition_until=date(2024, 6, 30))
    subject_model = None


class New(Procedure):
    regulation = Regulation("LAB PUMP", "2023", Text("泵", "Pump"), date(2023, 1, 1), date(2024, 5, 1), (), 12, SOURCE,
                            kind="fuel-dispenser", jurisdiction="NL", until=date(2029, 12, 31),
                            succeeded_by="LAB HOSE-2029")
    subject_model = None
"""


@pytest.fixture
def pumps(tmp_path: Path) -> list[Path]:
    (tmp_path / "pumps.py").write_text(FOLDED, "utf-8")
    return [tmp_path]


@pytest.mark.parametrize("procedure", implemented().editions, ids=lambda p: p.regulation.id)
def test_every_edition_has_a_kind_and_a_jurisdiction_of_the_lists(procedure: type[Procedure]) -> None:  # type: ignore[type-arg]
    r = procedure.regulation
    assert r.kind in KINDS
    assert r.kind != OTHER
    assert r.jurisdiction in JURISDICTIONS


def test_words() -> None:
    assert kind_name("water-meter") == Text("水表", "Water meter")
    assert jurisdiction_name("ES").en == "Spain"
    assert jurisdiction_name("JP") == Text("JP", "JP")


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("LAB PUMP", "2024-04-30", "LAB PUMP-2015"),
        ("LAB PUMP", "2024-05-01", "LAB PUMP-2023"),
        ("LAB PUMP-2015", "2024-06-30", "LAB PUMP-2015"),
        ("LAB PUMP-2023", "2024-05-01", "LAB PUMP-2023"),
        ("LAB PUMP", "2029-12-31", "LAB PUMP-2023"),
    ],
)
def test_the_day_chooses_the_edition(pumps: list[Path], name: str, day: str, found: str) -> None:
    assert edition(name, date.fromisoformat(day), pumps).regulation.id == found


@pytest.mark.parametrize(
    ("name", "day", "problem"),
    [
        ("LAB PUMP-2015", "2024-07-01", "edition 2015 of .* is not in force"),
        ("LAB PUMP-2023", "2024-04-30", "edition 2023 of .* is not in force"),
        ("LAB PUMP", "2030-01-01", "applied until 2029-12-31, before 2030-01-01; LAB HOSE-2029 applies now"),
        ("LAB PUMP", "2015-06-30", "came into force on 2015-07-01"),
    ],
)
def test_an_edition_that_does_not_apply_on_the_day(pumps: list[Path], name: str, day: str, problem: str) -> None:
    with pytest.raises(UnknownRegulation, match=problem):
        edition(name, date.fromisoformat(day), pumps)


def test_what_applies_to_a_kind_on_a_day(pumps: list[Path]) -> None:
    def ids(day: date, jurisdiction: str = "") -> list[str]:
        return [
            p.regulation.id
            for p in applicable("fuel-dispenser", day, jurisdiction, pumps)
            if p.regulation.number == "LAB PUMP"
        ]

    assert ids(date(2024, 4, 30)) == ["LAB PUMP-2015"]
    assert ids(date(2024, 5, 1), "NL") == ["LAB PUMP-2023"]
    assert ids(date(2024, 5, 1), "DE") == []
    assert ids(date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('kind = "watermeter"', "none of .*balance"),
        ('jurisdiction = "Spain"', "no ISO 3166 code"),
        ("until = 2024", "until"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        f'id = "LAB X-2020"\ntitle = "甲 | X"\nissued = 2020-01-01\nin_force = 2020-01-01\n{line}\n', "utf-8"
    )
    with pytest.raises(AuthorError, match=problem):
        Facts(file).regulation  # noqa: B018
