"""Accuracy of zero-setting and of tare setting (置零准确度、除皮准确度) (4.5.2, 4.6.3)."""

from decimal import Decimal

from metrology.exact import multiply
from procedures.mass.r76.instrument import Scale

QUARTER, HALF = Decimal("0.25"), Decimal("0.5")


def setting_limit(e: Decimal) -> Decimal:
    """Largest error that zero-setting or tare setting may leave, 0.25 e; e_1 on a multi-interval instrument."""
    return multiply(QUARTER, e)


def tare_limit(scale: Scale, *, mechanical: bool) -> Decimal:
    """Largest error that tare setting may leave: 0.5 d on a mechanical instrument with digital indication, else 0.25 e."""
    return multiply(HALF, scale.ranges[0].d) if mechanical else setting_limit(scale.e)
