"""Standards as a person looks at them: the most urgent first, each with chain, drift, assessment and control chart."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from registers.book import Book
from registers.change import Change
from registers.measurement_standards import (
    CERTIFICATES,
    INSTITUTES,
    STANDARDS,
    Institute,
    MeasurementStandard,
    StandardCertificate,
)
from registers.standard_checks import ASSESSMENTS, CHECKS, Assessment, StandardCheck
from services.standards.looked_at import shelf, standard_looked
from tests.real_runs import CONFIG

ON = date(2026, 11, 23)
Work = Callable[[Callable[[Change], Any]], Any]


def certificate(standard: str, number: str, since: date, until: date, correction: str = "") -> StandardCertificate:
    stated = {"lower": "0", "upper": "10", "expanded_uncertainty": "0.002"}
    stated |= {"correction": correction} if correction else {}
    return StandardCertificate(
        standard=standard, number=number, issuer="I", valid_from=since, valid_until=until,
        quantities=({"unit": "MPa", "ranges": [stated]},),
    )  # fmt: skip


@pytest.fixture
def url(book: Book, change: Work) -> str:
    """A is above B; B drifts, is due by its own lead time, and is assessed; C ended."""

    def enter(c: Change) -> None:
        c.add(INSTITUTES, Institute(name="国家计量院", name_en="NMI"), "NMI")
        rows = {"A": ("NMI", 30), "B": ("A", 60), "C": ("gone", 30)}
        for key, (above, lead) in rows.items():
            row = MeasurementStandard(name=key, model="M", serial=key, traceable_to=above, lead_days=lead)
            c.add(STANDARDS, row, key)
        year = timedelta(days=365)
        days = {"A1": ("A", ON, ""), "B0": ("B", ON - year, "0.001"), "B1": ("B", ON + timedelta(days=50), "0.003")}
        days["C1"] = ("C", ON - timedelta(days=1), "")
        for number, (key, until, correction) in days.items():
            last = until + year if key == "A" else until
            row = certificate(key, number, last - year, last, correction)
            c.add(CERTIFICATES, row, f"{key}/{number}")
        c.add(ASSESSMENTS, Assessment(name="压力", unit="MPa", limit=Decimal(1), standards=("B",)), "P")
        for n in range(8):
            on = ON - timedelta(days=30 * (8 - n))
            readings = ("5.1",) if n == 7 else (f"5.00{n % 3}",)
            c.add(CHECKS, StandardCheck(assessment="P", kind="check", on=on, point="5 MPa", readings=readings))

    change(enter)
    return str(book.store.engine.url.database)


def test_what_is_not_usable_stands_first_then_what_ends_first(url: str, tmp_path: Path) -> None:
    found = shelf(url, tmp_path, ON)
    assert (found.register, found.from_file, found.assessed) == (True, False, {"B": ("P",)})
    states = [(s.key, s.standing, s.days) for s in found.urgent_first()]
    assert states == [("C", "expired", -1), ("B", "due", 50), ("A", "usable", 365)]
    assert {key: found.inventory.broken(key) for key in "ABC"} == {"A": "", "B": "", "C": "C"}


def test_one_standard_has_chain_drift_and_a_chart_that_says_what_is_wrong(url: str, tmp_path: Path) -> None:
    one = standard_looked(url, tmp_path, "B", ON)
    assert one is not None
    assert [(link.id, state) for link, state in one.chain] == [("B", "valid"), ("A", "valid"), ("NMI", "valid")]
    low, high = one.drift
    assert (low.value, high.value, low.unit) == ("0", "10", "MPa")
    assert [(f.number, f.correction, f.uncertainty) for f in low.found] == [
        ("B0", Decimal("0.001"), Decimal("0.002")),
        ("B1", Decimal("0.003"), Decimal("0.002")),
    ]
    (assessed,) = one.assessed
    (chart,) = assessed.charts
    assert (chart.point, chart.in_control, len(chart.days)) == ("5 MPa", False, 8)
    assert str(assessed.outcome) != "conform"


def test_without_a_register_the_files_of_the_laboratory_are_shown(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    shutil.copytree(CONFIG, folder)
    found = shelf(str(tmp_path / "none.sqlite"), folder, ON)
    assert (found.register, found.from_file) == (False, True)
    one = standard_looked(str(tmp_path / "none.sqlite"), folder, "PC-01", ON)
    assert one is not None
    assert (one.held.standing, one.assessed) == ("usable", ())
    names = [one.inventory.name(link.id) for link, _ in one.chain]
    assert [name.en for name in names] == ["Pressure controller", "Demonstration National Metrology Centre"]
    assert one.inventory.issuer(names[-1].zh) == names[-1]
    assert one.inventory.issuer("somewhere else").zh == "somewhere else"
    assert standard_looked(str(tmp_path / "none.sqlite"), folder, "nothing", ON) is None
