"""Densities that weighing in air needs: of moist air, and of water.

Decimals in and out: a density enters results that are compared with limits and are computed again on every replay.
"""

from decimal import Context, Decimal, localcontext
from typing import Final

from metrology.exact import plain

KELVIN: Final = Decimal("273.15")
PASCALS: Final = Decimal(100)  # in a hectopascal
_WORKING: Final = Context(prec=28)

CIPM_2007_TEMPERATURE: Final = Decimal(15), Decimal(27)
"""Range of the formula of the CIPM in °C."""
CIPM_2007_PRESSURE: Final = Decimal(600), Decimal(1100)
"""Range of the formula of the CIPM in hPa."""
CIPM_2007_RELATIVE_UNCERTAINTY: Final = Decimal("22e-6")
"""Relative standard uncertainty of the formula itself; that of its inputs comes on top."""
TANAKA_TEMPERATURE: Final = Decimal(0), Decimal(40)
"""Range of the formula of Tanaka et al. in °C."""

_MOLAR_MASS_OF_DRY_AIR, _MOLAR_MASS_OF_WATER = Decimal("28.96546e-3"), Decimal("18.01528e-3")  # kg/mol, 400 ppm CO2
_GAS_CONSTANT = Decimal("8.314472")  # J/(mol·K), the value of CODATA 2006 that belongs to the formula
_SATURATION = tuple(map(Decimal, ("1.2378847e-5", "-1.9121316e-2", "33.93711047", "-6.3431645e3")))
_ENHANCEMENT = tuple(map(Decimal, ("1.00062", "3.14e-8", "5.6e-7")))
_COMPRESSIBILITY = tuple(
    map(
        Decimal,
        ("1.58123e-6", "-2.9331e-8", "1.1043e-10", "5.707e-6", "-2.051e-8", "1.9898e-4", "-2.376e-6", "1.83e-11",
         "-0.765e-8"),
    )
)  # fmt: skip
_TANAKA = tuple(map(Decimal, ("3.983035", "301.797", "522528.9", "69.34881", "999.974950")))


def air_density(temperature: Decimal, humidity: Decimal, pressure: Decimal) -> Decimal:
    """Density of moist air in kg/m³ by the formula CIPM-2007, for air with 400 ppm of carbon dioxide.

    Source: Picard, Davis, Gläser, Fujii, Metrologia 45 (2008) 149, appendix A1.

    Args:
        temperature: In °C.
        humidity: Relative humidity in %RH.
        pressure: Air pressure in hPa.

    Raises:
        ValueError: A value is outside the range for which the formula is given.
    """
    _within(temperature, CIPM_2007_TEMPERATURE, "an air temperature", "°C")
    _within(pressure, CIPM_2007_PRESSURE, "an air pressure", "hPa")
    _within(humidity, (Decimal(0), Decimal(100)), "a relative humidity", "%RH")
    with localcontext(_WORKING):
        p, t, T = pressure * PASCALS, temperature, temperature + KELVIN
        x = humidity / 100 * _enhancement(p, t) * saturation_pressure(temperature) / p
        dry = p * _MOLAR_MASS_OF_DRY_AIR / (_compressibility(p, t, x) * _GAS_CONSTANT * T)
        return dry * (1 - x * (1 - _MOLAR_MASS_OF_WATER / _MOLAR_MASS_OF_DRY_AIR))


def saturation_pressure(temperature: Decimal) -> Decimal:
    """Saturation vapour pressure of water in Pa at a temperature in °C, as CIPM-2007 has it."""
    a, b, c, d = _SATURATION
    with localcontext(_WORKING):
        T = temperature + KELVIN
        return (a * T * T + b * T + c + d / T).exp()


def water_density(temperature: Decimal) -> Decimal:
    """Density in kg/m³ of pure water free of air at 101.325 kPa, at a temperature in °C.

    Source: Tanaka, Girard, Davis, Peuto, Bignell, Metrologia 38 (2001) 301, table 1; recommended by the CIPM in 2001.

    Raises:
        ValueError: The temperature is outside the range for which the formula is given.
    """
    _within(temperature, TANAKA_TEMPERATURE, "a water temperature", "°C")
    a1, a2, a3, a4, a5 = _TANAKA
    with localcontext(_WORKING):
        t = temperature
        return a5 * (1 - (t - a1) ** 2 * (t + a2) / (a3 * (t + a4)))


def _enhancement(p: Decimal, t: Decimal) -> Decimal:
    alpha, beta, gamma = _ENHANCEMENT
    return alpha + beta * p + gamma * t * t


def _compressibility(p: Decimal, t: Decimal, x: Decimal) -> Decimal:
    a0, a1, a2, b0, b1, c0, c1, d, e = _COMPRESSIBILITY
    ratio = p / (t + KELVIN)
    first = a0 + a1 * t + a2 * t * t + (b0 + b1 * t) * x + (c0 + c1 * t) * x * x
    return 1 - ratio * first + ratio * ratio * (d + e * x * x)


def _within(value: Decimal, ends: tuple[Decimal, Decimal], what: str, unit: str) -> None:
    low, high = ends
    if not low <= value <= high:
        raise ValueError(
            f"{what} of {plain(value)} {unit} is outside the formula's range, {plain(low)} to {plain(high)} {unit}"
        )
