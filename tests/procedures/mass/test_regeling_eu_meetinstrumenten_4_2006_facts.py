"""BWBR0020566, article 4: scales in use in the Netherlands, twice the limits; which classes may be used for what."""

import pytest

from procedures.mass.regeling_eu_meetinstrumenten_4_2006 import ScalesNL
from tests.procedures.mass.editions import Shop, check_edges, check_table, stages, statuses

NL, facts = "Regeling EU-meetinstrumenten art. 4", ScalesNL.facts
ITEMS = (
    "appearance state identification zero tare eccentricity weighing net repeatability discrimination overload price"
)
#: Articles 18 and 19.
CLASSES = {
    "general": "I II III", "precious": "I II", "parcels": "I II III IIII", "public-transport": "I II III IIII",
    "mortar": "I II III IIII", "waste": "I II III IIII", "fishery": "I II III IIII",
}  # fmt: skip
#: Max, Min and e of a scale of each class.
PLATES = {
    "I": ("200 g", "100 mg", "1 mg"), "II": ("3 kg", "5 g", "0.1 g"), "III": ("15 kg", "100 g", "5 g"),
    "IIII": ("3 kg", "50 g", "5 g"),
}  # fmt: skip


def test_the_edition() -> None:
    r = ScalesNL.regulation
    assert (r.id, r.jurisdiction, r.kind) == ("Regeling EU-meetinstrumenten art. 4/2006", "NL", "scale")
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2006-11-23", "2006-11-23", 0)
    assert stages(ScalesNL) == dict.fromkeys(ITEMS.split(), "V")
    measured = {i.key for i in ScalesNL.items() if i.measured and i.key in facts.item_keys}
    assert set(ITEMS.split()) - measured == {"appearance", "state", "identification", "overload"}
    assert [i.key for i in ScalesNL.items() if i.gate] == ["specification", "appearance"]
    assert r.sources == (facts.source("dates"), facts.source("directive"))


def test_what_was_read_in_the_text() -> None:
    named = "dates directive in_use classes tests mpe rated setting single sensitive beyond price preload weights"
    assert statuses(facts, named) == {
        "unverified": "dates preload",
        "verified": "directive classes state",
        "secondary": "in_use tests mpe rated setting single sensitive beyond price weights appearance identification"
        " zero tare eccentricity weighing net repeatability discrimination overload",
    }


def test_figures_a_second_time() -> None:
    check_table(facts)
    assert facts.table("factor").rows == {"in-service": (2,)}
    assert {use: " ".join(facts.table("classes").texts(use)) for use in facts.table("classes").rows} == CLASSES
    t = {c.quantity: c for c in ScalesNL.conditions(None)}["temperature"]
    assert (t.lower, t.upper, t.drift) == (-10, 40, None)


def test_every_edge(shop: Shop) -> None:
    check_edges(shop, NL, "in-service", 2)


@pytest.mark.parametrize("use", CLASSES)
@pytest.mark.parametrize("accuracy", PLATES)
def test_the_class_for_a_use(shop: Shop, use: str, accuracy: str) -> None:
    top, least, e = PLATES[accuracy]
    fields = {"class": accuracy, "max": top, "min": least, "e": e, "d": e, "tare_maximum": top, "use": use}
    given = {key: f'"{value}"' for key, value in fields.items()}
    judged = shop(NL, price_computing="false", **given).of("specification")
    failed = [key for key, b in judged.items() if b["outcome"] != "conform"]
    assert failed == ([] if accuracy in CLASSES[use].split() else ["class_of_use"])


@pytest.mark.parametrize("check", ["maintained", "installed", "purpose"])
def test_where_it_is_used(shop: Shop, check: str) -> None:
    assert shop(NL, {f"state/{check}": "not_conform"}, in_place="true").verdict["failed"] == ["state"]
    assert "state" not in shop(NL).outcomes


@pytest.mark.parametrize("check", ["nameplate", "seal", "level"])
def test_the_examination_comes_first(shop: Shop, check: str) -> None:
    assert shop(NL, {f"appearance/{check}": "not_conform"}).outcomes["zero"] == "incomplete"


@pytest.mark.parametrize(("fields", "missing"), [
    ({"tare_maximum": None}, {"tare", "net"}), ({"price_computing": "false"}, {"price"}),
    ({"software": None, "seals": None}, {"identification"}),
])  # fmt: skip
def test_devices_that_are_not_there(shop: Shop, fields: dict[str, str | None], missing: set[str]) -> None:
    assert set(facts.item_keys) - set(shop(NL, **fields).outcomes) == missing | {"state"}
