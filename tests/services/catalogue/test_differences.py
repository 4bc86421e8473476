"""Two editions: what differs, by the day it comes into force, and which instruments become due by it."""

from datetime import date

import pytest

from registers.catalogue import CATALOGUE
from registers.errors import RegistersError
from services.catalogue.compared import compare
from services.catalogue.editions import editions, in_force
from services.catalogue.listing import listed
from services.register.book import changing, opened_book
from tests.services.catalogue.conftest import entry

NEW = [
    ("1", "体 温 计", "P+V", "first-only", 0, 0),  # spelt otherwise, and the same
    ("3", "非自动衡器", "P+V", "periodic", 6, 0),  # another number, a shorter period
    ("9", "冷水水表", "P+V", "rotation", 0, 2),  # another name, said to continue 9
    ("21", "验光仪", "P+V", "periodic", 12, 0),  # the number of what went
]
BEGINS = date(2027, 1, 1)


@pytest.fixture
def both(store: str) -> str:
    rows = [(f"CN-2027/{r[0]}", entry("CN-2027", r, since=BEGINS, replaces="9" if r[0] == "9" else "")) for r in NEW]
    changing(store, "V001", "test", lambda change: change.put_many(CATALOGUE, rows))
    return store


def test_an_edition_holds_from_its_day(both: str) -> None:
    with opened_book(both) as book:
        known = editions(book)
    names = [in_force(known, on).name for on in (date(2026, 12, 31), BEGINS)]  # type: ignore[union-attr]
    assert names == ["CN-2020", "CN-2027"]
    assert in_force(known, BEGINS, "ES") is None
    assert {key for key, _ in listed(both, on=date(2026, 12, 31)).entries} == {f"CN-2020/{n}" for n in (1, 2, 9, 21)}


def test_what_differs(both: str) -> None:
    found = compare(both, "CN-2020", "CN-2027", on=None, as_of=None, limit=100)
    assert found["since"] == "2027-01-01"
    said = [(d["what"], d["before"], d["after"], [c["field"] for c in d["fields"]], d["same_number"], d["instruments"])
            for d in found["entries"]]  # fmt: skip
    assert said == [
        ("changed", "2", "3", ["cycle_months"], False, 3),
        ("changed", "9", "9", ["name", "life_years"], False, 1),
        ("added", "", "21", [], True, 0),
        ("removed", "21", "", [], True, 1),
    ]


def test_which_instruments_become_due(both: str) -> None:
    found = compare(both, "CN-2020", "CN-2027", on=None, as_of=None, limit=100)
    said = {a["serial"]: (a["until"], a["then_until"], a["due"], a["released"]) for a in found["instruments"]}
    assert said == {
        "S1": ("2027-05-09", "2026-11-09", True, False),  # six months after it was verified are over
        "S2": ("2027-11-09", "2027-05-09", False, False),
        "S3": ("2027-07-01", "2027-01-01", False, False),  # it is valid on the first day
        "W1": ("2029-12-31", "2025-12-31", True, False),
        "A1": ("2027-05-09", "", False, True),
    }


def test_a_longer_period_prolongs_no_certificate(both: str) -> None:
    found = compare(both, "CN-2027", "CN-2020", on=BEGINS, as_of=None, limit=100)
    assert found["instruments"] == []  # none stands under the later edition


@pytest.mark.parametrize(("first", "second"), [("CN-2020", "CN-1999"), ("CN-2027", "CN-2020")])
def test_an_edition_that_is_not_there_or_has_no_day_is_refused(both: str, first: str, second: str) -> None:
    with pytest.raises(RegistersError):
        compare(both, first, second, on=None, as_of=None, limit=10)
