"""Substitution of standard weights at the place of use (替代法) (3.7.3, A.4.4.5)."""
# ruff: noqa: E741  # I is the symbol of the indication

from decimal import Decimal
from fractions import Fraction

from metrology.exact import add, subtract
from procedures.mass.r76 import errors


def substitution_load(I: Decimal, e: Decimal, E: Decimal, dL: Decimal = Decimal(0)) -> Decimal:
    """True value of a substitution load from the error found with standard weights: L = I + e/2 − ΔL − E.

    The load is used as it comes out: rounded to the display it would carry half an interval into every later error.

    Args:
        I: Indication with the substitution load.
        e: Verification scale interval at that load.
        E: Error found with standard weights at the same changeover point.
        dL: Additional load at the changeover; zero when material was added up to the changeover point itself.
    """
    return errors.indication_error(errors.changeover_point(I, dL, e), E)


def substitution_by_comparison(I_weights: Decimal, I_substitute: Decimal, weights: Decimal) -> Decimal:
    """Value of a substitution load weighed against standard weights, Q = I2 − I1 + m.

    Args:
        I_weights: Indication I1 with the standard weights.
        I_substitute: Indication I2 with the substitution load.
        weights: Mass m of the standard weights.
    """
    return add(subtract(I_substitute, I_weights), weights)


def smallest_share_of_weights(repeatability_error_in_e: Decimal) -> Fraction:
    """Share of Max that must be standard weights: 1/2; 1/3 if the repeatability error is at most 0.3 e, 1/5 if 0.2 e.

    The repeatability error is found with three placings of a load of about the value where the substitution is made.
    """
    if repeatability_error_in_e <= Decimal("0.2"):
        return Fraction(1, 5)
    if repeatability_error_in_e <= Decimal("0.3"):
        return Fraction(1, 3)
    return Fraction(1, 2)
