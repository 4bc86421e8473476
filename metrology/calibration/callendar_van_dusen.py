"""Resistance of an industrial platinum thermometer (IEC 60751:2022, 4.2)."""

from dataclasses import dataclass
from decimal import Decimal

from metrology.calibration.inverse import CONTEXT, temperature_at

LOWEST, HIGHEST = Decimal(-200), Decimal(850)
"""Range of the equation, °C."""


@dataclass(frozen=True, slots=True)
class CallendarVanDusen:
    """Temperature in °C from resistance in Ω.

    R = R0 · (1 + A·t + B·t² + C·(t − 100)·t³), with C = 0 from 0 °C upwards.

    Attributes:
        R0: resistance at 0 °C, Ω.
        A, B, C: coefficients in °C⁻¹, °C⁻², °C⁻⁴; those of IEC 60751 by default.

    Raises:
        ValueError: R0 is not positive.
    """

    R0: Decimal
    A: Decimal = Decimal("3.9083e-3")
    B: Decimal = Decimal("-5.775e-7")
    C: Decimal = Decimal("-4.183e-12")

    def __post_init__(self) -> None:
        """Refuse a thermometer without resistance."""
        if self.R0 <= 0:
            raise ValueError("R0 must be positive")

    def resistance(self, t: Decimal) -> Decimal:
        """Return the resistance in Ω at a temperature in °C, on 40 digits."""
        c = CONTEXT
        terms = c.add(c.add(Decimal(1), c.multiply(self.A, t)), c.multiply(self.B, c.multiply(t, t)))
        if t < 0:
            cubed = c.multiply(t, c.multiply(t, t))
            terms = c.add(terms, c.multiply(self.C, c.multiply(c.subtract(t, Decimal(100)), cubed)))
        return c.multiply(self.R0, terms)

    def at(self, value: Decimal) -> Decimal:
        """Return the temperature in °C at a resistance in Ω, rounded to one microkelvin.

        Raises:
            ValueError: the resistance belongs to no temperature from −200 °C to 850 °C.
        """
        return temperature_at(self.resistance, value, LOWEST, HIGHEST)
