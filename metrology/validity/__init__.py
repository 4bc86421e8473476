"""Until when a verified instrument may be used: periods, rules of a jurisdiction, what happened to the instrument."""

from metrology.validity.dates import last_day, months_after
from metrology.validity.engine import Standing, Step, standing
from metrology.validity.history import Happening, What
from metrology.validity.rules import Ending, Mode, Period, Rules

__all__ = [
    "Ending",
    "Happening",
    "Mode",
    "Period",
    "Rules",
    "Standing",
    "Step",
    "What",
    "last_day",
    "months_after",
    "standing",
]
