"""Rounding intervals of the errors of electricity meters (化整间距), by accuracy class."""

from collections.abc import Mapping

from metrology.exact import Number, plain, to_decimal, trimmed
from metrology.rounding import Rounding
from metrology.status import Source, Status

SOURCE = Source(
    "JJG 596-2012; intervals as in JJG 596-1999 5.1.1",
    Status.SECONDARY,
    "read in public meter-bench software that cites the clause",
)
"""Pedigree of every interval below."""

ERROR_INTERVALS: Mapping[str, str] = {"0.2": "0.02", "0.5": "0.05", "1": "0.1", "2": "0.2"}
"""Relative error of a meter under test, in %, by accuracy class."""

STANDARD_DEVIATION_INTERVALS: Mapping[str, str] = {"0.2": "0.004", "0.5": "0.01", "1": "0.02", "2": "0.04"}
"""Estimated standard deviation of that error, in %."""

STANDARD_METER_INTERVALS: Mapping[str, str] = {"0.02": "0.002", "0.05": "0.005", "0.1": "0.01", "0.2": "0.02"}
"""Relative error of a standard meter, in %, by accuracy class."""

DAILY_TIMING = Rounding("0.01", keeps_sign_of_zero=True)
"""Daily timing error, in s/d."""


def meter_rounding(accuracy_class: Number, intervals: Mapping[str, str] = ERROR_INTERVALS) -> Rounding:
    """Return the rounding for an accuracy class; an error is printed with its sign, a rounded zero too.

    The verdict is on the rounded value: a mean of +1.05 % of a class 1 meter is +1.0 %, within ±1.0 %.

    Args:
        accuracy_class: the class, e.g. 0.5 (write 0.5 for 0.5S).
        intervals: one of the tables above.

    Raises:
        ValueError: the table has no such class.
    """
    key = plain(trimmed(to_decimal(accuracy_class)))
    if key not in intervals:
        raise ValueError(f"no rounding interval for class {key} ({SOURCE.clause}); known: {', '.join(intervals)}")
    return Rounding(intervals[key], keeps_sign_of_zero=intervals is not STANDARD_DEVIATION_INTERVALS)
