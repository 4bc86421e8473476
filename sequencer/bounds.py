"""Every reading of every source is held against physics, and the environment against what a laboratory meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drivers.roles import mark_of
from metrology.physical_bounds import implausible
from metrology.units import UnitError

if TYPE_CHECKING:
    from decimal import Decimal

    from metrology.physical_bounds import Implausible
    from procedures.run import Doubt
    from sequencer.reading_source import Call


def doubted(call: Call, value: Decimal, unit: str, under_test: str) -> tuple[Doubt | None, Doubt | None]:
    """Why a reading is impossible, and why it is doubtful.

    A standard or the environment cannot be beyond physics, so such a reading is refused. The instrument under test may
    indicate what cannot be, which is then its fault: a person confirms that it was read so.

    Args:
        call: The reading that was taken.
        value: Its value.
        unit: Unit of the value.
        under_test: The role that the instrument under test fills.
    """
    from procedures.run import Doubt

    found = _implausible(call, value, unit)
    if found is None:
        return None, None
    if not found.impossible:
        return None, Doubt("implausible", found.zh, found.en, "confirm")
    severity = "confirm" if call.role == under_test else "refuse"
    return Doubt("impossible", found.zh, found.en, severity), None


def _implausible(call: Call, value: Decimal, unit: str) -> Implausible | None:
    mark = mark_of(call.type, call.method)
    try:
        return implausible(value, unit, mark.quantity if mark is not None else "")
    except UnitError:  # a unit without physics, such as a currency
        return None
