"""Reference functions of base-metal thermocouples above 0 °C, reference junction at 0 °C (IEC 60584-1:2013, ITS-90).

Coefficients as NIST Standard Reference Database 60 (Monograph 175) has them, which IEC 60584-1 and GB/T 16839.1 share;
read in several public copies that agree.
"""

from decimal import Context, Decimal
from typing import Final, NamedTuple

PRECISE: Final = Context(prec=30)
GREATEST_DIGITS: Final = Decimal("1e-9")


class Reference(NamedTuple):
    """E(t) = Σ c_i t^i, for K with a0 exp(a1 (t − a2)²) besides.

    Attributes:
        upper: Upper end of the range in °C; the lower end is 0.
        coefficients: c_i in mV/°C^i.
    """

    upper: Decimal
    coefficients: tuple[str, ...]


FUNCTIONS: Final = {
    "K": Reference(
        Decimal(1372),
        (
            "-0.176004136860E-01", "0.389212049750E-01", "0.185587700320E-04", "-0.994575928740E-07",
            "0.318409457190E-09", "-0.560728448890E-12", "0.560750590590E-15", "-0.320207200030E-18",
            "0.971511471520E-22", "-0.121047212750E-25",
        ),
    ),
    "N": Reference(
        Decimal(1300),
        (
            "0", "0.259293946010E-01", "0.157101418800E-04", "0.438256272370E-07", "-0.252611697940E-09",
            "0.643118193390E-12", "-0.100634715190E-14", "0.997453389920E-18", "-0.608632456070E-21",
            "0.208492293390E-24", "-0.306821961510E-28",
        ),
    ),
    "E": Reference(
        Decimal(1000),
        (
            "0", "0.586655087100E-01", "0.450322755820E-04", "0.289084072120E-07", "-0.330568966520E-09",
            "0.650244032700E-12", "-0.191974955040E-15", "-0.125366004970E-17", "0.214892175690E-20",
            "-0.143880417820E-23", "0.359608994810E-27",
        ),
    ),
    "J": Reference(
        Decimal(760),
        (
            "0", "0.503811878150E-01", "0.304758369300E-04", "-0.856810657200E-07", "0.132281952950E-09",
            "-0.170529583370E-12", "0.209480906970E-15", "-0.125383953360E-18", "0.156317256970E-22",
        ),
    ),
}  # fmt: skip
"""Type letter to its function from 0 °C on."""
_EXPONENTIAL: Final = (Decimal("0.118597600000"), Decimal("-0.118343200000E-03"), Decimal("126.9686"))


def emf(letter: str, t: Decimal) -> Decimal:
    """Electromotive force in mV at a temperature in °C, to a nanovolt's thousandth.

    Raises:
        ValueError: The temperature is outside the range of the function.
    """
    upper, coefficients = FUNCTIONS[letter]
    if not 0 <= t <= upper:
        raise ValueError(f"{t} °C is outside the reference function of type {letter}: 0 to {upper} °C")
    found = Decimal(0)
    for coefficient in reversed(coefficients):
        found = PRECISE.fma(found, t, Decimal(coefficient))
    if letter == "K":
        a0, a1, a2 = _EXPONENTIAL
        found += a0 * PRECISE.exp(a1 * (t - a2) ** 2)
    return found.quantize(GREATEST_DIGITS)


def seebeck(letter: str, t: Decimal) -> Decimal:
    """dE/dt in mV/°C at a temperature in °C, to six digits.

    Raises:
        ValueError: The temperature is outside the range of the function.
    """
    emf(letter, t)
    found = Decimal(0)
    for power, coefficient in reversed(list(enumerate(FUNCTIONS[letter].coefficients))[1:]):
        found = PRECISE.fma(found, t, power * Decimal(coefficient))
    if letter == "K":
        a0, a1, a2 = _EXPONENTIAL
        found += 2 * a0 * a1 * (t - a2) * PRECISE.exp(a1 * (t - a2) ** 2)
    return Context(prec=6).plus(found)
