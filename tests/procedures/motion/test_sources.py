"""Taximeters and speed meters: which figures were read in a legal text."""

from typing import Any

import pytest

from procedures.motion.ict_155_vii_2020 import TaximetersES
from procedures.motion.ict_155_xii_2020 import SpeedMetersES
from procedures.motion.jjg_517_2016 import JJG517
from procedures.motion.nor_ecei0912713a_2009 import SpeedMetersFR
from procedures.motion.oiml_r_91_2025 import SpeedMetersOIML
from procedures.motion.rd_244_xiii_2016 import TaximetersMID
from procedures.motion.regeling_eu_meetinstrumenten_16_2006 import TaximetersNL

#: What was read (v), stands in a summary (s) or nowhere (u), by edition.
STATUS = {
    TaximetersES: "dates s scope v period v environment v visual v mpe v number v speed v car v constant v standard u"
    " run u",
    TaximetersNL: "dates u scope v rated v visual v fare v mpe v speed v car v number u standard u",
    TaximetersMID: "dates u scope v rated v visual v mpe v speed u car u number u standard u",
    JJG517: "dates s matrix u period s environment s visual u functions u in_car s mpe u speed u car u number u"
    " standard u",
    SpeedMetersES: "dates s scope v period v rated v visual v functions v laboratory v antenna v limits v"
    " places v vehicles v headway v clocks v standard v number u",
    SpeedMetersFR: "dates u scope v period v rated u visual v display v laboratory v limits v places v vehicles u"
    " functions v standard u",
    SpeedMetersOIML: "dates u scope s environment s visual s range s display s places s limits s linearity s"
    " own_speed s number s vehicles u standard s",
}
WORDS = {"v": "verified", "s": "secondary", "u": "unverified"}


@pytest.mark.parametrize("edition", STATUS)
def test_what_was_read(edition: Any) -> None:
    words = STATUS[edition].split()
    for key, letter in zip(words[::2], words[1::2], strict=True):
        assert str(edition.facts.source(key).status) == WORDS[letter], key
