"""MessEV § 22: verification by the limits of a new scale, in use twice these; the period by use, place and Max."""

from datetime import date

import pytest

from metrology.validity import Mode
from procedures.mass.messev_22_1_2014 import GermanScale, MessEV22
from procedures.validity import valid_until
from tests.procedures.mass.editions import Shop, check_edges, check_table, stages, statuses

DE, facts = "MessEV § 22 Abs. 1", MessEV22.facts
ITEMS = "appearance identification zero tare eccentricity weighing net repeatability discrimination overload price"


def test_the_edition() -> None:
    r = MessEV22.regulation
    assert (r.id, r.jurisdiction, r.kind) == ("MessEV § 22 Abs. 1:2014", "DE", "scale")
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2014-12-11", "2015-01-01", 48)
    assert stages(MessEV22) == dict.fromkeys(ITEMS.split(), "ARSV")
    measured = {i.key for i in MessEV22.items() if i.measured and i.key in facts.item_keys}
    assert set(ITEMS.split()) - measured == {"appearance", "identification", "overload"}
    assert [i.key for i in MessEV22.items() if i.gate] == ["specification", "appearance"]
    assert r.sources == tuple(facts.source(key) for key in ("dates", "stages", "period"))


def test_what_was_read_in_the_text() -> None:
    named = "dates stages period in_use tests mpe rated setting single sensitive beyond price preload weights"
    assert statuses(facts, named) == {
        "verified": "stages period in_use appearance identification",
        "secondary": "dates tests mpe rated setting single sensitive beyond price weights zero tare eccentricity"
        " weighing net repeatability discrimination overload",
        "unverified": "preload",
    }


def test_figures_a_second_time() -> None:
    check_table(facts)
    assert facts.table("factor").rows == {"in-service": (2,), "after-repair": (2,), "arbitration": (2,)}
    t = {c.quantity: c for c in MessEV22.conditions(None)}["temperature"]
    assert (t.lower, t.upper, t.drift) == (-10, 40, None)


@pytest.mark.parametrize(
    ("stage", "factor"), [("subsequent", 1), ("in-service", 2), ("after-repair", 2), ("arbitration", 2)]
)
def test_every_edge(shop: Shop, stage: str, factor: int) -> None:
    check_edges(shop, DE, stage, factor)


def plate(**fields: str) -> GermanScale:
    return GermanScale.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "III",
        "max": "15 kg", "min": "100 g", "e": "5 g", **fields,
    })  # fmt: skip


@pytest.mark.parametrize(("fields", "months"), [
    ({}, 24), ({"max": "2999 kg", "e": "1 kg", "min": "20 kg"}, 24),
    ({"max": "3000 kg", "e": "1 kg", "min": "20 kg"}, 36),
    ({"max": "3 t", "e": "1 kg", "min": "20 kg", "use": "building-material"}, 24),
    ({"use": "persons", "place": "hospital"}, 48), ({"use": "persons"}, 0), ({"use": "babies"}, 48),
    ({"use": "beds"}, 24),
    ({"use": "beds", "place": "hospital"}, 24), ({"use": "fine"}, 24), ({"use": "other"}, 24),
    ({"use": "livestock", "place": "farm"}, 48), ({"use": "livestock"}, 24),
    ({"use": "livestock", "place": "farm", "max": "3 t", "e": "1 kg", "min": "20 kg"}, 36),
    ({"use": "liquefied-gas"}, 48), ({"use": "liquefied-gas", "max": "3 t", "e": "1 kg", "min": "20 kg"}, 36),
])  # fmt: skip
def test_the_period(fields: dict[str, str], months: int) -> None:
    """Annex 7 no. 2.2 with the general two years; unlimited for person scales outside hospitals."""
    assert MessEV22.validity_months(plate(**fields)) == months


@pytest.mark.parametrize(("months", "until"), [(24, "2028-12-31"), (36, "2029-12-31"), (48, "2030-12-31")])
def test_to_the_end_of_the_year(months: int, until: str) -> None:
    assert str(valid_until("DE", months, Mode.PERIODIC, date(2026, 3, 2))) == until


@pytest.mark.parametrize("check", ["nameplate", "seal", "level"])
def test_the_examination_comes_first(shop: Shop, check: str) -> None:
    assert shop(DE, {f"appearance/{check}": "not_conform"}).outcomes["zero"] == "incomplete"


@pytest.mark.parametrize(("fields", "missing"), [
    ({"tare_maximum": None}, {"tare", "net"}), ({"price_computing": "false"}, {"price"}),
    ({"software": None, "seals": None}, {"identification"}),
])  # fmt: skip
def test_devices_that_are_not_there(shop: Shop, fields: dict[str, str | None], missing: set[str]) -> None:
    assert set(facts.item_keys) - set(shop(DE, **fields).outcomes) == missing
