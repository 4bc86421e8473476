"""Temperature from the resistance of a standard platinum thermometer (ITS-90, text of 1990, 3.3).

Implemented are the subranges from the triple point of argon upwards (3.3.1 equation 13, and 3.3.2).
"""

from dataclasses import dataclass
from decimal import Decimal

from metrology.calibration.inverse import CONTEXT, temperature_at

ZERO_CELSIUS, TRIPLE_POINT = Decimal("273.15"), Decimal("273.16")
LOWEST, HIGHEST = Decimal("-189.3442"), Decimal("961.78")
"""Triple point of argon and freezing point of silver, °C."""
# Reference function below the triple point of water (equation 9a): A0 to A12.
_A = tuple(
    map(
        Decimal,
        (
            "-2.13534729", "3.18324720", "-1.80143597", "0.71727204", "0.50344027", "-0.61899395", "-0.05332322",
            "0.28021362", "0.10715224", "-0.29302865", "0.04459872", "0.11868632", "-0.05248134",
        ),
    )
)  # fmt: skip
# Reference function from 0 °C to 961.78 °C (equation 10a): C0 to C9.
_C = tuple(
    map(
        Decimal,
        (
            "2.78157254", "1.64650916", "-0.13714390", "-0.00649767", "-0.00234444", "0.00511868", "0.00187982",
            "-0.00204472", "-0.00046122", "0.00045724",
        ),
    )
)  # fmt: skip
_LOW_CENTRE, _LOW_WIDTH = Decimal("1.5"), Decimal("1.5")
_BEYOND = Decimal("0.05")
"""How far beyond the fixed points a temperature is looked for, K; the certified range decides what is used."""
_HIGH_CENTRE, _HIGH_WIDTH = Decimal("754.15"), Decimal(481)


def reference_ratio(t: Decimal) -> Decimal:
    """Return the reference function Wr at a temperature in °C, on 40 digits (equations 9a and 10a)."""
    c = CONTEXT
    kelvin = c.add(t, ZERO_CELSIUS)
    if kelvin >= TRIPLE_POINT:
        return _series(_C, c.divide(c.subtract(kelvin, _HIGH_CENTRE), _HIGH_WIDTH))
    logarithm = c.ln(c.divide(kelvin, TRIPLE_POINT))
    return c.exp(_series(_A, c.divide(c.add(logarithm, _LOW_CENTRE), _LOW_WIDTH)))


def _series(coefficients: tuple[Decimal, ...], x: Decimal) -> Decimal:
    result = Decimal(0)
    for coefficient in reversed(coefficients):
        result = CONTEXT.fma(result, x, coefficient)
    return result


@dataclass(frozen=True, slots=True)
class ITS90:
    """Temperature in °C from resistance in Ω, by the deviation function of a certificate.

    W = R / R(0.01 °C). Equation 14, from the triple point of water upwards, and from the triple point of mercury to the
    melting point of gallium:

        W − Wr = a·(W − 1) + b·(W − 1)² + c·(W − 1)³ + d·(W − W(660.323 °C))²

    with the last term above the freezing point of aluminium only. Equation 13, from 83.8058 K to the triple point of
    water:

        W − Wr = a·(W − 1) + b·(W − 1)·ln W

    A subrange that needs fewer coefficients leaves the others at 0. A thermometer calibrated below and above the triple
    point of water has a certified range for each part.

    Attributes:
        R_TPW: resistance at the triple point of water, Ω.
        a, b, c, d: deviation coefficients.
        W_660: ratio at the freezing point of aluminium; needed with `d`.
        below_water: whether the coefficients are those of the subrange below the triple point of water (equation 13).

    Raises:
        ValueError: the coefficients do not belong to one subrange.
    """

    R_TPW: Decimal
    a: Decimal
    b: Decimal = Decimal(0)
    c: Decimal = Decimal(0)
    d: Decimal = Decimal(0)
    W_660: Decimal = Decimal(0)
    below_water: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no thermometer's deviation function."""
        if self.R_TPW <= 0:
            raise ValueError("R_TPW must be positive")
        if self.d != 0 and self.W_660 <= 0:
            raise ValueError("the coefficient d needs W_660, the ratio at the freezing point of aluminium")
        if self.below_water and (self.c != 0 or self.d != 0):
            raise ValueError("below the triple point of water there are the coefficients a and b only")

    def deviation(self, W: Decimal) -> Decimal:
        """Return W − Wr for a resistance ratio, on 40 digits."""
        k = CONTEXT
        x = k.subtract(W, Decimal(1))
        if self.below_water:
            return k.add(k.multiply(self.a, x), k.multiply(self.b, k.multiply(x, k.ln(W))))
        found = k.multiply(x, k.fma(x, k.fma(x, self.c, self.b), self.a))
        if self.d != 0 and self.W_660 < W:
            beyond = k.subtract(W, self.W_660)
            found = k.fma(self.d, k.multiply(beyond, beyond), found)
        return found

    def at(self, value: Decimal) -> Decimal:
        """Return the temperature in °C at a resistance in Ω, rounded to one microkelvin.

        Raises:
            ValueError: the resistance belongs to no temperature of the subranges.
        """
        if value <= 0:
            raise ValueError(f"a resistance of {value} Ω is not a thermometer's")
        W = CONTEXT.divide(value, self.R_TPW)
        reference = CONTEXT.subtract(W, self.deviation(W))
        upper = Decimal(0) if self.below_water else HIGHEST
        return temperature_at(reference_ratio, reference, LOWEST - _BEYOND, upper + _BEYOND)
