"""Discrimination (鉴别力) of a digital indication: the small loads and what they must do (3.8.2.2, A.4.8.2)."""
# ruff: noqa: E741  # I is the symbol of the indication

from decimal import Decimal

from metrology.decision import Outcome
from metrology.exact import add, multiply, subtract

STEP_IN_D = Decimal("0.1")
EXTRA_IN_D = Decimal("1.4")
PIECES = 10
"""Pieces that lie on the load from the beginning, so that one interval can be taken away."""


def piece(d: Decimal) -> Decimal:
    """The small additional weights, 0.1 d each."""
    return multiply(STEP_IN_D, d)


def extra_load(d: Decimal) -> Decimal:
    """Extra load, 1.4 d."""
    return multiply(EXTRA_IN_D, d)


def required_indications(I: Decimal, d: Decimal) -> tuple[Decimal, Decimal]:
    """What must be shown: I − d when the pieces are gone, I + d after the extra load."""
    return subtract(I, d), add(I, d)


def outcome(I: Decimal, after_removal: Decimal, after_extra: Decimal, d: Decimal) -> Outcome:
    """Decide the test.

    Pieces of 0.1 d are taken away one by one until the indication I falls to I − d; one is put back, and 1.4 d gently
    added must raise the indication to I + d, counted from where it began. An indication that fell by more than d under
    pieces of 0.1 d has jumped over a value it could not resolve, which is a failure of the instrument.

    Args:
        I: Indication at the start.
        after_removal: Indication when it had fallen.
        after_extra: Indication after the extra load.
        d: Actual scale interval.
    """
    as_required = (after_removal, after_extra) == required_indications(I, d)
    return Outcome.CONFORM if as_required else Outcome.NOT_CONFORM
