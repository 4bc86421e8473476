"""Water by IAPWS-IF97 and the energies that a maker prints for verification; the error of a pair of sensors."""

from decimal import Decimal

import pytest
from seuif97 import pt

from procedures.heat.sensor_pairs import A, B, Range, difference_error, sensor_error, worst
from procedures.heat.water import heat_of_a_cubic_metre

D = Decimal
#: IAPWS R7-97(2012), table 5: T/K, p/MPa, v/(m³/kg), h/(kJ/kg).
IF97 = [
    (300, 3, "0.100215168e-2", "0.115331273e3"), (300, 80, "0.971180894e-3", "0.184142828e3"),
    (500, 3, "0.120241800e-2", "0.975542239e3"),
]  # fmt: skip
#: Conventional true energy in Wh for 0.1 m³ by the place of the flow sensor: MULTICAL 302, technical description, 14.4.
PRINTED = [
    (42, 40, "230.11", "230.29"), (43, 40, "345.02", "345.43"), (53, 50, "343.62", "344.11"),
    (50, 40, "1146.70", "1151.55"), (70, 50, "2272.03", "2295.86"), (80, 60, "2261.08", "2287.57"),
    (160, 40, "12793.12", "13988.44"), (160, 20, "14900.00", "16390.83"),
]  # fmt: skip
LIMIT, LEAVE_OUT = (D("0.5"), D(3)), (D(80), D(10))


@pytest.mark.parametrize(("kelvin", "pressure", "volume", "enthalpy"), IF97)
def test_the_verification_values_of_if97(kelvin: int, pressure: float, volume: str, enthalpy: str) -> None:
    t = kelvin - 273.15
    assert f"{pt(pressure, t, 3):.8e}" == f"{float(volume):.8e}"
    assert f"{pt(pressure, t, 4):.8e}" == f"{float(enthalpy):.8e}"


@pytest.mark.parametrize(("hot", "cold", "flow", "back"), PRINTED)
def test_the_energies_that_a_maker_prints(hot: int, cold: int, flow: str, back: str) -> None:
    for in_return, printed in ((False, flow), (True, back)):
        found = 100 * heat_of_a_cubic_metre(D("1.6"), D(hot), D(cold), in_return=in_return)  # Wh of 0.1 m³
        assert round(found, 2) == D(printed)


def ideal(t: Decimal) -> Decimal:
    """Resistance of a Pt500 in Ω."""
    return 500 * (1 + A * t + B * t * t)


def curve(*errors: str) -> list[tuple[Decimal, Decimal]]:
    """Points at 10, 80, 140 °C of a sensor with these errors in K."""
    return [(t, ideal(t + D(e))) for t, e in zip(map(D, (10, 80, 140)), errors, strict=True)]


def test_constants_of_iec_60751() -> None:
    assert [round(ideal(D(t)) / 5, 2) for t in (10, 100, 150)] == [D("103.90"), D("138.51"), D("157.33")]


def test_an_ideal_sensor_has_no_error_between_and_beyond_its_points() -> None:
    assert all(abs(sensor_error(D(500), curve("0", "0", "0"), D(t))) < D("1e-20") for t in (4, 45, 120, 150))


def test_the_error_of_a_sensor_at_its_points() -> None:
    found = [sensor_error(D(500), curve("0.1", "0.2", "-0.1"), D(t)) for t in (10, 80, 140)]
    assert [round(e, 3) for e in found] == [D("0.100"), D("0.200"), D("-0.100")]


def test_the_error_of_a_difference() -> None:
    warm, cold = curve("0.05", "0.05", "0.05"), curve("-0.05", "-0.05", "-0.05")
    assert round(difference_error(D(500), warm, cold, D(60), D(50)), 3) == 1
    assert round(difference_error(D(500), cold, warm, D(60), D(50)), 3) == -1
    assert round(difference_error(D(500), warm, cold, D(53), D(50)), 2) == D("3.33")


def test_alike_sensors_are_worst_at_the_smallest_difference() -> None:
    made_for = Range(D(4), D(150), D(3), D(100))
    found = worst(D(500), curve("0.05", "0.05", "0.05"), curve("0", "0", "0"), made_for, LIMIT, LEAVE_OUT)
    assert found[0] - found[1] == 3


@pytest.mark.parametrize(("sensors", "made_for", "expected"), [
    # wrong at the upper end only: with a return above 80 °C differences of 10 K and less do not count
    ((("0", "0", "0.3"), ("0", "0", "0")), (4, 150, 3, 100), (150, 139)),
    ((("0", "0", "0"), ("0", "0", "0.3")), (4, 150, 3, 100), (150, 139)),
    # and at the lower end
    ((("0", "0", "0"), ("0.3", "0", "0")), (4, 150, 3, 100), (7, 4)),
    ((("0", "0", "0"), ("0.3", "0", "0")), (9, 140, 5, 80), (14, 9)),
])  # fmt: skip
def test_where_a_pair_is_worst(
    sensors: tuple[tuple[str, ...], ...], made_for: tuple[int, ...], expected: tuple[int, int]
) -> None:
    flow, back = (curve(*errors) for errors in sensors)
    found = worst(D(500), flow, back, Range(*map(D, made_for)), LIMIT, LEAVE_OUT)
    assert found == tuple(map(D, expected))
