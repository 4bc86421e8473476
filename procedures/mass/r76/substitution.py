"""Substitution of standard weights at the place of use (替代法) (3.7.3, A.4.4.5)."""

from decimal import Decimal

from procedures.kit.value import Value

SHARES = ((Decimal("0.2"), 5), (Decimal("0.3"), 3))


def substitution_load(P: Value, E: Value) -> Value:
    """True value of a substitution load from the error found with standard weights: L = P − E.

    The load is used as it comes out: rounded to the display it would carry half an interval into every later error.

    Args:
        P: Indication prior to rounding with the substitution load.
        E: Error found with standard weights at the same changeover point.
    """
    return P - E


def smallest_share_of_weights(repeatability_error_in_e: Decimal) -> int:
    """The part of Max that must be standard weights, as its divisor: 2; 3 if the error is at most 0.3 e, 5 if 0.2 e.

    The repeatability error is found with three placings of a load of about the value where the substitution is made.
    """
    return next((divisor for most, divisor in SHARES if repeatability_error_in_e <= most), 2)
