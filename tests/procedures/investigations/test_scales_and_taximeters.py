"""Simulated scales, taximeters and meters come to the class that their function or their fault calls for."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from drivers.simulation.people import SimulatedPeople
from procedures.findings import Finding, finding_of
from procedures.investigations.inv_517_2026 import error_of
from services.laboratory.example import write_example
from tests.procedures.conftest import Verified, verified
from tests.thorough import THOROUGH

pytestmark = pytest.mark.systems

SCALE, TAXIMETER, METER = "INV 539", "INV 517", "INV 596"
SHORTER = {
    SCALE: ('keys = ["1", "6", "8", "M1", "M2", "M3", "C"]', 'keys = ["6", "M1"]'),
    TAXIMETER: ("pairs = 6", "pairs = 4"),
    METER: ("pairs = 6", "pairs = 4"),
}
"""Subjects with fewer keys and rides than the example has, for the same answer in less time."""
CASES = [
    (SCALE, "PS-INV-0001", Finding.NONE, ""),
    (SCALE, "PS-INV-0002", Finding.REPRODUCED, "keypresses"),
    (SCALE, "PS-INV-0003", Finding.REPRODUCED, "radio"),
    (SCALE, "PS-INV-0004", Finding.NONE, ""),
    (SCALE, "PS-INV-0005", Finding.OPEN, "indication"),
    (SCALE, "PS-INV-0006", Finding.OPEN, "safety"),
    (SCALE, "PS-INV-0007", Finding.OPEN, "safety"),
    (SCALE, "PS-INV-0008", Finding.OPEN, "software"),
    (SCALE, "PS-INV-0009", Finding.OPEN, "prices"),
    (METER, "202617000001", Finding.NONE, ""),
    (METER, "202617000002", Finding.REPRODUCED, "field"),
    (METER, "202617000003", Finding.OPEN, "phases"),
    (METER, "202617000004", Finding.OPEN, "phases"),
    (METER, "202617000005", Finding.OPEN, "events"),
    (METER, "202617000006", Finding.OPEN, "events"),
    (METER, "202617000007", Finding.OPEN, "accounts"),
    (METER, "202617000008", Finding.OPEN, "phases"),
    (METER, "202617000009", Finding.OPEN, "firmware"),
    (TAXIMETER, "TX-INV-0001", Finding.NONE, ""),
    (TAXIMETER, "TX-INV-0002", Finding.REPRODUCED, "on_the_road"),
    (TAXIMETER, "TX-INV-0003", Finding.OPEN, "on_rollers"),
    (TAXIMETER, "TX-INV-0004", Finding.OPEN, "parameters"),
    (TAXIMETER, "TX-INV-0005", Finding.OPEN, "parameters"),
    (TAXIMETER, "TX-INV-0006", Finding.OPEN, "idle"),
    (TAXIMETER, "TX-INV-0007", Finding.OPEN, "flag"),
    (TAXIMETER, "TX-INV-0008", Finding.OPEN, "on_rollers"),
    (TAXIMETER, "TX-INV-0009", Finding.OPEN, "tyres"),
]
USUAL = {"PS-INV-0001", "PS-INV-0002", "PS-INV-0004", "TX-INV-0002", "202617000002"}


@cache
def laboratory(number: str, folder: Path) -> Path:
    """The example of an investigation."""
    place = folder / number.replace(" ", "")
    write_example(number, place)
    return place


def investigated(number: str, serial: str, folder: Path) -> Verified:
    """One simulated investigation."""
    place = laboratory(number, folder)
    (bench,) = (place / "benches").glob("*.toml")
    subject = place / f"subjects/{bench.stem}.toml"
    changed = place / f"subjects/{serial}.toml"
    changed.write_text(subject.read_text("utf-8").replace(f"{serial[:-1]}1", serial).replace(*SHORTER[number]), "utf-8")
    return verified(number, bench, changed, seed=5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples are written once."""
    return tmp_path_factory.mktemp("investigations")


@pytest.mark.parametrize(("number", "serial", "finding", "item"), [c for c in CASES if THOROUGH or c[1] in USUAL])
def test_the_class_of_each_sample(number: str, serial: str, finding: Finding, item: str, folder: Path) -> None:
    run = investigated(number, serial, folder)
    assert finding_of(run.outcome) == finding
    flagged = {i["key"] for i in run.bodies("item") if i["outcome"] not in {"conform", "not_applicable"}}
    assert (item in flagged) is bool(item)


def test_a_long_password_is_not_found_and_the_report_says_what_was_searched(folder: Path) -> None:
    run = investigated(SCALE, "PS-INV-0004", folder)
    said = str([e.body for e in run.events])
    assert "三键及以上的序列（口令）" in said
    assert "仅三键即有 8 种" in said
    assert "核对软件标识并检查芯片" in said
    assert "2 种均无变化" in said
    assert "4 种均无变化" in said


@pytest.mark.parametrize(
    ("serial", "finding", "seen"),
    [("PS-INV-0001", Finding.NONE, "否"), ("PS-INV-0006", Finding.OPEN, "塑料"), ("PS-INV-0007", Finding.OPEN, "是")],
)
def test_a_question_is_answered_in_either_language(
    serial: str, finding: Finding, seen: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, english = SimulatedPeople.read_text, {"铅": "lead", "塑料": "plastic", "否": "no", "是": "yes"}

    def answered(people: SimulatedPeople, name: str, at: str = "1") -> str:
        found = usual(people, name, at)
        return english.get(found, found)

    monkeypatch.setattr(SimulatedPeople, "read_text", answered)
    run = investigated(SCALE, serial, folder)
    assert finding_of(run.outcome) == finding
    assert seen in str([e.body for e in run.events if e.kind == "conclusion"])


def test_the_vector_of_the_taximeter() -> None:
    # shown 1000 m over 974 m: +2.67 %, beyond −4 % to +1 %
    assert round(error_of(Decimal(1000), Decimal(974)), 2) == Decimal("2.67")
