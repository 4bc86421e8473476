"""OIML R 111-1:2004: its tables a second time."""

from decimal import Decimal

import pytest

from procedures.mass.oiml_r_111_1_2004 import R111
from procedures.regulation import Stage
from tests.procedures.mass.weights_shared import plate

D = Decimal


#: Table 1 by class, in mg: from 1 mg to the largest nominal value of the class.
NUMBERS = {"mg": "1 2 5 10 20 50 100 200 500", "g": "1 2 5 10 20 50 100 200 500",
           "kg": "1 2 5 10 20 50 100 200 500 1000 2000 5000"}  # fmt: skip
MASSES = [f"{number} {unit}" for unit, numbers in NUMBERS.items() for number in numbers.split()]
TABLE = {
    "E1": ("1 mg", """.003 .003 .003 .003 .003 .004 .005 .006 .008 .010 .012 .016 .020 .025 .03 .05 .10 .25 .5 1 2.5 5
           10 25"""),
    "E2": ("1 mg", """.006 .006 .006 .008 .010 .012 .016 .020 .025 .03 .04 .05 .06 .08 .10 .16 .3 .8 1.6 3 8 16 30 80
           160 300 800 1600"""),
    "F1": ("1 mg", """.02 .02 .02 .025 .03 .04 .05 .06 .08 .10 .12 .16 .20 .25 .3 .5 1 2.5 5 10 25 50 100 250 500
           1000 2500 5000 10000 25000"""),
    "F2": ("1 mg", """.06 .06 .06 .08 .10 .12 .16 .20 .25 .3 .4 .5 .6 .8 1 1.6 3 8 16 30 80 160 300 800 1600 3000
           8000 16000 30000 80000"""),
    "M1": ("1 mg", """.2 .2 .2 .25 .3 .4 .5 .6 .8 1 1.2 1.6 2 2.5 3 5 10 25 50 100 250 500 1000 2500 5000 10000 25000
           50000 100000 250000"""),
    "M1-2": ("50 kg", "5000 10000 20000 50000 100000 200000 500000"),
    "M2": ("100 mg", """1.6 2 2.5 3 4 5 6 8 10 16 30 80 160 300 800 1600 3000 8000 16000 30000 80000 160000 300000
           800000"""),
    "M2-3": ("50 kg", "16000 30000 60000 160000 300000 600000 1600000"),
    "M3": ("1 g", """10 12 16 20 25 30 50 100 250 500 1000 2500 5000 10000 25000 50000 100000 250000 500000 1000000
           2500000"""),
}  # fmt: skip


@pytest.mark.parametrize("accuracy", TABLE)
def test_limits_of_each_class(accuracy: str) -> None:
    table, (first, limits) = R111.facts.table("mpe"), TABLE[accuracy]
    at = table.columns.index(accuracy)
    found = {m: table.texts(m)[at] for m in MASSES}
    begin = MASSES.index(first)
    expected = dict(zip(MASSES[begin:], map(D, limits.split()), strict=False))
    assert {m: D(text) for m, text in found.items() if text} == expected
    assert set(table.rows) == set(MASSES)


def test_figures_a_second_time() -> None:
    facts = R111.facts
    polarisation = {"E1": D("2.5"), "E2": 8, "F1": 25, "F2": 80, "M1": 250, "M1-2": 500, "M2": 800, "M2-3": 1600}
    assert {c: facts.table("polarisation").numbers(c)[0] for c in polarisation} == polarisation
    assert facts.table("polarisation").numbers("M3") == (2500,)
    cycles = {"E1": (3, 5), "E2": (2, 3), "F1": (1, 2)} | dict.fromkeys(
        ("F2", "M1", "M1-2", "M2", "M2-3", "M3"), (1, 1)
    )
    assert {c: facts.table("cycles").numbers(c) for c in cycles} == cycles
    assert facts.table("cycles").columns == ("ABBA", "ABA")
    densities = {"stainless_steel": (7950, 140), "brass": (8400, 170), "cast_iron": (7100, 600)}
    assert {m: facts.table("densities").numbers(m) for m in densities} == densities
    numbers = ("uncertainty_ratio", "density_share", "air_change", "reference_air", "reference_density", "steady_ratio")
    assert [facts.number(n) for n in numbers] == [3, D("0.25"), D("0.1"), D("1.2"), 8000, 3]


#: Lowest, highest, largest change of temperature in °C; of humidity in %RH.
AIR = {
    "E1": ((18, 27, D("0.5")), (40, 60, 5)), "E2": ((18, 27, 1), (30, 70, 10)), "F1": ((18, 27, 2), (40, 60, 15)),
    "F2": ((18, 27, D("3.5")), (40, 60, 15)), "M1": ((18, 27, 5), (None, None, None)),
    **dict.fromkeys(("M1-2", "M2", "M2-3", "M3"), ((18, 27, None), (None, None, None))),
}  # fmt: skip


@pytest.mark.parametrize("accuracy", AIR)
def test_conditions_of_each_class(accuracy: str) -> None:
    found = {c.quantity: (c.lower, c.upper, c.drift) for c in R111.conditions(plate(**{"class": accuracy}))}
    temperature, humidity = AIR[accuracy]
    assert found == {"temperature": temperature, "humidity": humidity, "air_pressure": (None, None, None)}


def test_what_the_edition_is() -> None:
    r = R111.regulation
    assert (r.id, r.jurisdiction, r.kind, r.validity_months) == ("OIML R 111-1:2004", "OIML", "weight", 0)
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.replaces) == (
        "2004-01-01",
        "2004-01-01",
        ("OIML R 111:1994",),
    )
    assert R111.stages() == (Stage.INITIAL, Stage.SUBSEQUENT)
    statuses = {"dates": "unverified", "acceptance": "unverified", "cycles": "unverified"}
    statuses |= {"buoyancy": "secondary", "densities": "secondary"}
    assert {key: str(R111.facts.source(key).status) for key in statuses} == statuses
    assert r.sources == tuple(R111.facts.source(key) for key in statuses)
    assert R111.facts.source("mpe").status == "secondary"
    keys = ("uncertainty", "density", "magnetism", "steady", "standard", "environment", "appearance")
    assert {R111.facts.source(key).status for key in keys} == {"unverified"}
    assert R111.facts.standards_demands(plate())["references"].ratio == 3
