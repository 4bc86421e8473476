"""Indication prior to rounding, error and corrected error of a digital weighing instrument (OIML R 76-1 A.4.4.3).

A digital indication hides up to half an interval. At a load L the indication I is noted and small weights of say
0.1 e are added until the indication rises unambiguously to I + e; with their sum ΔL the indication prior to rounding is
P = I + e/2 − ΔL, the error E = P − L, and corrected for the error at zero Ec = E − E0.
"""
# ruff: noqa: E741  # I is the symbol of the indication

from decimal import Decimal

from metrology.exact import add, multiply
from procedures.kit.value import Value
from procedures.mass.r76.instrument import PartialRange, Scale

HALF = Decimal("0.5")
DIRECT_READING_IN_E = Decimal("0.2")


def changeover_point(I: Value, dL: Value, e: Decimal) -> Value:
    """Indication prior to rounding P = I + e/2 − ΔL.

    Args:
        I: Indication before weights were added.
        dL: Additional load ΔL at which the indication rose by one interval.
        e: Interval by which it rose; on a multi-interval instrument `interval_above(scale, I)`.
    """
    return I + HALF * Value.constant(e, "e") - dL


def interval_above(scale: Scale, I: Decimal) -> Decimal:
    """The interval e_i of the partial range in which the indication I + e appears (A.4.4.3 note).

    At the upper end of a partial range the next indication lies in the range above, so half of that range's interval
    separates the indication from its changeover point.
    """
    return scale.e_at(add(I, scale.e_at(I)))


def needs_changeover(part: PartialRange) -> bool:
    """Whether the rounding error has to be eliminated: d > 0.2 e (3.5.3.2)."""
    return part.d > multiply(DIRECT_READING_IN_E, part.e)
