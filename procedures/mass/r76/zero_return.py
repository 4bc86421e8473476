"""Zero return (回零): the zero after half an hour under load (3.9.4.2, A.4.11.2)."""

from decimal import Decimal

from metrology.decision import Decision, decide
from metrology.exact import multiply, subtract
from metrology.rounding import plain
from procedures.mass.r76 import sources
from procedures.mass.r76.result import Result


def zero_return_limit(e: Decimal) -> Decimal:
    """0.5 e; e_1 on a multi-interval instrument, e_i of the range it returns from on a multiple range instrument."""
    return multiply(Decimal("0.5"), e)


def zero_return(P_before: Decimal, P_after: Decimal, e: Decimal, *, unit: str = "") -> Decision:
    """Decide the deviation of the zero after a load close to Max has been removed.

    Args:
        P_before: Zero before loading, prior to rounding.
        P_after: Zero as soon as it has stabilised after half an hour of load, prior to rounding.
        e: Verification scale interval that counts, see `zero_return_limit`.
        unit: Unit of all of these.
    """
    return decide(
        abs(subtract(P_after, P_before)),
        (None, zero_return_limit(e)),
        unit=unit,
        formula="|P_after − P_before|",
        substitution=f"|{plain(P_after)} − {plain(P_before)}|",
        source=sources.ZERO_RETURN,
    )


def zero_return_multiple_range(
    change: Decimal, change_next_5_min: Decimal | None, e_i: Decimal, e_1: Decimal, *, unit: str = ""
) -> Result:
    """Decide a multiple range instrument: 0.5 e_i on return, then at most e_1 during five minutes in the lowest range.

    Args:
        change: Deviation of the zero on returning from Max_i.
        change_next_5_min: Variation near zero in the five minutes after switching to the lowest range, or None.
        e_i: Interval of the range it returned from.
        e_1: Interval of the lowest range.
        unit: Unit of all of these.
    """
    back = zero_return(Decimal(0), change, e_i, unit=unit)
    if change_next_5_min is None:
        return Result.incomplete("未观察其后 5 min 的零点", "the following five minutes were not observed", (back,))
    settled = decide(
        abs(change_next_5_min),
        (None, e_1),
        unit=unit,
        formula="|ΔP|, 5 min",
        substitution=f"|{plain(change_next_5_min)}|",
        source=sources.ZERO_RETURN,
    )
    return Result.of(back, settled)
