"""Accuracy of zero-setting and of tare setting (置零准确度、除皮准确度): |E| ≤ 0.25 e (4.5.2, 4.6.3)."""

from decimal import Decimal

from metrology.exact import multiply

QUARTER = Decimal("0.25")


def setting_limit(e: Decimal) -> Decimal:
    """Largest error that zero-setting or tare setting may leave, 0.25 e; e_1 on a multi-interval instrument."""
    return multiply(QUARTER, e)
