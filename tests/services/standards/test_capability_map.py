"""The capability map: closing an institute makes exactly its own cells gaps; regions, units, two ranges, days."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from registers.capabilities import DEMANDS, Demand
from registers.change import Change
from registers.errors import RegistersError
from registers.exchange.tables import rows_of
from registers.measurement_standards import CERTIFICATES, INSTITUTES, STANDARDS, Institute, MeasurementStandard
from registers.organisations import DIVISIONS, ORGANISATIONS, Division, Organisation
from services.register.book import changing
from services.standards.capability_map import CapabilityMap, capability_map
from services.standards.map_picture import map_svg
from services.standards.map_table import write_map
from tests.services.standards.test_inventory import certificate

DAY = date(2026, 11, 23)
Make = Callable[[Callable[[Change], Any]], str]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    url = str(tmp_path / "map.sqlite")

    def of(work: Callable[[Change], Any]) -> str:
        changing(url, "V001", "test", work)
        return url

    return of


def standard(
    change: Change, key: str, owner: str, division: str, *ranges: tuple[str, str], unit: str = "MPa", u: str = "0.001",
    above: str = "NMI", **fields: Any,
) -> None:  # fmt: skip
    stated = [{"lower": low, "upper": high, "expanded_uncertainty": u} for low, high in ranges or [("0", "10")]]
    row = MeasurementStandard(
        name=key, model="m", serial=key, organisation=owner, division=division, traceable_to=above, **fields
    )
    change.add(STANDARDS, row, key)
    change.add(CERTIFICATES, certificate(key, quantities=({"unit": unit, "ranges": stated},)), f"{key}/N-{key}")


def demand(
    change: Change, upper: str, division: str, *, lower: str = "0", unit: str = "MPa", limit: str = "0.1"
) -> str:
    row = Demand(quantity="压力", unit=unit, lower=Decimal(lower), upper=Decimal(upper), limit=Decimal(limit),
                 division=division, instruments=10)  # fmt: skip
    return change.add(DEMANDS, row)


def fill(change: Change) -> None:
    change.add(INSTITUTES, Institute(name="国家院"), "NMI")
    change.add(DIVISIONS, Division(name="甲州", name_en="Jia"), "5301")
    for key, division in (("P", "5301"), ("A", "5303"), ("B", "5304")):
        change.add(ORGANISATIONS, Organisation(name=key, division=division), key)
    standard(change, "TOP", "P", "5301", ("0", "1"))
    standard(change, "A1", "A", "5303", ("0", "6000"), unit="kPa", u="1", above="TOP")  # 6 MPa
    standard(change, "B1", "B", "5304", ("0", "2"), ("2", "10"), above="TOP")  # two ranges that join
    standard(change, "B2", "B", "5304", ("0", "20"), ("30", "60"), above="TOP")  # two that do not
    demand(change, "6", "530301")  # D000001: A and B
    demand(change, "10", "530301")  # D000002: B only
    demand(change, "40", "530401")  # D000003: nobody: 20 to 30 MPa is missing
    demand(change, "6000", "530401", lower="5500", unit="kPa", limit="4")  # D000004: A and B, in kPa
    demand(change, "6", "530101", limit="0.0031")  # D000005: A and B, U is 0.001 of 0.0031
    demand(change, "6", "530101", limit="0.0029")  # D000006: nobody is good enough


def gaps(found: CapabilityMap) -> set[str]:
    return {cell.key for cell in found.coverage.gaps}


def test_units_ranges_and_limits(make: Make) -> None:
    found = capability_map(make(fill), DAY)
    serving = {c.key: c.standards for c in found.coverage.cells}
    assert serving == {
        "D000001": ("A1", "B1", "B2"), "D000002": ("B1", "B2"), "D000003": (), "D000004": ("A1", "B1", "B2"),
        "D000005": ("A1", "B1", "B2"), "D000006": (),
    }  # fmt: skip
    assert {b.key: (b.standards, b.usable, len(b.cells), b.unique, b.alone, b.below) for b in found.bodies} == {
        "A": (1, 1, 3, (), 1, 0), "B": (2, 2, 4, ("D000002",), 1, 0), "P": (1, 1, 0, (), 0, 3),
    }  # fmt: skip
    assert found.regions["5301"].en == "Jia"
    document = {r["code"]: (r["covered"], r["cells"], r["local"], r["weighted"]) for r in found.document()["regions"]}
    assert document == {"5301": (1, 2, 0, "50.00 %"), "5303": (2, 2, 1, "100.00 %"), "5304": (1, 2, 1, "50.00 %")}


def test_two_institutes_of_a_region_are_not_alone_in_it(make: Make) -> None:
    make(fill)
    url = make(lambda change: change.add(ORGANISATIONS, Organisation(name="C", division="5303"), "C"))
    make(lambda change: standard(change, "C1", "C", "530302", above="TOP"))
    alone = {b.key: (b.alone, b.unique) for b in capability_map(url, DAY).bodies}
    assert alone == {"A": (0, ()), "B": (1, ()), "C": (1, ()), "P": (0, ())}  # C alone has D000002 in its region


@pytest.mark.parametrize("seed", range(4))
def test_without_an_institute_exactly_its_own_cells_are_gaps(make: Make, seed: int) -> None:
    random = Random(seed)  # noqa: S311

    def work(change: Change) -> None:
        change.add(INSTITUTES, Institute(name="国家院"), "NMI")
        for n in range(14):
            above = "NMI" if n < 3 else f"S{random.randrange(n)}"
            standard(
                change,
                f"S{n}",
                f"J{random.randrange(5)}" if n else "J0",
                "",
                ("0", str(random.randrange(2, 14))),
                above=above,
            )
        for _ in range(24):
            demand(change, str(random.randrange(1, 15)), "530101")

    def owners(change: Change) -> None:
        for n in range(5):
            change.add(ORGANISATIONS, Organisation(name=f"J{n}"), f"J{n}")
        work(change)

    url = make(owners)
    before = capability_map(url, DAY)
    for body in before.bodies:
        after = capability_map(url, DAY, without=[body.key])
        assert gaps(after) - gaps(before) == set(body.unique)
        assert gaps(after) >= gaps(before)
    every = [b.key for b in before.bodies]
    assert len(gaps(capability_map(url, DAY, without=every))) == 24


def test_an_institute_that_closes_serves_nobody_from_that_day(make: Make) -> None:
    make(fill)
    url = make(lambda change: change.edit(ORGANISATIONS, "B", closed=date(2026, 11, 23)))
    assert "D000002" not in gaps(capability_map(url, date(2026, 11, 22)))
    on = capability_map(url, date(2026, 11, 23))
    assert "D000002" in gaps(on)
    assert dict(on.coverage.cells[1].nearly) == {"B1": "closed", "B2": "closed"}
    assert [b.closed for b in on.bodies] == [False, True, False]


def test_a_closed_institute_stays_a_link_but_not_without_its_certificate(make: Make) -> None:
    url = make(fill)
    assert gaps(capability_map(url, DAY, without=["P"])) == gaps(capability_map(url, DAY))
    gone = capability_map(url, DAY, certificates=["N-TOP"])
    assert len(gaps(gone)) == 6  # every cell below it turns red
    assert dict(gone.coverage.cells[0].nearly) == {"A1": "TOP", "B1": "TOP", "B2": "TOP"}


def test_what_is_suspended_over_or_in_a_circle_serves_nobody(make: Make) -> None:
    make(fill)
    url = make(lambda change: change.edit(STANDARDS, "A1", state="suspended", state_reason="damaged"))
    make(lambda change: change.edit(STANDARDS, "B1", traceable_to="B2"))
    make(lambda change: change.edit(STANDARDS, "B2", traceable_to="B1"))
    assert len(gaps(capability_map(url, DAY))) == 6
    assert len(gaps(capability_map(url, date(2027, 1, 1)))) == 6


def test_as_the_registers_were(make: Make) -> None:
    make(fill)
    url = make(lambda change: change.remove(STANDARDS, "B1"))
    assert len(capability_map(url, DAY).bodies) == 3
    assert capability_map(url, DAY, as_of=date(2020, 1, 1)).coverage.rate is None


@pytest.mark.parametrize("wrong", [{"without": ["NOBODY"]}, {"digits": 3}])
def test_what_is_refused(make: Make, wrong: dict[str, Any]) -> None:
    with pytest.raises(RegistersError):
        capability_map(make(fill), DAY, **wrong)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_picture_and_table(make: Make, tmp_path: Path, language: str) -> None:
    found = capability_map(make(fill), DAY)
    drawn = map_svg(found, language)
    assert (drawn.count("✗ 1/2"), drawn.count("✓ 2/2")) == (4, 0)
    assert ("甲州" in drawn) is (language == "zh")
    assert ("压力" in drawn, "Pressure" in drawn) == (language == "zh", language == "en")
    path = tmp_path / "map.xlsx"
    assert write_map(found, path, language) == 6
    rows = list(rows_of(path))
    assert rows[2][1][11:13] == ["B1; B2", "B"]
