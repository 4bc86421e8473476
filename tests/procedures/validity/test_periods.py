"""Every period of every law a second time, and what the rules count in.

Germany by number of table 1 of annex 7, as read in MessEV (bundestag/gesetze m/messev/index.md @a7b14b93edda); Spain by
annex and France by kind, as summaries of their orders have them; China as reports of the regulations or memory.
"""

import pytest

from procedures.validity import law, laws

YEARS: dict[str, dict[float, str]] = {
    "DE": {
        0.5: "9.3",
        1: "1.3 2.3.1 2.3.2 4.1 5.4.1 5.4.2 9.2 10.1 12.1a 12.1b 12.2 12.3",
        2: "§_34",
        3: "2.2.1 2.3.3 5.3.1",
        4: "2.1.1 2.2.2 2.2.3 2.2.4 2.2.6 2.2.7 2.2.8 5.4.3 5.6.8 6.4 8.2 9.1",
        5: "5.1.4 5.6.1 5.6.1u 5.6.1t 5.6.1r 5.6.1d 5.6.9 5.6.10 10.2",
        6: "3.3 5.5.1 5.5.2 7.1 7.2 13.1",
        8: "5.1.5 5.5.3 5.5.4 5.6.2a 5.6.2b 5.6.2c 5.6.11 6.3 6.5 6.7 7.3",
        9: "5.1.3",
        12: "5.3.4 5.6.3a 5.6.3b 5.6.3c 6.2",
        15: "3.1",
        16: "5.6.4 5.6.5 6.1",
        0: "1.1 1.2 2.2.5 3.2 5.1.1 5.1.2 5.1.6 5.2.1 5.3.2 5.3.3 5.3.5 5.3.6 5.3.7 5.4.4 5.5.5 5.6.6a"
        " 5.6.6b 5.6.7 5.6.12 5.6.13 6.6 8.1 8.3 10.3 13.2",
    },
    "ES": {
        1: "VI VI-B VII IX X XII XIII XIV XIV.2 XVI XXI",
        2: "I II-catchweigher II-filling II-discontinuous II-belt II-rail XI XV",
        4: "IV-6-turbine IV-6-converter",
        6: "IV-6-rotary",
        8: "XX",
        10: "IV-6-diaphragm",
        12: "III-4 III-4-63 III-6",
        15: "V-4-before V-4-after",
        20: "IV-4 IV-4-converter V-4-2016",
    },
    "FR": {
        1: "cng speed breath grain catchweigher filling discontinuous belt opacimeter",
        2: "gas_coriolis",
        5: "gas_others",
        6: "tank_truck",
        9: "water_R<=50",
        10: "electricity",
        12: "water_50<R<=125 tank_wagon",
        15: "water_R>125 gas_large_diaphragm",
        20: "gas_small_diaphragm",
    },
    "CN": {
        0.5: "JJG_443 JJG_52",
        1: "JJG_539 JJG_99 JJG_1036 JJG_646 JJG_517",
        2: "JJG_162_DN>50 JJG_162_Q3>16",
        3: "JJG_577_industrial JJG_196",
        4: "JJG_162_25<DN≤50",
        6: "JJG_162_DN≤25 JJG_577_other JJG_596_S",
        8: "JJG_596",
        10: "JJG_577_natural",
        0: "clinical_mercury",
    },
}
#: Years of a later period where it is another one, and by how many a lot that passes goes on.
LATER = {
    "ES": {"III-4-63": 5, "III-6": 5, "IV-6-diaphragm": 5, "IV-6-rotary": 3, "IV-6-turbine": 2, "IV-6-converter": 2},
    "FR": {"water R<=50": 7, "water 50<R<=125": 7, "water R>125": 7},
}
LOTS = {"ES": {"III-4": 5, "IV-4": 5, "IV-4-converter": 5}}
#: Months without use after which a late verification starts a new period; months and days of a request before the end;
#: months before the end from which a lot is tested. 0: the law says nothing.
RULES = {"DE": (12, (0, 70), 24), "ES": (0, (1, 0), 0), "FR": (0, (0, 0), 0), "CN": (0, (0, 0), 0)}


def months(years: dict[str, int]) -> dict[str, int]:
    return {key: 12 * number for key, number in years.items()}


@pytest.mark.parametrize("code", laws())
def test_periods(code: str) -> None:
    found = [row.period for row in law(code).rows]
    stated = {key.replace("_", " "): round(12 * years) for years, keys in YEARS[code].items() for key in keys.split()}
    assert {p.key: p.months or 0 for p in found} == stated
    assert {p.key: p.next_months for p in found if p.next_months != p.months} == months(LATER.get(code, {}))
    assert {p.key: p.extension for p in found if p.extension} == months(LOTS.get(code, {}))
    r = law(code).rules
    assert (r.unused_months, r.request_before, r.lot_earliest_months) == RULES[code]
