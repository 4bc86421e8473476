"""France: the order of 2001-12-31 and the periods of the orders by kind, entered a second time."""

from datetime import date

import pytest

from metrology.status import Status
from metrology.validity import Happening, What, standing
from procedures.errors import UnknownRegulation
from procedures.registry import implemented
from procedures.validity import law

YEARLY = ["cng-dispenser", "speed-meter", "breath-analyser", "grain-moisture-meter"]
YEARLY += ["catchweigher", "filling-machine", "discontinuous-totaliser", "belt-weigher", "opacimeter"]


@pytest.mark.parametrize(
    ("kind", "traits", "months"),
    [
        ("water-meter", {"ratio": "50"}, (108, 84)), ("water-meter", {"ratio": "50.1"}, (144, 84)),
        ("water-meter", {"ratio": "125"}, (144, 84)), ("water-meter", {"ratio": "126"}, (180, 84)),
        ("gas-meter", {"principle": "diaphragm", "qmax": "15.9"}, (240, 240)),
        ("gas-meter", {"principle": "diaphragm", "qmax": "16"}, (180, 180)),
        ("gas-meter", {"principle": "coriolis"}, (24, 24)), ("gas-meter", {"principle": "rotary"}, (60, 60)),
        ("gas-meter", {"principle": "turbine"}, (60, 60)), ("gas-meter", {"principle": "ultrasonic"}, (60, 60)),
        ("transport-container", {"vehicle": "truck"}, (72, 72)),
        ("transport-container", {"vehicle": "wagon"}, (144, 144)),
        ("electricity-meter", {}, (120, 120)), *((kind, {}, (12, 12)) for kind in YEARLY),
    ],
)  # fmt: skip
def test_periods(kind: str, traits: dict[str, str], months: tuple[int, int]) -> None:
    period = law("FR").period(kind, traits)
    assert (period.months, period.next_months) == months
    assert period.source.status is Status.VERIFIED


def test_a_water_meter_without_its_ratio_has_no_period_that_can_be_told() -> None:
    with pytest.raises(UnknownRegulation, match="state ratio"):
        law("FR").period("water-meter", {})


def test_to_the_day_before_and_seven_years_after_the_first() -> None:
    first = Happening(date(2015, 3, 9), What.PLACED)
    period = law("FR").period("water-meter", {"ratio": "80"})
    assert standing(law("FR").rules, period, [first], date(2020, 1, 1)).until == date(2027, 3, 8)
    again = Happening(date(2027, 2, 1), What.VERIFIED)
    assert standing(law("FR").rules, period, [first, again], date(2028, 1, 1)).until == date(2034, 1, 31)


def test_a_refused_instrument_is_not_used() -> None:
    history = [Happening(date(2026, 1, 5), What.VERIFIED), Happening(date(2026, 6, 1), What.FAILED)]
    assert not standing(law("FR").rules, law("FR").period("belt-weigher", {}), history, date(2026, 6, 2)).valid


def test_what_no_text_states_is_told() -> None:
    assert {key: s.status for key, s in law("FR").rules.sources.items()} == {
        "begins": Status.UNVERIFIED, "ending": Status.UNVERIFIED, "ends_early": Status.VERIFIED,
    }  # fmt: skip


def test_editions_of_one_length_agree_with_the_law() -> None:
    alone = [p for p in implemented().editions if p.regulation.jurisdiction == "FR" and p.regulation.kind in YEARLY]
    assert {p.regulation.validity_months for p in alone} == {12}
