"""To how many places a value is shown: never finer than it is known, and never to the other side of its limit."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.kit import Value, mean, within
from procedures.kit.limits import Sides, sides
from procedures.kit.places import Shown, as_known, beside, beside_the_certificate, displayed, known_to, shown
from procedures.kit.trace import observed

D = Decimal
LIMIT = sides(within(D("0.08")), None)


def certified(U: str, unit: str = "V") -> Any:
    """A standard whose certificate states U."""
    limits = {"lower": D(0), "upper": D(100), "corrects": False}
    return SimpleNamespace(unit=unit, reading_unit=unit, expanded_uncertainty=lambda _value: D(U), **limits)


def read(symbol: str, number: str, *standards: Any, unit: str = "V") -> Value:
    """A reading of a role with these standards."""
    run: Any = SimpleNamespace(standards=lambda _role: standards)
    return observed(run, symbol, f"item/{symbol}", "role", D(number), unit, ideal=False)


@pytest.mark.parametrize(("U", "step"), [("0.0012", "0.0001"), ("0.02", "0.001"), ("3", "0.1"), ("0.00357", "0.0001")])
def test_a_reading_of_a_standard_is_known_to_the_second_digit_of_U(U: str, step: str) -> None:
    assert known_to([certified(U)], D("12.34567"), "V") == D(step)


def test_another_reading_is_known_to_a_tenth_of_its_last_digit() -> None:
    assert known_to([], D("12.30"), "V") == D("0.001")


def test_what_the_certificate_does_not_speak_of_is_shown_to_six_digits() -> None:
    assert beside_the_certificate(D("7043.117731")) == D("0.01")
    power = read("P", "7043.117731", certified("0.01", "kWh"), unit="W")
    assert displayed(shown("P", power), None) == D("7043.12")
    assert displayed(shown("P", read("P", "7043.117731", unit="W")), None) == D("7043.117731")


def test_what_is_computed_is_known_as_its_readings_are() -> None:
    """4.00281700 mA, of which the certificate speaks to 1 µA, is shown to it."""
    current = read("I", "0.00400281700", certified("0.0000012", "A"), unit="A") * 1000
    assert displayed(shown("i", current.named("i")), None) == D("4.0028")
    flow = (read("end", "0.84034") - read("start", "0.00000")) / read("time", "300.00") * 3600
    assert displayed(shown("flow", flow.named("flow")), None) == D("10.08408")


def test_a_mean_has_one_place_more_than_its_readings() -> None:
    readings = [read("x", number) for number in ("6.867", "6.866", "6.867")]
    assert displayed(shown("xm", mean(readings).named("xm")), None) == D("6.8667")


@pytest.mark.parametrize(("number", "found"), [
    ("0.0123456", "0.012"), ("-0.004", "-0.004"), ("0.08004", "0.08004"), ("0.07996", "0.080"), ("0.5", "0.5"),
])  # fmt: skip
def test_what_is_compared_has_one_place_beyond_its_limit_or_those_that_decide(number: str, found: str) -> None:
    assert str(displayed(Shown(D(number)), LIMIT)) == found


def test_a_reading_that_is_compared_itself_stays_as_it_was_read() -> None:
    reading = read("y", "4.0217")
    assert displayed(shown("y", reading), sides(within(5), None)) == D("4.0217")


def test_beside_a_result_nothing_in_its_unit_is_much_finer_than_it() -> None:
    result = Shown(D("0.01"), D("0.0002"))
    assert beside(Shown(D("0.00793609725"), D("1E-11")), result, LIMIT) == D("0.00794")
    assert beside(Shown(D("100.0078"), D("0.00001")), result, LIMIT) == D("100.0078")
    assert beside(Shown(D("0.4")), result, LIMIT) == D("0.4")


def test_what_a_calibration_result_was_computed_from_is_shown_to_a_corresponding_U() -> None:
    """U = 0.36 % of 10.084 mL/h is 0.036 mL/h."""
    result = Shown(D("-0.83"), D("0.002"))
    assert as_known(Shown(D("10.0840492"), D("0.0002"), computed=True), result, D("0.36")) == D("10.084")
    assert as_known(Shown(D("20.13"), D("0.001"), computed=False), result, D("0.36")) == D("20.13")


numbers = st.decimals(min_value=-10, max_value=10, places=9)
steps = st.sampled_from([D(0), *(D(1).scaleb(-n) for n in range(7))])


@given(number=numbers, step=steps, limit=st.decimals(min_value=D("0.01"), max_value=5, places=2))
def test_what_is_shown_is_on_the_side_of_its_limit_that_was_decided(number: D, step: D, limit: D) -> None:
    pair: Sides = sides(within(limit), None)
    found = displayed(Shown(number, step), pair)
    assert (abs(found) > limit) == (abs(number) > limit)
