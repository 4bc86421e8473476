"""Tests that look for instruments which are honest in one state and not in another, each with its power.

None of them decides on an instrument. Each gives a statistic, the probability that an honest instrument shows as much,
and the power: how likely the test finds a difference of a stated size. A test without power proves nothing by silence.
"""

from metrology.detection.change import ChangePoint, change_point
from metrology.detection.copies import LEVEL, Copy, Search, Series, copied_series
from metrology.detection.cusum import Cusum, alarm_probability, cusum, cusum_run_length, limit_for
from metrology.detection.intermittent import FarRuns, far_from_median, honest_alarms, intermittent_power, runs_needed
from metrology.detection.mode_difference import ModeDifference, mode_difference, mode_difference_power, pairs_needed
from metrology.detection.network import SignTest, sign_test, sign_test_power

__all__ = [
    "LEVEL",
    "ChangePoint",
    "Copy",
    "Cusum",
    "FarRuns",
    "ModeDifference",
    "Search",
    "Series",
    "SignTest",
    "alarm_probability",
    "change_point",
    "copied_series",
    "cusum",
    "cusum_run_length",
    "far_from_median",
    "honest_alarms",
    "intermittent_power",
    "limit_for",
    "mode_difference",
    "mode_difference_power",
    "pairs_needed",
    "runs_needed",
    "sign_test",
    "sign_test_power",
]
