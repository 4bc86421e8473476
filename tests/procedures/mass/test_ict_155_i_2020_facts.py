"""Orden ICT/155/2020 I: the table a second time, every edge, zero, tare, limit of indication."""

from decimal import Decimal

import pytest

from procedures.mass.ict_155_i_2020 import ICT155I
from procedures.regulation import Stage
from tests.procedures.mass.editions import Shop, check_edges, check_table, stages, statuses
from tests.procedures.mass.judging import reading

ES, facts = "ICT/155/2020 I", ICT155I.facts
ITEMS = "appearance identification zero tare eccentricity weighing net repeatability discrimination overload price"


def test_the_edition() -> None:
    r = ICT155I.regulation
    assert (r.id, r.jurisdiction, r.kind, r.replaces) == ("ICT/155/2020 I:2020", "ES", "scale", ())
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2020-02-07", "2020-10-24", 24)
    assert ICT155I.stages() == (Stage.SUBSEQUENT, Stage.AFTER_REPAIR)
    assert stages(ICT155I) == dict.fromkeys(ITEMS.split(), "RS")
    measured = {i.key for i in ICT155I.items() if i.measured and i.key in facts.item_keys}
    assert set(ITEMS.split()) - measured == {"appearance", "identification", "overload"}
    assert [i.key for i in ICT155I.items() if i.gate] == ["specification", "appearance"]
    assert r.sources == tuple(facts.source(key) for key in ("dates", "period", "tests"))


def test_what_was_read_in_the_text() -> None:
    assert statuses(facts, "dates period tests rated mpe preload weights single price") == {
        "verified": "period rated mpe single price appearance identification zero tare eccentricity weighing net"
        " repeatability overload",
        "secondary": "dates tests weights discrimination",
        "unverified": "preload",
    }


def test_figures_a_second_time() -> None:
    """Anexo I, apéndice I, tabla 1: the limits of a scale in service."""
    check_table(facts, ("1.0", "2.0", "3.0"))
    assert facts.table("factor").rows == {}
    by_name = {c.quantity: c for c in ICT155I.conditions(None)}
    assert (by_name["temperature"].lower, by_name["temperature"].upper) == (-10, 40)
    assert by_name["temperature"].drift is None


@pytest.mark.parametrize("stage", ["subsequent", "after-repair"])
def test_every_edge(shop: Shop, stage: str) -> None:
    check_edges(shop, ES, stage, 2)


@pytest.mark.parametrize(("fields", "most"), [
    ({}, "1.25"), ({"mechanical": "true"}, "2.5"),
    ({"ranges": '[{ max = "6 kg", e = "2 g" }, { max = "15 kg", e = "5 g" }]', "e": '"2 g"', "d": None,
      "min": '"40 g"', "tare_maximum": '"5 kg"'}, "0.5"),
])  # fmt: skip
def test_tare_to_a_quarter_of_e_or_half_of_d(shop: Shop, fields: dict[str, str | None], most: str) -> None:
    """Electronic instruments ±0.25 e, of several intervals ±0.25 e1; mechanical ones with digital indication ±0.5 d."""
    (found,) = shop(ES, **fields).of("tare").values()
    assert [Decimal(x) for x in found["decision"]["limit"]] == [-Decimal(most), Decimal(most)]


@pytest.mark.parametrize(("E", "outcome"), [("1.25", "conform"), ("-1.26", "not_conform"), ("1.26", "not_conform")])
@pytest.mark.parametrize("mechanical", ["true", "false"])
def test_zero_to_a_quarter_of_e(shop: Shop, E: str, outcome: str, mechanical: str) -> None:
    assert shop(ES, reading("zero/50g", "50", E), mechanical=mechanical).outcomes["zero"] == outcome


@pytest.mark.parametrize(("E", "outcome"), [("2.5", "conform"), ("2.6", "not_conform"), ("-2.6", "not_conform")])
def test_a_mechanical_tare(shop: Shop, E: str, outcome: str) -> None:
    assert shop(ES, reading("tare/50g", "50", E), mechanical="true").outcomes["tare"] == outcome


@pytest.mark.parametrize(("errors", "outcome"), [
    ("0 8 -7", "conform"), ("0 8 -7.1", "not_conform"), ("15 14 13", "conform"), ("15.1 14 13", "not_conform"),
])  # fmt: skip
def test_repeatability_within_the_limit_of_the_load(shop: Shop, errors: str, outcome: str) -> None:
    given: dict[str, str] = {}
    for n, E in enumerate(errors.split(), 1):
        given |= reading(f"repeatability/12000g/{n}", "12000", E)
    assert shop(ES, given).outcomes["repeatability"] == outcome


def test_a_weight_beyond_max_and_nine_intervals(shop: Shop) -> None:
    for found, outcome in (("conform", "conform"), ("not_conform", "not_conform")):
        judged = shop(ES, {"overload/15050g/no_indication": found})
        assert judged.outcomes["overload"] == outcome
        assert judged.verdict["outcome"] == outcome


@pytest.mark.parametrize("check", ["nameplate", "seal", "level"])
def test_the_examination_comes_first(shop: Shop, check: str) -> None:
    judged = shop(ES, {f"appearance/{check}": "not_conform"})
    assert (judged.outcomes["appearance"], judged.outcomes["weighing"]) == ("not_conform", "incomplete")


def test_the_price_is_in_euros(shop: Shop) -> None:
    judged = shop(ES, {"price/9.99EUR_per_kg/price": "49.97"})
    assert judged.outcomes["price"] == "not_conform"
    assert judged.of("price")["9.99EUR_per_kg"]["decision"]["unit"] == "€"


@pytest.mark.parametrize(("fields", "missing"), [
    ({"tare_maximum": None}, {"tare", "net"}), ({"price_computing": "false"}, {"price"}),
    ({"software": None, "seals": None}, {"identification"}),
])  # fmt: skip
def test_devices_that_are_not_there(shop: Shop, fields: dict[str, str | None], missing: set[str]) -> None:
    assert set(facts.item_keys) - set(shop(ES, **fields).outcomes) == missing
