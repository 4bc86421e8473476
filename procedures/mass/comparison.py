"""Comparison of weights in air: conventional mass and its uncertainty, as OIML R 111-1 annex C has them.

The conventional mass of a weight is the mass of the reference of 8000 kg/m³ that it balances in air of 1.2 kg/m³ at
20 °C. In air of another density the difference found is corrected for the buoyancy of both weights. Masses here are in
mg, densities in kg/m³.
"""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from typing import Final, NamedTuple

from metrology.exact import Number, to_decimal
from metrology.rounding import round_uncertainty

_WORKING: Final = Context(prec=28)
_K: Final = Decimal(2)


class Density(NamedTuple):
    """A density and its standard uncertainty, kg/m³."""

    value: Decimal
    u: Decimal


def buoyancy_factor(air: Decimal, of_test: Decimal, of_reference: Decimal, reference_air: Decimal) -> Decimal:
    """C = (ρa − ρ0) (1/ρt − 1/ρr): what the buoyancy of both weights adds to the conventional mass, as a part of it."""
    with localcontext(_WORKING):
        return (air - reference_air) * (1 / of_test - 1 / of_reference)


def u_weighing(differences: Sequence[Decimal], U_comparator: Decimal) -> Decimal:
    """Standard uncertainty of the mean of the differences of several cycles (C.6.1).

    The standard deviation of few cycles says little: it counts where it is larger than that of the comparator by its
    certificate, U / 2 for one cycle with the display included.

    Args:
        differences: Of each cycle.
        U_comparator: Expanded uncertainty (k = 2) of a difference found in one cycle.
    """
    with localcontext(_WORKING):
        n = len(differences)
        middle = sum(differences, Decimal(0)) / n
        squares = sum(((d - middle) ** 2 for d in differences), Decimal(0))
        s = (squares / (n - 1)).sqrt() if n > 1 else Decimal(0)
        return max(s, U_comparator / _K) / Decimal(n).sqrt()


def u_buoyancy(mass: Decimal, air: Density, of_test: Density, of_reference: Density, reference_air: Decimal) -> Decimal:
    """Standard uncertainty of the buoyancy correction (C.6.3), the reference calibrated in air of 1.2 kg/m³."""
    with localcontext(_WORKING):
        t, r = of_test.value, of_reference.value
        beyond = air.value - reference_air
        parts = ((r - t) / (r * t) * air.u, beyond * of_test.u / (t * t), beyond * of_reference.u / (r * r))
        return mass * sum((p * p for p in parts), Decimal(0)).sqrt()


def expanded(*parts: Number) -> Decimal:
    """U (k = 2) of standard uncertainties that do not depend on each other, rounded up to two digits."""
    with localcontext(_WORKING):
        return round_uncertainty(_K * sum((to_decimal(p) ** 2 for p in parts), Decimal(0)).sqrt(), up=True)
