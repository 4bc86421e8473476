"""JJG 99-2022: what it is, its periods."""

from datetime import date

import pytest

from procedures.mass.jjg_99_2022 import JJG99
from procedures.mass.oiml_r_111_1_2004 import R111
from procedures.regulation import Stage
from procedures.validity.certificate import valid_until
from procedures.validity.laws import law
from tests.procedures.mass.weights_shared import plate


def test_what_the_edition_is() -> None:
    r = JJG99.regulation
    assert (r.id, r.jurisdiction, r.kind, r.validity_months) == ("JJG 99-2022", "CN", "weight", 12)
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.replaces) == ("2022-12-07", "2023-06-07", ("JJG 99-2006",))
    assert JJG99.stages() == (Stage.INITIAL, Stage.SUBSEQUENT, Stage.AFTER_REPAIR)
    statuses = {"dates": "secondary", "matrix": "unverified", "period": "unverified", "tables": "secondary"}
    assert {key: str(JJG99.facts.source(key).status) for key in statuses} == statuses
    shared = ("cycles", "buoyancy", "densities")
    assert r.sources == tuple(JJG99.facts.source(key) for key in (*statuses, *shared))
    keys = ("acceptance", "density", "magnetism", "standard", "environment", "appearance")
    assert {JJG99.facts.source(key).status for key in keys} == {"unverified"}
    assert JJG99.facts.source("mpe").status == "secondary"
    assert JJG99.facts.standards_demands(plate())["references"].ratio == 3


@pytest.mark.parametrize("accuracy", ["E1", "E2", "F1", "F2", "M1", "M1-2", "M2", "M2-3", "M3"])
def test_conditions_are_those_of_the_recommendation(accuracy: str) -> None:
    mine, other = (
        {c.quantity: (c.lower, c.upper, c.drift) for c in e.conditions(plate(**{"class": accuracy}))}
        for e in (JJG99, R111)
    )
    assert mine == other


def test_items_by_stage() -> None:
    stages = {i.key: i.stages for i in JJG99.items() if i.key in ("appearance", "magnetism", "mass")}
    assert set(stages.values()) == {frozenset((Stage.INITIAL, Stage.SUBSEQUENT, Stage.AFTER_REPAIR))}
    assert next(i for i in JJG99.items() if i.key == "appearance").gate


def test_periods_of_china_and_germany() -> None:
    day = date(2026, 11, 23)
    assert valid_until("CN", JJG99.validity_months(plate()), JJG99.validity_mode(plate()), day) == date(2027, 11, 22)
    for kind, months in (("weight", 12), ("balance", 12), ("pipette", 12), ("glassware", 36)):
        assert law("CN").period(kind, {}).months == months
    german = law("DE").period("weight", {})
    assert (german.months, german.next_months, german.source.status) == (48, 48, "verified")
    assert valid_until("DE", 48, german.mode, day) == date(2030, 12, 31)
