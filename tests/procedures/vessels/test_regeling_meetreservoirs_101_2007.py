"""Measures for two-stroke fuel in the Netherlands: both articles a second time, both sides of each limit, the mean."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procedures.vessels.regeling_meetreservoirs_101_2007 import FuelMeasuresNL
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.vessels.nl import PREFIX, decision, gated, lab_of, statuses

D = Decimal
NL = f"{PREFIX} 101/2007"
FACTS = FuelMeasuresNL.facts
#: mL to the limits in mL: as made; in use; coin-operated as made; in use.
LIMITS = {
    "20": ((-0.8, 0.8), (-1.6, 1.6), (-2.4, 0.8), (-3.2, 1.6)), "25": ((-1, 1), (-2, 2), (-3, 1), (-4, 2)),
    "40": ((-1, 1), (-2, 2), (-3, 1), (-4, 2)), "50": ((-1, 1), (-2, 2), (-3, 1), (-4, 2)),
    "60": ((-1.2, 1.2), (-2.4, 2.4), (-3.6, 1.2), (-4.8, 2.4)), "100": ((-2, 2), (-4, 4), (-6, 2), (-8, 4)),
    "150": ((-2, 2), (-4, 4), (-6, 2), (-8, 4)), "200": ((-2, 2), (-4, 4), (-6, 2), (-8, 4)),
    "300": ((-3, 3), (-6, 6), (-9, 3), (-12, 6)), "500": ((-5, 5), (-10, 10), (-15, 5), (-20, 10)),
    "750": ((-5, 5), (-10, 10), (-15, 5), (-20, 10)), "1000": ((-5, 5), (-10, 10), (-15, 5), (-20, 10)),
    "2000": ((-10, 10), (-20, 20), (-30, 10), (-40, 20)),
}  # fmt: skip
KINDS = [("false", "initial"), ("false", "in-service"), ("true", "initial"), ("true", "in-service")]


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return lab_of(101, tmp_path_factory)


def judged(lab: ExampleLab, given: dict[str, str], stage: str = "initial", **fields: str) -> Any:
    return lab.judged(NL, given, stage, **fields)


def test_figures() -> None:
    assert FACTS.number("repeats") == 3
    assert FACTS.standards_demands(None)["measure"].ratio == 3
    assert statuses(FACTS, "dates marking mpe coin repeats place standard") == "vvvvuuu"
    assert gated(FACTS)
    r = FuelMeasuresNL.regulation
    assert (r.issued, r.in_force) == (date(2007, 1, 22), date(2007, 2, 1))


@pytest.mark.parametrize(("kind", "n"), [(kind, n) for n, kind in enumerate(KINDS)])
def test_limits(lab: ExampleLab, kind: tuple[str, str], n: int) -> None:
    coin, stage = kind
    found = judged(lab, {}, stage, coin=coin, quantities=str([f"{q} mL" for q in LIMITS]))
    for volume, limits in LIMITS.items():
        shown = decision(found, "indication", f"{volume}mL")["limit"]
        assert [D(side) for side in shown] == [D(str(side)) for side in limits[n]]


@pytest.mark.parametrize(("coin", "last", "outcome"), [
    ("false", "206", "conform"), ("false", "206.1", "not_conform"), ("false", "194", "conform"),
    ("false", "193.9", "not_conform"), ("true", "218", "conform"), ("true", "218.1", "not_conform"),
    ("true", "194", "conform"), ("true", "193.9", "not_conform"),
])  # fmt: skip
def test_the_mean_of_three_deliveries(lab: ExampleLab, coin: str, last: str, outcome: str) -> None:
    """200 mL: ±2 mL; by coin up to 6 mL more may be given. The third delivery carries the mean over it."""
    found = judged(lab, {"indication/200mL/3/ref": last}, coin=coin)
    assert found.outcomes["indication"] == outcome
    assert len([a for k, a, _ in found.bodies if k == "observation" and "/200mL/" in a]) == 3
