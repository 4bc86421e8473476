"""Accuracy of zero-setting and of tare setting (置零准确度、除皮准确度): |E| ≤ 0.25 e (4.5.2, 4.6.3)."""
# ruff: noqa: E741  # I is the symbol of the indication

from decimal import Decimal

from metrology.decision import Decision, decide
from metrology.exact import multiply
from metrology.rounding import plain
from metrology.status import Source
from procedures.mass.r76 import errors, sources

QUARTER = Decimal("0.25")


def setting_limit(e: Decimal) -> Decimal:
    """Largest error that zero-setting or tare setting may leave, 0.25 e; e_1 on a multi-interval instrument."""
    return multiply(QUARTER, e)


def zero_error(I: Decimal, dL: Decimal, e: Decimal, L: Decimal) -> Decimal:
    """Error at zero E0 = I + e/2 − ΔL − L, with L = 0, or about 10 e where the zero is tracked (A.4.2.3.2)."""
    return errors.indication_error(errors.changeover_point(I, dL, e), L)


def zero_accuracy(E0: Decimal, e: Decimal, *, unit: str = "") -> Decision:
    """Decide the accuracy of zero-setting (4.5.2)."""
    return _decide(E0, e, unit, "E0 = I + e/2 − ΔL − L", sources.ZERO_ACCURACY)


def tare_accuracy(E: Decimal, e: Decimal, *, unit: str = "") -> Decision:
    """Decide the accuracy of tare setting; E is found like E0, the zero having been set by taring (4.6.3)."""
    return _decide(E, e, unit, "E = I + e/2 − ΔL − L", sources.TARE_ACCURACY)


def _decide(E: Decimal, e: Decimal, unit: str, formula: str, source: Source) -> Decision:
    return decide(E, setting_limit(e), unit=unit, formula=formula, substitution=plain(E), source=source)
