"""Densities of air and water against published values and formulas."""

import math
from decimal import Decimal

import pytest

from metrology.density import air_density, saturation_pressure, water_density

D = Decimal


def approximate(t: float, h: float, p: float) -> float:
    """OIML R 111-1:2004 (E.3-1), said to keep within 2 parts in 10⁴ for 900 to 1100 hPa, 10 to 30 °C, below 80 %RH."""
    return (0.34848 * p - 0.009 * h * math.exp(0.061 * t)) / (273.15 + t)


@pytest.mark.parametrize("pressure", ["900", "1013.25", "1100"])
@pytest.mark.parametrize("humidity", ["0", "50", "80"])
@pytest.mark.parametrize("temperature", ["15", "20", "27"])
def test_air_agrees_with_the_approximate_formula(temperature: str, humidity: str, pressure: str) -> None:
    exact = float(air_density(D(temperature), D(humidity), D(pressure)))
    assert approximate(float(temperature), float(humidity), float(pressure)) == pytest.approx(exact, rel=2e-4)


@pytest.mark.parametrize(("t", "h", "p"), [(20.0, 50.0, 1013.25), (15.0, 0.0, 600.0), (27.0, 100.0, 1100.0)])
def test_air_by_the_printed_equation(t: float, h: float, p: float) -> None:
    """Equation (4) of the paper, with the coefficients of its appendix entered a second time, in binary floats."""
    T, pa = t + 273.15, 100.0 * p
    psv = math.exp(1.2378847e-5 * T**2 - 1.9121316e-2 * T + 33.93711047 - 6.3431645e3 / T)
    x = h / 100.0 * (1.00062 + 3.14e-8 * pa + 5.6e-7 * t**2) * psv / pa
    first = 1.58123e-6 - 2.9331e-8 * t + 1.1043e-10 * t**2 + (5.707e-6 - 2.051e-8 * t) * x
    first += (1.9898e-4 - 2.376e-6 * t) * x**2
    Z = 1.0 - pa / T * first + (pa / T) ** 2 * (1.83e-11 - 0.765e-8 * x**2)
    printed = 3.483740e-3 * pa / (Z * T) * (1.0 - 0.3780 * x)
    assert float(air_density(D(str(t)), D(str(h)), D(str(p)))) == pytest.approx(printed, rel=2e-6)
    assert float(saturation_pressure(D(str(t)))) == pytest.approx(psv, rel=1e-12)


def test_air_of_the_definition_of_conventional_mass() -> None:
    """1.2 kg/m³ is about the air of a laboratory at 20 °C, 50 %RH and 1013.25 hPa."""
    assert round(air_density(D(20), D(50), D("1013.25")), 4) == D("1.1993")


@pytest.mark.parametrize(
    ("temperature", "table"),
    [
        ("0", "999.8428"),
        ("4", "999.9749"),
        ("10", "999.7027"),
        ("20", "998.2067"),
        ("25", "997.0470"),
        ("40", "992.2152"),
    ],
)
def test_water_by_the_table_of_the_paper(temperature: str, table: str) -> None:
    assert round(water_density(D(temperature)), 4) == D(table)


@pytest.mark.parametrize(
    ("t", "h", "p", "what"),
    [
        ("14.9", "50", "1013", "air temperature"), ("27.1", "50", "1013", "air temperature"),
        ("20", "50", "599", "air pressure"), ("20", "50", "1101", "air pressure"),
        ("20", "-1", "1013", "relative humidity"), ("20", "101", "1013", "relative humidity"),
    ],
)  # fmt: skip
def test_beyond_the_range_of_the_formula_of_air_there_is_no_value(t: str, h: str, p: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        air_density(D(t), D(h), D(p))


@pytest.mark.parametrize("temperature", ["-0.1", "40.1"])
def test_beyond_the_range_of_the_formula_of_water_there_is_no_value(temperature: str) -> None:
    with pytest.raises(ValueError, match="water temperature"):
        water_density(D(temperature))
