"""A meter's own clock that goes wrong: what its driver reads of it before and afterwards."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from subjects import Subject

from drivers.errors import InstrumentError
from drivers.simulation.fault_outcomes import RIGHT
from drivers.simulation.faults import Fault

_ZERO = datetime(2000, 1, 1)  # noqa: DTZ001  a face has no time zone


def turned_back(subject: Subject) -> tuple[str, list[str]]:
    """What the readings of the clock end in when it is set back; right is what the meter then shows, and nothing else.

    The world's time stands still, so that a driver that gave the station's time, or the reading before, is found.
    """
    subject.driver.clock()
    subject.plan.faults = (Fault("clock_wrong", 1),)
    first, *rest = (_attempt(subject.driver, subject.device) for _reading in range(3))
    return first, rest


def _attempt(driver: Any, device: Any) -> str:
    try:
        found = driver.clock()
    except InstrumentError as error:
        return type(error).__name__
    shown = Decimal(int((device.model.face() - _ZERO).total_seconds()))
    return (
        RIGHT if (found.value, found.unit) == (shown, "s") else f"WRONG VALUE {found.value} {found.unit} for {shown} s"
    )
