"""Which edition a name and a day choose."""

from datetime import date, timedelta

import pytest

from procedures.errors import UnknownRegulation
from procedures.registry import edition, implemented, named

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", ["JJG 539", "jjg539", "JJG539-2016", "JJG 539—2016", " jjg 539 - 2016 ", "JJG_539"])
def test_spellings(name: str) -> None:
    assert edition(name, DAY).regulation.id == "JJG 539-2016"


def test_the_nearest_names_are_said() -> None:
    with pytest.raises(UnknownRegulation, match=r"JJG 593 is not implemented; the nearest names are JJG 693"):
        edition("JJG 593", DAY)


@pytest.mark.parametrize("name", ["", "539", "JJG", "JJG 539-16", "GB 539", "JJG 539 2016", "JJF 539", "JJG 9999"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(UnknownRegulation, match="not implemented"):
        edition(name, DAY)


@pytest.mark.parametrize("procedure", implemented().editions, ids=lambda p: p.regulation.id)
def test_an_edition_begins_on_its_day(procedure: type) -> None:
    r = procedure.regulation  # type: ignore[attr-defined]
    assert edition(r.id, r.in_force) is procedure
    before = r.in_force - timedelta(days=1)
    with pytest.raises(UnknownRegulation, match="force"):
        edition(r.id, before)


def test_an_edition_that_was_replaced_is_named() -> None:
    with pytest.raises(UnknownRegulation, match="JJG 539-1997 applied before and is not implemented"):
        edition("JJG 539", date(2016, 1, 1))


@pytest.mark.parametrize("procedure", implemented().editions, ids=lambda p: p.regulation.id)
def test_every_edition_says_what_it_rests_on(procedure: type) -> None:
    p = procedure
    assert named(p.regulation.number)  # type: ignore[attr-defined]
    items = p.items()  # type: ignore[attr-defined]
    assert len({i.key for i in items}) == len(items)
    assert all(i.clause and i.name.zh and i.name.en for i in items)
    assert p.tables()  # type: ignore[attr-defined]
    assert all(source.clause for source in p.tables())  # type: ignore[attr-defined]
