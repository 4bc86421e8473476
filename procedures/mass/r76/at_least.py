"""A requirement that something be at least so large, decided like any other comparison: there is no upper limit."""

from decimal import Decimal

from metrology.decision import Decision, decide
from metrology.rounding import plain
from metrology.status import Source


def at_least(
    value: Decimal, least: Decimal, *, formula: str, source: Source, unit: str = "", substitution: str = ""
) -> Decision:
    """Decide value ≥ least; equality is enough.

    Args:
        value: What was found.
        least: Smallest value that conforms.
        formula: How the value came about, for the trace.
        source: Clause that asks for it.
        unit: Unit of both.
        substitution: The formula with its numbers; the value itself unless given.
    """
    shown = substitution or plain(value)
    return decide(value, (least, None), unit=unit, formula=formula, substitution=shown, source=source)
