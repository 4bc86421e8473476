"""OIML R 87: T is rounded up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.packages.lot import deficiency, row_of
from procedures.packages.oiml_r_87_2016 import R87
from tests.procedures.packages.lots import gross, judged, lot, of, pedigree

D = Decimal
R = "OIML R 87:2016"
#: B08: ties and tails, rounded up to 0.1 up to 1000 and to 1 above.
UP = {
    "25": "2.3", "50": "4.5", "101": "4.6", "150": "6.8", "301": "9.1", "475": "14.3", "500": "15", "1000": "15",
    "1001": "16", "1500": "23", "9999": "150", "15001": "151", "50000": "500",
}  # fmt: skip


@pytest.mark.parametrize(("nominal", "t"), UP.items())
def test_T_is_rounded_up(nominal: str, t: str) -> None:
    assert deficiency(R87.facts, "T_mass", "mass", D(nominal)) == D(t)
    assert deficiency(R87.facts, "T_count", "count", D(101)) == 2


def test_figures() -> None:
    facts = R87.facts
    names = ("shortages_from", "mean_from", "densities", "tares_packer", "tares_store", "tare_share", "tare_spread")
    assert [facts.number(n) for n in names] == [1, 11, 3, 10, 10, D("0.1"), D("0.25")]
    assert facts.standards_demands(lot())["balance"].ratio == 10
    assert row_of(facts.table("plan"), 60) == {"n": 13, "c": 1, "k": D("0.848")}


def test_the_tie_decides(heavy_lab: Path) -> None:
    """1.5 kg: T is 22 g in China, 23 g in OIML R 87; four packages short by 22.5 g."""
    contents = of((4, "1477.5"), (46, "1505"))
    found = {
        r: judged(heavy_lab, r, gross(contents), nominal='"1.5 kg"').outcomes["shortages"] for r in (R, "JJF 1070")
    }
    assert found == {R: "conform", "JJF 1070": "not_conform"}


def test_the_recommendation_has_no_item_on_the_marking(heavy_lab: Path) -> None:
    assert "label" not in judged(heavy_lab, R, {}).outcomes


def test_pedigree() -> None:
    keys = "dates plan T individual mean tare density scope random standard environment"
    statuses, unmeasured = pedigree(R87.facts, keys)
    assert "".join(statuses.values()) == "uuussuuussu"
    assert not unmeasured
    assert (R87.regulation.issued, R87.regulation.in_force) == (date(2016, 1, 1), date(2016, 1, 1))
