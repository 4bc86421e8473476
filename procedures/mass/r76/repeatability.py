"""Repeatability (重复性): how many weighings of which load (3.6.1, A.4.10)."""

from decimal import Decimal

from procedures.mass.r76.instrument import Scale

SHARE_OF_MAX = Decimal("0.8")


def weighings(scale: Scale) -> int:
    """Weighings of the series of a verification: 3 for classes III and IIII, 6 for I and II."""
    return 6 if scale.accuracy_class in ("I", "II") else 3
