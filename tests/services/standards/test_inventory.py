"""What stands, what hangs on what: one certificate taken away turns exactly what hangs on it."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registers.book import Book
from registers.capabilities import DEMANDS, Demand
from registers.change import Change
from registers.measurement_standards import (
    CERTIFICATES,
    INSTITUTES,
    STANDARDS,
    Institute,
    MeasurementStandard,
    StandardCertificate,
    as_certificate,
)
from services.standards.coverage import coverage
from services.standards.graph_picture import graph_svg
from services.standards.inventory import Inventory, held

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 11, 23)
QUANTITY = {"unit": "MPa", "ranges": [{"lower": "0", "upper": "10", "expanded_uncertainty": "0.01"}]}
TREE = {"A": "NMI", "B": "A", "C": "A", "D": "B", "E": "D", "X": "Y", "Y": "X", "Z": "", "W": "nobody"}
"""Identity to what it is traceable to: three whole branches, a circle, a loose end, an unknown one."""


def certificate(standard: str, **fields: Any) -> StandardCertificate:
    given: dict[str, Any] = {
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
        "quantities": (QUANTITY,),
    }
    return StandardCertificate(**{"standard": standard, "number": f"N-{standard}", "issuer": "NMI", **given, **fields})


def fill(change: Change) -> None:
    change.add(INSTITUTES, Institute(name="院"), "NMI")
    for key, above in TREE.items():
        change.add(STANDARDS, MeasurementStandard(name=key, model="m", serial="s", traceable_to=above), key)
        change.add(CERTIFICATES, certificate(key), f"{key}/N-{key}")


@pytest.fixture
def tree(book: Book, change: Work) -> Book:
    change(fill)
    return book


def test_whole_chains(tree: Book) -> None:
    inventory = Inventory(tree, DAY)
    assert [s.key for s in inventory.traceable()] == ["A", "B", "C", "D", "E"]
    assert {k: inventory.broken(k) for k in "XYZW"} == {"X": "Y", "Y": "X", "Z": "Z", "W": "nobody"}


@pytest.mark.parametrize(("gone", "falls"), [("N-B", "BDE"), ("N-A", "ABCDE"), ("N-E", "E"), ("N-C", "C"), ("N-X", "")])
def test_a_certificate_taken_away_turns_exactly_what_hangs_on_it(tree: Book, gone: str, falls: str) -> None:
    before = {s.key for s in Inventory(tree, DAY).traceable()}
    after = {s.key for s in Inventory(tree, DAY, without=[gone]).traceable()}
    assert before - after == set(falls)


def test_an_institute_whose_authorisation_ended_carries_nothing(tree: Book, change: Work) -> None:
    change(lambda c: c.edit(INSTITUTES, "NMI", valid_until=DAY - timedelta(days=1)))
    assert not list(Inventory(tree, DAY).traceable())
    change(lambda c: c.edit(INSTITUTES, "NMI", valid_until=DAY))
    assert len(list(Inventory(tree, DAY).traceable())) == 5


STANDINGS = [
    ({}, {}, "usable"),
    ({"state": "suspended", "state_reason": "x"}, {}, "suspended"),
    ({"state": "scrapped", "state_reason": "x"}, {"recalled": "x"}, "scrapped"),
    ({}, {"recalled": "x"}, "recalled"),
    ({}, {"valid_until": DAY}, "due"),
    ({}, {"valid_until": DAY + timedelta(days=29)}, "due"),
    ({}, {"valid_until": DAY + timedelta(days=30)}, "usable"),
    ({"lead_days": 60}, {"valid_until": DAY + timedelta(days=59)}, "due"),
    ({}, {"valid_until": DAY - timedelta(days=1)}, "expired"),
    ({}, {"valid_from": DAY + timedelta(days=1)}, "not-yet"),
]


@pytest.mark.parametrize(("standard", "fields", "standing"), STANDINGS)
def test_standing(tree: Book, change: Work, standard: dict[str, Any], fields: dict[str, Any], standing: str) -> None:
    change(lambda c: (c.edit(STANDARDS, "A", **standard), c.edit(CERTIFICATES, "A/N-A", **fields)))
    assert Inventory(tree, DAY).standards["A"].standing == standing


def test_no_certificate() -> None:
    found = held("A", MeasurementStandard(name="a", model="m", serial="s"), [], DAY)
    assert (found.standing, found.days, found.usable) == ("uncertified", None, False)


def demand(**fields: Any) -> Demand:
    given: dict[str, Any] = {
        "quantity": "pressure",
        "unit": "kPa",
        "lower": 0,
        "upper": 10_000,
        "limit": 30,
        "division": "530102",
    }
    return Demand(**{**given, **fields})


def test_coverage_names_gaps_and_what_nearly_serves(tree: Book, change: Work) -> None:
    cells = [
        demand(instruments=7),
        demand(limit=29, instruments=2),
        demand(upper=10_001),
        demand(unit="°C", upper=5, instruments=1),
    ]
    change(lambda c: [c.add(DEMANDS, d) for d in cells])
    found = coverage(tree, Inventory(tree, DAY))
    assert [c.covered for c in found.cells] == [True, False, False, False]
    assert found.cells[0].standards == ("A", "B", "C", "D", "E")
    assert dict(found.cells[0].nearly) == {"X": "Y", "Y": "X", "Z": "Z", "W": "nobody"}
    assert {why for _, why in found.cells[1].nearly} == {"U"}
    assert (found.rate, found.weighted) == (Fraction(1, 4), Fraction(7, 10))
    gone = Inventory(tree, DAY, without=[f"N-{k}" for k in "ABCDE"])
    assert not coverage(tree, gone).cells[0].covered
    assert not coverage(tree, Inventory(tree, DAY), division="11").cells


@pytest.mark.parametrize(("middle", "covered"), [("0.03", True), ("0.0301", False)])
def test_an_uncertainty_that_is_largest_inside_the_cell_counts(
    tree: Book, change: Work, middle: str, covered: bool
) -> None:
    table = {"table": [["0", "0.01"], ["5", middle], ["10", "0.01"]]}
    quantity = {"unit": "MPa", "ranges": [{"lower": "0", "upper": "10", "expanded_uncertainty": table}]}
    change(
        lambda c: (
            c.add(DEMANDS, demand(limit=90)),
            *(c.edit(CERTIFICATES, f"{k}/N-{k}", quantities=(quantity,)) for k in TREE),
        )
    )
    assert coverage(tree, Inventory(tree, DAY)).cells[0].covered is covered


@pytest.mark.parametrize(("second", "covered"), [("4", True), ("4.5", False)])
def test_ranges_that_do_not_join_do_not_cover(tree: Book, change: Work, second: str, covered: bool) -> None:
    ranges = [{"lower": a, "upper": b, "expanded_uncertainty": "0.01"} for a, b in (("0", "4"), (second, "10"))]
    quantity = {"unit": "MPa", "ranges": ranges}
    change(
        lambda c: (
            c.add(DEMANDS, demand(limit=90)),
            *(c.edit(CERTIFICATES, f"{k}/N-{k}", quantities=(quantity,)) for k in TREE),
        )
    )
    assert coverage(tree, Inventory(tree, DAY)).cells[0].covered is covered


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_shows_every_standard_once(tree: Book, language: str) -> None:
    picture = graph_svg(Inventory(tree, DAY, without=["N-B"]), language)
    assert all(picture.count(f">{key}  {key}<") == 1 for key in TREE)
    assert picture.count("stroke-dasharray") == len("BDEXYW")


@settings(max_examples=30)
@given(st.lists(st.integers(0, 7), min_size=8, max_size=8), st.integers(0, 7))
def test_of_any_tree_exactly_the_descendants_fall(above: list[int], gone: int) -> None:
    names = [f"S{n}" for n in range(8)]
    up = {f"S{n}": (f"S{a}" if a < n else "NMI") for n, a in enumerate(above)}
    inventory = object.__new__(Inventory)
    inventory.on, inventory.institutes = DAY, {"NMI": Institute(name="院")}

    def standards(left_out: str) -> dict[str, Any]:
        rows = {k: MeasurementStandard(name=k, model="m", serial="s", traceable_to=up[k]) for k in names}
        return {k: held(k, r, [] if k == left_out else [as_certificate(certificate(k))], DAY) for k, r in rows.items()}

    def below(key: str) -> bool:
        return key == f"S{gone}" or (up[key] != "NMI" and below(up[key]))

    inventory.standards = standards(f"S{gone}")
    assert {k for k in names if inventory.broken(k)} == {k for k in names if below(k)}
