"""MI-006 of Directive 2014/32/EU, chapters II to VI: the limits of what is placed on the market, a second time."""

from typing import Any

import pytest

from metrology.status import Status
from procedures.mass.automatic.directive_32_viii_ii_2014 import CatchweighersEU
from procedures.mass.automatic.directive_32_viii_iii_2014 import FillingMachinesEU
from procedures.mass.automatic.directive_32_viii_iv_2014 import DiscontinuousTotalisersEU
from procedures.mass.automatic.directive_32_viii_v_2014 import BeltWeighersEU
from procedures.mass.automatic.directive_32_viii_vi_2014 import RailWeighbridgesEU
from tests.procedures.mass.automatic import test_belt_weighers as belt
from tests.procedures.mass.automatic import test_catchweighers as catch
from tests.procedures.mass.automatic import test_discontinuous_totalisers as discontinuous
from tests.procedures.mass.automatic import test_filling_machines as filling
from tests.procedures.mass.automatic import test_rail_weighbridges as rail
from tests.procedures.mass.automatic.benches import D, alone

EDITIONS = (CatchweighersEU, FillingMachinesEU, DiscontinuousTotalisersEU, BeltWeighersEU, RailWeighbridgesEU)


@pytest.mark.parametrize("row", [*(f"X{r}" for r in catch.STEPS), *catch.ROWS])
def test_catchweighers(row: str) -> None:
    """Mean errors of 0.5, 1, 1.5 e; errors of 1, 1.5, 2 e."""
    x = row.startswith("X")
    marked = f"{row}(0.5)" if x else row
    found = alone(CatchweighersEU, **{**catch.PLATE, "class": marked, "max": "1000 t", "e": "1 g", "d": "1 g"})
    limit, limits = (found.mean_limit, ("0.5", "1", "1.5")) if x else (found.error_limit, ("1", "1.5", "2"))
    first, second = catch.STEPS[row.removeprefix("X") if x else catch.ROWS[row]]
    loads = (first, first + 1, second, second + 1)
    assert [limit(D(m)) for m in loads] == [D(limits[i]) for i in (0, 1, 1, 2)]


@pytest.mark.parametrize(("grams", "limit"), [
    ("40", "0.192"), ("80", "0.24"), ("150", "0.36"), ("250", "0.48"), ("400", "0.64"), ("800", "0.8"), ("5000", "4"),
    ("12000", "8"), ("20000", "10.6"),
])  # fmt: skip
def test_standard_deviations(grams: str, limit: str) -> None:
    assert alone(CatchweighersEU, **catch.PLATE).deviation_limit(D(grams)) == D(limit)


@pytest.mark.parametrize(("grams", "limit"), [
    ("40", "2.88"), ("80", "3.6"), ("150", "5.4"), ("250", "7.2"), ("400", "9.6"), ("800", "12"), ("5000", "60"),
    ("12000", "120"), ("20000", "160"),
])  # fmt: skip
def test_fills(grams: str, limit: str) -> None:
    """The set value is 0.312 of the deviation; pieces add nothing."""
    found = alone(FillingMachinesEU, **{**filling.PLATE, "piece": "1 kg"})
    assert found.deviation_limit(D(grams)) == D(limit)
    assert found.preset_limit(D(grams)) == D("0.312") * D(limit)


@pytest.mark.parametrize(("marked", "part"), [("0.2", "1"), ("0.5", "2.5"), ("1", "5"), ("2", "10")])
def test_totalisers_and_rail_weighbridges(marked: str, part: str) -> None:
    """Of 1000 kg 0.1, 0.25, 0.5 and 1 %; of a wagon of 100 t the same, to the nearest interval."""
    assert alone(DiscontinuousTotalisersEU, **{**discontinuous.PLATE, "class": marked}).mpe(D(1000)) == D(part)
    if marked != "0.2":
        assert alone(BeltWeighersEU, **{**belt.PLATE, "class": marked}).mpe(D(1000)) == D(part)
    found = alone(RailWeighbridgesEU, **{**rail.PLATE, "class": marked})
    assert found.wagon_limit(D(100000)) == 100 * D(part)
    assert found.train_limit(D(300000), 3) == 300 * D(part)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_table_that_was_not_read_is_not_verified(edition: Any) -> None:
    names = {"mean", "deviation", "error", "mpe"} & set(edition.facts.content["sources"])
    assert all(edition.facts.source(name).status is not Status.VERIFIED for name in names)
    assert {str(s) for s in edition.stages()} == {"initial"}
