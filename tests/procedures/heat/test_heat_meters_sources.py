"""Heat meters: which figures were read in a legal text, and what fields of a nameplate take."""

from typing import Any

import pytest

from procedures.heat.jjg_225_2024 import JJG225
from procedures.heat.messev_8_4_2014 import HeatMetersDE
from procedures.heat.nor_ecei1017960a_2010 import HeatMetersFR
from procedures.heat.rd_244_xi_2016 import HeatMetersES
from procedures.heat.regeling_eu_meetinstrumenten_8a_2015 import HeatMetersNL
from tests.procedures.heat.test_heat_meters import plate

#: What was read (v), stands in a summary (s) or nowhere (u), by edition.
STATUS = {
    HeatMetersFR: "dates u scope v rated u visual v flows v baths v differences v return v pair v mpe v repeats v"
    " standard v indicator u plate v flow_error v error v water s duration u",
    HeatMetersES: "dates u scope v rated u visual v flows u baths u differences u return u pair u mpe v repeats u"
    " standard s indicator u plate v flow_error v error v",
    HeatMetersNL: "dates v factor v mpe v rated v visual v maintained v flows u baths u differences u return u pair u"
    " repeats u standard u indicator u",
    HeatMetersDE: "dates u scope v factor v period v mpe v rated v visual v flows u baths u differences u return u"
    " pair u repeats u standard u indicator u",
    JJG225: "dates s matrix u period u rated u visual u plate s flows s baths u differences u return u pair u"
    " flow_error s error s mpe s repeats u factor u standard u indicator u",
}
WORDS = {"v": "verified", "s": "secondary", "u": "unverified"}


@pytest.mark.parametrize("edition", STATUS)
def test_what_was_read(edition: Any) -> None:
    words = STATUS[edition].split()
    for key, letter in zip(words[::2], words[1::2], strict=True):
        assert str(edition.facts.source(key).status) == WORDS[letter], key


@pytest.mark.parametrize("fields", [
    {"qi": "0 m³/h"}, {"lowest": "-0.1 °C"}, {"least_difference": "0 K"}, {"volume_step": "0 L"},
    {"energy_step": "0 kWh"}, {"register_step": "0 kWh"},
])  # fmt: skip
def test_fields_that_must_be_positive(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"must be above|is below"):
        plate(**fields)


def test_a_meter_may_begin_at_zero_degrees() -> None:
    small = {"qi": "0.5 L/h", "lowest": "0 °C", "least_difference": "0.5 K", "volume_step": "0.001 L"}
    made = plate(**small, energy_step="0.0001 kWh", register_step="0.1 kWh")
    assert made.made_for.lower == 0
    assert not made.in_place
