"""JJF 1070-2005: its figures a second time, and the editions by date."""

from datetime import date
from decimal import Decimal

import pytest

from metrology.status import Status
from procedures.errors import UnknownRegulation
from procedures.packages.jjf_1070_2005 import JJF1070Of2005
from procedures.packages.jjf_1070_2023 import JJF1070
from procedures.packages.lot import deficiency
from procedures.registry import edition
from tests.procedures.packages.lots import lot, pedigree

D = Decimal
FACTS = JJF1070Of2005.facts


def test_figures() -> None:
    names = ("shortages_from", "mean_from", "tares_packer", "tares_store")
    assert [FACTS.number(n) for n in names] == [1, 11, 10, 10]
    assert FACTS.standards_demands(lot())["balance"].ratio == 10
    for nominal, t in {"25": "2.2", "475": "14.2", "1000": "15", "1001": "15", "1500": "22", "9999": "150"}.items():
        assert deficiency(FACTS, "T_mass", "mass", D(nominal)) == D(t)
    for pieces, t in {50: 0, 51: 1, 101: 2, 150: 2, 151: 2, 201: 3}.items():
        assert deficiency(FACTS, "T_count", "count", D(pieces)) == t


def test_editions_of_china_by_date() -> None:
    before, after = date(2024, 10, 11), date(2024, 10, 12)
    assert edition("JJF 1070", before) is JJF1070Of2005
    assert edition("JJF 1070", after) is JJF1070
    with pytest.raises(UnknownRegulation, match="JJF 1070-2023 is"):
        edition("JJF 1070-2005", after)
    plans = {e: e.facts.source("plan").status for e in (JJF1070Of2005, JJF1070)}
    assert plans == {JJF1070Of2005: Status.SECONDARY, JJF1070: Status.UNVERIFIED}
    assert JJF1070Of2005.facts.table("rounding").rows == JJF1070.facts.table("rounding").rows


def test_pedigree() -> None:
    statuses, unmeasured = pedigree(
        FACTS, "dates conclusion plan T individual mean tare density marking scope random standard environment"
    )
    assert "".join(statuses.values()) == "ssssssuussssu"
    assert unmeasured == {"label"}
    r = JJF1070Of2005.regulation
    assert (r.issued, r.in_force, r.until) == (date(2005, 10, 9), date(2006, 1, 1), date(2024, 10, 11))
