"""Searches with small additional weights: up to the changeover point, and down to it."""

from collections.abc import Callable
from decimal import Decimal

from drivers.errors import BadReply
from drivers.roles import LoadHandler, Reading
from metrology.units import convert

#: Pieces of a tenth of an interval after which a working display must have changed: ten make one, two are in hand.
MOST_PIECES = 12
#: Pieces beyond which a rise is no changeover: five intervals, more than any partial range switches by.
LARGEST_JUMP = 50


def find_changeover(
    indication: Callable[[], Reading], loads: LoadHandler, step: Decimal, unit: str, where: str
) -> Reading:
    """Add pieces one at a time until the indication rises, then take them away again (OIML R 76-1:2006 A.4.4.3).

    Args:
        indication: Gives the stable indication.
        loads: Adds and removes the pieces.
        step: Mass of one piece, usually 0.1 e.
        unit: Its unit.
        where: Role and address for error messages.

    Returns:
        ΔL, the sum of the pieces on the receptor when the indication had risen; every indication seen is in `trail`.

    Raises:
        BadReply: The indication fell while load was added, changed its unit, jumped, or stayed after `MOST_PIECES`.
        InstrumentError: Whatever `indication` and `loads` raise; the pieces are taken away all the same.
    """
    trail: list[str] = []
    added: list[Decimal] = []
    try:
        return _search(indication, loads, step, unit, where, trail, added)
    finally:
        if added:
            loads.add(-sum(added, Decimal(0)), unit)


def find_drop(indication: Callable[[], Reading], loads: LoadHandler, step: Decimal, unit: str, where: str) -> Reading:
    """Take pieces away one at a time until the indication falls; they stay away (OIML R 76-1:2006 A.4.8.2).

    Args, errors and trail are those of `find_changeover`.

    Returns:
        The sum of the pieces taken away, positive.
    """
    found = _search(indication, loads, -step, unit, where, [], [])
    total = -found.value
    return Reading(str(total), total, unit, found.trail)


def _search(
    indication: Callable[[], Reading],
    loads: LoadHandler,
    step: Decimal,
    unit: str,
    where: str,
    trail: list[str],
    moved: list[Decimal],
) -> Reading:
    start = indication()
    trail.append(start.text)
    for _piece in range(MOST_PIECES):
        loads.add(step, unit)
        moved.append(step)
        shown = indication()
        trail.append(shown.text)
        change = (shown.value - start.value) * (1 if step > 0 else -1)
        if shown.unit != start.unit or change < 0:
            what = f"The indication went from {start.text!r} to {shown.text!r} on {step} {unit}."
            raise BadReply(what, where=where, remedy="Look at the display; repeat the point from zero load.")
        if change > convert(LARGEST_JUMP * abs(step), unit, shown.unit):
            what = f"The indication went from {start.text!r} to {shown.text!r} on {sum(moved, Decimal(0))} {unit}."
            raise BadReply(what, where=where, remedy="One of them is stale; repeat the point from zero load.")
        if change > 0:
            total = sum(moved, Decimal(0))
            return Reading(str(total), total, unit, tuple(trail))
    what = f"{MOST_PIECES} pieces of {step} {unit} changed nothing ({start.text!r})."
    raise BadReply(what, where=where, remedy="The display may be stuck, or the pieces are too small for this interval.")
