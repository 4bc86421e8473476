"""Equations of platinum thermometers against the values that the standards print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.calibration import ITS90, CallendarVanDusen
from metrology.calibration.its_90 import reference_ratio

# IEC 60751:2022, table 1: resistance of a Pt100 in Ω, to two places.
PT100 = {
    -200: "18.52", -150: "39.72", -100: "60.26", -50: "80.31", 0: "100.00", 50: "119.40", 100: "138.51", 150: "157.33",
    200: "175.86", 300: "212.05", 400: "247.09", 500: "280.98", 600: "313.71", 850: "390.48",
}  # fmt: skip
# ITS-90, table 1 (kelvin) and table 4: the reference function at the fixed points.
FIXED_POINTS = {
    "83.8058": "0.21585975", "234.3156": "0.84414211", "302.9146": "1.11813889", "429.7485": "1.60980185",
    "505.078": "1.89279768", "692.677": "2.56891730", "933.473": "3.37600860", "1234.93": "4.28642053",
}  # fmt: skip


@pytest.mark.parametrize(("t", "ohm"), PT100.items())
def test_resistance_as_printed(t: int, ohm: str) -> None:
    assert round(CallendarVanDusen(Decimal(100)).resistance(Decimal(t)), 2) == Decimal(ohm)


@given(st.decimals("-200", "850", places=4, allow_nan=False))
def test_a_temperature_is_found_again(t: Decimal) -> None:
    thermometer = CallendarVanDusen(Decimal("100.0123"))
    assert abs(thermometer.at(thermometer.resistance(t)) - t) <= Decimal("0.000001")


@pytest.mark.parametrize("ohm", ["18.51", "390.49"])
def test_nothing_beyond_the_equation(ohm: str) -> None:
    with pytest.raises(ValueError, match="nothing is extrapolated"):
        CallendarVanDusen(Decimal(100)).at(Decimal(ohm))


@pytest.mark.parametrize(("kelvin", "ratio"), FIXED_POINTS.items())
def test_reference_function_at_the_fixed_points(kelvin: str, ratio: str) -> None:
    assert round(reference_ratio(Decimal(kelvin) - Decimal("273.15")), 8) == Decimal(ratio)


@given(st.decimals("0.01", "961.78", places=3, allow_nan=False))
def test_a_thermometer_without_deviation_has_the_reference_function(t: Decimal) -> None:
    found = ITS90(Decimal("25.5"), Decimal(0)).at(Decimal("25.5") * reference_ratio(t))
    assert abs(found - t) <= Decimal("0.000002")


def test_a_deviation_at_a_fixed_point_gives_its_temperature_back() -> None:
    """W(Zn) = Wr(Zn) + a·(W − 1) + b·(W − 1)², solved for W by hand: the temperature is that of freezing zinc."""
    R, a, b = Decimal(25), Decimal("-1.6e-4"), Decimal("-1.1e-5")
    W = Decimal("2.56891730")
    for _ in range(60):
        W = Decimal("2.56891730") + a * (W - 1) + b * (W - 1) ** 2
    assert abs(ITS90(R, a, b).at(R * W) - Decimal("419.527")) < Decimal("0.00001")


def test_the_part_below_water_has_an_equation_of_its_own() -> None:
    R, a, b = Decimal(25), Decimal("-1.6e-4"), Decimal("2.4e-5")
    W = Decimal("0.84414211")
    for _ in range(60):
        W = Decimal("0.84414211") + a * (W - 1) + b * (W - 1) * W.ln()
    found = ITS90(R, a, b, below_water=True).at(R * W)
    assert abs(found - Decimal("-38.8344")) < Decimal("0.00001")


def test_aluminium_and_above_has_a_further_term() -> None:
    plain = ITS90(Decimal(25), Decimal("-1e-4"))
    bent = ITS90(Decimal(25), Decimal("-1e-4"), d=Decimal("1e-4"), W_660=Decimal("3.3757"))
    assert plain.at(Decimal(80)) == bent.at(Decimal(80))
    assert plain.at(Decimal(100)) > bent.at(Decimal(100))


@pytest.mark.parametrize("wrong", [
    {"R_TPW": Decimal(0), "a": Decimal(0)}, {"R_TPW": Decimal(25), "a": Decimal(0), "d": Decimal(1)},
    {"R_TPW": Decimal(25), "a": Decimal(0), "c": Decimal(1), "below_water": True},
])  # fmt: skip
def test_coefficients_that_belong_to_no_thermometer(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must be positive|needs W_660|a and b only"):
        ITS90(**wrong)  # type: ignore[arg-type]
