"""OIML R 76:2006: the table a second time, stages, every edge."""

from decimal import Decimal

import pytest

from procedures.mass.oiml_r_76_2006 import OIMLR76
from tests.procedures.mass.editions import Shop, check_edges, check_table, stages, statuses

OIML, facts = "OIML R 76", OIMLR76.facts
ITEMS = "appearance identification zero tare eccentricity weighing net repeatability overload price"


def test_the_edition() -> None:
    r = OIMLR76.regulation
    assert (r.id, r.jurisdiction, r.kind, r.replaces) == ("OIML R 76:2006", "OIML", "scale", ("OIML R 76:1992",))
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2006-01-01", "2006-01-01", 0)
    assert stages(OIMLR76) == dict.fromkeys(ITEMS.split(), "ISV")
    measured = {i.key for i in OIMLR76.items() if i.measured and i.key in facts.item_keys}
    assert set(ITEMS.split()) - measured == {"appearance", "identification", "overload"}
    assert [i.key for i in OIMLR76.items() if i.gate] == ["specification", "appearance"]
    assert r.sources == (facts.source("dates"), facts.source("matrix"))


def test_nothing_claims_to_be_verified() -> None:
    assert statuses(facts, "dates matrix air mpe in_service preload weights single") == {
        "unverified": "dates matrix air preload appearance identification price",
        "secondary": "mpe in_service weights single zero tare eccentricity weighing net repeatability overload",
    }


def test_figures_a_second_time() -> None:
    check_table(facts)
    assert facts.table("factor").rows == {"in-service": (2,)}
    t = {c.quantity: c for c in OIMLR76.conditions(None)}["temperature"]
    assert (t.lower, t.upper, t.drift) == (-10, 40, 5)


@pytest.mark.parametrize(("stage", "factor"), [("initial", 1), ("subsequent", 1), ("in-service", 2)])
def test_every_edge(shop: Shop, stage: str, factor: int) -> None:
    check_edges(shop, OIML, stage, factor)


def test_the_pedigree_of_a_doubled_limit(shop: Shop) -> None:
    """In service the clause of the factor stands beside that of the table."""
    clauses = [shop(OIML, stage=s).of("weighing")["up/15000g"]["decision"]["clause"] for s in ("initial", "in-service")]
    assert ["3.5.2" in clause for clause in clauses] == [False, True]
    assert all("3.5.1" in clause for clause in clauses)


@pytest.mark.parametrize("check", ["nameplate", "seal", "level"])
def test_the_examination_comes_first(shop: Shop, check: str) -> None:
    assert shop(OIML, {f"appearance/{check}": "not_conform"}).outcomes["zero"] == "incomplete"


def test_setting_to_a_quarter_of_e(shop: Shop) -> None:
    for item in ("zero", "tare"):
        (found,) = shop(OIML).of(item).values()
        assert [Decimal(x) for x in found["decision"]["limit"]] == [Decimal("-1.25"), Decimal("1.25")]


@pytest.mark.parametrize(("fields", "missing"), [
    ({"tare_maximum": None}, {"tare", "net"}), ({"price_computing": "false"}, {"price"}),
    ({"software": None, "seals": None}, {"identification"}),
])  # fmt: skip
def test_devices_that_are_not_there(shop: Shop, fields: dict[str, str | None], missing: set[str]) -> None:
    assert set(facts.item_keys) - set(shop(OIML, **fields).outcomes) == missing
