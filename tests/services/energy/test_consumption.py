"""Comprehensive energy, the energy of a unit, carbon dioxide: formulas by hand, editions by day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import Outcome
from sequencer.errors import Refused
from services.energy.coefficients import coefficients
from services.energy.consumption import UnitConsumption, consumption
from services.energy.metered import Metered
from services.energy.points import read_points
from services.energy.site import Coefficient, Product
from tests.services.energy.factory import SHIPPED, factory
from tests.services.energy.test_balance import certified, flows

FOLDER = Path(__file__).parents[3] / "config/energy"
DAY = date(2026, 11, 2)


@pytest.fixture(scope="module", name="of")
def the_flows() -> dict[str, Metered]:
    return flows(certified(read_points(FOLDER / "points.csv")), factory(SHIPPED))


def product(**more: Any) -> Product:
    return Product(**{"name": "x", "unit": "t", "quantity": Decimal(20), "basis": "b", "status": "secondary", **more})


def test_the_sum_of_quantities_times_coefficients(of: dict[str, Metered]) -> None:
    found = consumption(of, coefficients("coal", DAY, DAY, ()), ())
    electricity, gas = (Fraction(of[name].amount or 0) for name in ("E1", "G1"))
    assert found.value == electricity * Fraction("0.1229") + gas * Fraction("1.2143")
    assert (
        found.variance
        == (of["E1"].variance or 0) * Fraction("0.1229") ** 2 + (of["G1"].variance or 0) * Fraction("1.2143") ** 2
    )
    assert [[m.point for m in p.meters] for p in found.parts] == [["E1"], ["G1"]]
    assert found.uncounted == ("water",)
    assert found.verified


def test_carbon_dioxide_of_electricity_and_gas(of: dict[str, Metered]) -> None:
    found = consumption(of, coefficients("co2", DAY, DAY, ()), ())
    electricity, gas = (Fraction(of[name].amount or 0) for name in ("E1", "G1"))
    per_cubic_metre = Fraction("0.038931") * Fraction("0.0153") * Fraction("0.99") * Fraction(44, 12) * 1000
    assert found.value == electricity * Fraction("0.5306") + gas * per_cubic_metre
    assert not found.verified, "the oxidised part is remembered"


def test_an_edition_changes_only_days_from_its_first_on(of: dict[str, Metered]) -> None:
    """Of the factor of 2022 the sources disagree: before 2025-12-31 there is no total."""
    before = consumption(of, coefficients("co2", date(2025, 12, 30), date(2025, 12, 30), ()), ())
    after = consumption(of, coefficients("co2", date(2025, 12, 31), date(2025, 12, 31), ()), ())
    assert before.value is None
    assert after.value is not None
    with pytest.raises(Refused, match="CO2-2025 comes into force on 2025-12-31"):
        coefficients("co2", date(2025, 12, 30), date(2025, 12, 31), ())
    assert coefficients("coal", date(2021, 3, 31), date(2021, 3, 31), ()).facts.regulation.id == "GB/T 2589-2008"
    assert coefficients("coal", date(2021, 4, 1), date(2021, 4, 1), ()).facts.regulation.id == "GB/T 2589-2020"


def test_a_coefficient_of_the_site_goes_before_that_of_the_edition(of: dict[str, Metered]) -> None:
    own = Coefficient(
        of="coal", kind="natural-gas", value=Decimal("1.3"), unit="kgce/m³", basis="measured", status="verified"
    )
    found = consumption(of, coefficients("coal", DAY, DAY, (own,)), ())
    assert (found.value or 0) - Fraction(of["E1"].amount or 0) * Fraction("0.1229") == Fraction(
        of["G1"].amount or 0
    ) * Fraction("1.3")
    assert coefficients("co2", DAY, DAY, (own,)).own == ()


def test_what_leaves_the_site_does_not_count(of: dict[str, Metered]) -> None:
    all_in = consumption(of, coefficients("coal", DAY, DAY, ()), ())
    sold = consumption(of, coefficients("coal", DAY, DAY, ()), ("grid", "machining"))
    part = sold.parts[0]
    assert [m.point for m in part.leaving] == ["E6"]
    assert (all_in.value or 0) - (sold.value or 0) == Fraction(of["E6"].amount or 0) * Fraction("0.1229")


@pytest.mark.parametrize(("above", "outcome"), [(0, Outcome.CONFORM), (-1, Outcome.NOT_CONFORM)])
def test_the_quota_is_compared_unrounded(of: dict[str, Metered], above: int, outcome: Outcome) -> None:
    total = consumption(of, coefficients("coal", DAY, DAY, ()), ())
    scaled = (total.value or Fraction(0)) / 20 * 10**12
    assert scaled.denominator == 1, "the quota can be put onto the value itself"
    quota = Decimal(int(scaled) + above).scaleb(-12)
    found = UnitConsumption(total, product(quota=quota))
    assert found.outcome is outcome
    assert found.near


def test_u_of_a_unit_by_the_quotient(of: dict[str, Metered]) -> None:
    total = consumption(of, coefficients("coal", DAY, DAY, ()), ())
    found = UnitConsumption(total, product(u=Decimal("0.05")))
    e, v = float(total.value or 0), float(total.variance or 0)
    assert float(found.u or 0) == pytest.approx((v / 20**2 + (e * 0.05 / 20**2) ** 2) ** 0.5)
    assert found.outcome is None


def test_an_unverified_figure_or_a_bare_meter_leaves_the_quota_undecided(of: dict[str, Metered]) -> None:
    by = coefficients("coal", DAY, DAY, ())
    assert (
        UnitConsumption(consumption(of, by, ()), product(quota=Decimal(1), status="unverified")).outcome
        is Outcome.UNDECIDED
    )
    remembered = Coefficient(
        of="coal", kind="natural-gas", value=Decimal("1.3"), unit="kgce/m³", basis="x", status="unverified"
    )
    own = consumption(of, coefficients("coal", DAY, DAY, (remembered,)), ())
    assert UnitConsumption(own, product(quota=Decimal(1))).outcome is Outcome.UNDECIDED
    bare = {**of, "G1": replace(of["G1"], covered=False)}
    assert UnitConsumption(consumption(bare, by, ()), product(quota=Decimal(1))).outcome is Outcome.UNDECIDED
    missing = {**of, "G1": replace(of["G1"], amount=None, variance=None)}
    assert UnitConsumption(consumption(missing, by, ()), product(quota=Decimal(1))).outcome is Outcome.INCOMPLETE
