"""Measures for two-stroke fuel in the Netherlands: both articles a second time, both sides of each limit, the mean."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from procedures.kit import Quantity
from procedures.regulation import Stage
from procedures.vessels.regeling_meetreservoirs_101_2007 import FuelMeasuresNL
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.vessels.nl import PREFIX, gated, lab_of, statuses

D = Decimal
NL = f"{PREFIX} 101/2007"
FACTS = FuelMeasuresNL.facts
#: Articles 101 and 102: up to this quantity in mL, so many % of it, or so many mL, as made.
MADE = [("25", "4", ""), ("50", "", "1"), ("100", "2", ""), ("200", "", "2"), ("500", "1", ""), ("1000", "", "5"),
        ("inf", "0.5", "")]  # fmt: skip
#: Coin-operated, in use: how many times that low and high.
TIMES = {(False, False): (-1, 1), (False, True): (-2, 2), (True, False): (-3, 1), (True, True): (-4, 2)}
VOLUMES = [D(end) + beside for end, *_ in MADE[:-1] for beside in (-D("0.5"), D(0), D("0.5"))] + [D(20), D(2000)]


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


@pytest.mark.parametrize(("kind", "times"), TIMES.items())
def test_limits(kind: tuple[bool, bool], times: tuple[int, int]) -> None:
    coin, used = kind
    made: Any = FuelMeasuresNL.__new__(FuelMeasuresNL)
    made.subject = SimpleNamespace(coin=coin)
    made.run = SimpleNamespace(stage=Stage.IN_SERVICE if used else Stage.INITIAL)
    for volume in VOLUMES:
        percent, amount = next((p, x) for end, p, x in MADE if volume <= D(end))
        error = D(amount) if amount else D(percent) * volume / 100
        found = made.limit(Quantity(volume, "mL"))
        assert (found.lower, found.upper) == (times[0] * error, times[1] * error), volume


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
