"""The search for the changeover point with small additional weights (OIML R 76-1:2006 A.4.4.3)."""

from collections.abc import Callable
from decimal import Decimal

from drivers.errors import BadReply
from drivers.roles import LoadHandler, Reading

#: Pieces of 0.1 e after which a working display must have changed: ten make one interval, two are in hand.
MOST_PIECES = 12


def find_changeover(
    indication: Callable[[], Reading], loads: LoadHandler, step: Decimal, unit: str, where: str
) -> Reading:
    """Add pieces one at a time until the indication rises, then take them away again.

    Args:
        indication: Gives the stable indication.
        loads: Adds and removes the pieces.
        step: Mass of one piece, usually 0.1 e.
        unit: Its unit.
        where: Role and address for error messages.

    Returns:
        ΔL, the sum of the pieces on the receptor when the indication had risen; every indication seen is in `trail`.

    Raises:
        BadReply: The indication fell while load was added, changed its unit, or did not change after `MOST_PIECES`.
        InstrumentError: Whatever `indication` and `loads` raise; the pieces are taken away all the same.
    """
    start = indication()
    trail = [start.text]
    total = Decimal(0)
    try:
        for _piece in range(MOST_PIECES):
            loads.add(step, unit)
            total += step
            shown = indication()
            trail.append(shown.text)
            if shown.unit != start.unit or shown.value < start.value:
                what = f"The indication went from {start.text!r} to {shown.text!r} while load was added."
                raise BadReply(what, where=where, remedy="Look at the display; repeat the point from zero load.")
            if shown.value > start.value:
                return Reading(str(total), total, unit, tuple(trail))
    finally:
        if total:
            loads.add(-total, unit)
    what = f"{MOST_PIECES} pieces of {step} {unit} changed nothing ({start.text!r})."
    raise BadReply(what, where=where, remedy="The display may be stuck, or the pieces are too small for this interval.")
