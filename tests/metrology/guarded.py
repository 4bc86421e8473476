"""Binary rules with a guard band w = r U of any width (JCGM 106:2012 8.3.3)."""

from decimal import Decimal

from metrology.decision import Rule


def guarded(r: int | str) -> Rule:
    """The rule with a guard band in units of U on the inner side of each limit."""
    return Rule(f"guarded acceptance, w = {r} U", guard=Decimal(r))
