"""Balances: a leak is found, an honest site is not suspected, and every figure is what independent arithmetic gives."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.decision import Outcome
from services.energy.balance import K, NodeBalance, balances
from services.energy.held import Held
from services.energy.metered import Metered, metered
from services.energy.points import Point, read_points
from services.energy.samples import Sample, read_samples
from services.energy.sankey import sankey_svg
from services.energy.site import Estimate
from tests.services.energy.factory import END, METERS, SHIPPED, START, as_table, factory

FOLDER = Path(__file__).parents[3] / "config/energy"
SEEDS = range(200)


def certified(points: Iterable[Point]) -> list[Held]:
    return [Held(p, "", "list", "C", date(2025, 1, 1), "2030-01-01", True, p.accuracy_class) for p in points]


@pytest.fixture(scope="module", name="points")
def the_points() -> list[Held]:
    return certified(read_points(FOLDER / "points.csv"))


def flows(held: list[Held], samples: Iterable[Sample]) -> dict[str, Metered]:
    return metered(held, samples, START, END)


def nodes(of: dict[str, Metered], estimates: Iterable[Estimate] = ()) -> dict[str, NodeBalance]:
    return {n.node: n for n in balances(of, tuple(estimates), ())}


def test_a_leak_is_found_and_an_honest_site_is_not_suspected(points: list[Held]) -> None:
    """Meters err within their MPE, drawn for each seed; both ends of a day are enough for a balance."""
    at_ends = {START, END}
    found = suspected = elsewhere = 0
    for seed in SEEDS:
        leaking = nodes(flows(points, [s for s in factory(seed, 0.05) if s.instant in at_ends]))
        found += leaking["workshop A"].outcome is Outcome.NOT_CONFORM
        elsewhere += leaking["workshop B"].outcome is Outcome.NOT_CONFORM
        honest = nodes(flows(points, [s for s in factory(seed) if s.instant in at_ends]))
        suspected += sum(n.outcome is not Outcome.CONFORM for n in honest.values())
    assert found >= 0.95 * len(SEEDS)
    assert suspected <= 0.01 * 4 * len(SEEDS)
    assert elsewhere <= 0.01 * len(SEEDS)


def test_the_shipped_table_is_the_factory_with_a_leak() -> None:
    assert (FOLDER / "samples.csv").read_text("utf-8") == as_table(factory(SHIPPED, leak=0.05))


def test_the_figures_by_pandas_and_by_hand(points: list[Held]) -> None:
    table = pd.read_csv(FOLDER / "samples.csv", dtype=str)
    table["value"] = table["value"].map(Fraction)
    ends = table.sort_values("instant").groupby("meter")["value"]
    used = ends.last() - ends.first()

    def u2(meter: str) -> Fraction:
        mpe, (_, _, digit) = METERS[meter]
        return (Fraction(str(mpe)) / 100 * used[meter]) ** 2 / 3 + 2 * Fraction(digit) ** 2 / 12

    found = nodes(flows(points, read_samples(FOLDER / "samples.csv")))
    for node, entering, leaving in (
        ("factory", "E1", ("E2", "E3")),
        ("workshop A", "E2", ("E4", "E5")),
        ("workshop B", "E3", ("E6", "E7")),
        ("gas main", "G1", ("G2", "G3")),
    ):
        n = found.pop(node)
        difference = used[entering] - sum(used[m] for m in leaving)
        variance = u2(entering) + sum((u2(m) for m in leaving), Fraction(0))
        assert Fraction(n.difference or 0) == difference
        assert n.variance == variance
        assert (n.outcome is Outcome.NOT_CONFORM) == (difference**2 > K**2 * variance)
        assert n.u is not None
        assert float(n.u) == pytest.approx(float(variance) ** 0.5)
    assert not found, "a node of another kind"


def test_more_out_than_in_is_no_leak(points: list[Held]) -> None:
    samples = [s._replace(value=Decimal("99999999")) if s.meter == "E4" and s.instant == END else s for s in factory(1)]
    n = nodes(flows(points, samples))["workshop A"]
    assert n.outcome is Outcome.NOT_CONFORM
    assert n.finding.en.startswith("more goes out than in")


def test_without_a_certificate_nothing_is_concluded(points: list[Held]) -> None:
    bare = [replace(h, until="2026-11-01") if h.point.point == "E5" else h for h in points]
    n = nodes(flows(bare, factory(3, 0.05)))["workshop A"]
    assert n.outcome is Outcome.UNDECIDED
    assert n.finding.en.endswith("undecided, no certificate covers E5")
    late = [replace(h, since=date(2026, 11, 3)) if h.point.point == "E5" else h for h in points]
    assert nodes(flows(late, factory(3, 0.05)))["workshop A"].outcome is Outcome.UNDECIDED


def test_an_estimate_explains_a_loss(points: list[Held]) -> None:
    of = flows(points, factory(3, 0.05))
    lost = nodes(of)["workshop A"].difference
    assert lost is not None
    known = Estimate(
        kind="electricity", unit="MWh", source="workshop A", target="losses", quantity=lost / 1000,
        u=Decimal("0.1"), reason="x",
    )  # fmt: skip
    n = nodes(of, [known])["workshop A"]
    assert n.difference == 0
    assert n.outcome is Outcome.CONFORM
    before = nodes(of)["workshop A"].variance
    assert n.variance is not None
    assert before is not None
    assert n.variance - before == 100**2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda s: None if s.instant == END else s, "no reading at 2026-11-03"),
        (lambda s: s._replace(value=None, flag="silent") if s.instant == START else s, "no reading at 2026-11-02"),
        (lambda s: s._replace(value=Decimal(1)) if s.instant == END else s, "went backwards at 2026-11-03"),
        (lambda s: s._replace(unit="t"), "unit t cannot be converted to kWh"),
        (lambda s: s._replace(quantity="voltage_l1"), "no reading"),
    ],
)
def test_what_gives_no_quantity(points: list[Held], change: object, problem: str) -> None:
    changed = [c for s in factory(1) if (c := change(s) if s.meter == "E4" else s) is not None]  # type: ignore[operator]
    of = flows(points, changed)
    assert of["E4"].amount is None
    n = nodes(of)["workshop A"]
    assert n.outcome is Outcome.INCOMPLETE
    assert problem in n.finding.en


def test_two_readings_of_one_instant(points: list[Held]) -> None:
    samples = list(factory(1))
    again = [s for s in samples if s.meter == "E4"][5]
    assert flows(points, [*samples, again])["E4"].problem is None, "the same value twice is one reading"
    other = again._replace(value=(again.value or Decimal(0)) + 1)
    assert "two different readings" in flows(points, [*samples, other])["E4"].problem.en  # type: ignore[union-attr]


def test_a_meter_without_a_limit_decides_nothing() -> None:
    p = Point(point="S1", level="user", kind="steam", unit="t", source="boiler house", target="main", quantity="mass")
    q = Point(point="S2", level="equipment", kind="steam", unit="t", source="main", target="dryer", quantity="mass")
    samples = [
        Sample(name, "mass", at, Decimal(value), "t", "good")
        for name in ("S1", "S2")
        for at, value in ((START, "1.0"), (END, "9.0"))
    ]
    n = nodes(flows(certified([p, q]), samples))["main"]
    assert n.difference == 0
    assert n.outcome is Outcome.INCOMPLETE
    assert "its MPE is not known" in n.finding.en


def test_samples_outside_the_period_are_left_out(points: list[Held]) -> None:
    after = [s._replace(instant=s.instant + timedelta(days=2), value=Decimal(0)) for s in factory(1)]
    assert flows(points, [*factory(1), *after])["E1"].amount == flows(points, factory(1))["E1"].amount


def test_the_diagram_shows_the_leak(points: list[Held]) -> None:
    of = flows(points, factory(SHIPPED, 0.05))
    electricity = [m for m in of.values() if m.held.point.kind == "electricity"]
    leaking = [n for n in balances(of, (), ()) if n.kind == "electricity"]
    drawn = sankey_svg("electricity", electricity, leaking, "en")
    assert drawn.count("<path") == len(electricity) + 1
    assert "not metered 490 kWh" in drawn
    honest = flows(points, factory(1))
    kept = [m for m in honest.values() if m.held.point.kind == "electricity"]
    none = sankey_svg("electricity", kept, [n for n in balances(honest, (), ()) if n.kind == "electricity"], "zh")
    assert "未计量" not in none


@given(st.decimals("0.1", "5", places=2), st.decimals("0", "5", places=2), st.integers(0, 40))
def test_wider_limits_never_make_a_finding(mpe: Decimal, more: Decimal, lost: int) -> None:
    def outcome(limit: Decimal) -> Outcome:
        common: dict[str, Any] = {"level": "user", "kind": "water", "unit": "m³", "mpe": limit}
        held = certified(
            [
                Point(point="A", source="works", target="main", **common),
                Point(point="B", source="main", target="use", **common),
            ]
        )
        samples = [
            Sample(name, "volume", at, Decimal(value), "m³", "good")
            for name, end in (("A", 1000), ("B", 1000 - lost))
            for at, value in ((START, 0), (END, end))
        ]
        return nodes(flows(held, samples))["main"].outcome

    if outcome(mpe) is Outcome.CONFORM:
        assert outcome(mpe + more) is Outcome.CONFORM
