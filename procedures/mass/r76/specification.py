"""Check of the nameplate against the Recommendation, before anything is measured (3.1 to 3.4, Tables 3 and 4).

Every check is reported, also those that are met, so that a record shows what was looked at. The code of a finding names
the defect that its check looks for.
"""

from collections.abc import Iterator
from itertools import pairwise

from metrology.exact import divide, multiply
from metrology.rounding import plain
from procedures.base import Requirement
from procedures.mass.r76 import sources
from procedures.mass.r76.classification import FEW_INTERVALS_BELOW_D_G, TABLE_4, minimum_limit, row_of
from procedures.mass.r76.finding import finding
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.mass.r76.interval_checks import interval_checks


def check(scale: Scale) -> Iterator[Requirement]:
    """All checks of a nameplate, in the order of the clauses; those that are met among them."""
    for part in scale.ranges:
        yield from interval_checks(scale, part)
        yield from _number_of_intervals(scale, part)
    yield from _minimum_capacity(scale)
    yield from _partial_ranges(scale)


def _number_of_intervals(scale: Scale, part: PartialRange) -> Iterator[Requirement]:
    """Number of intervals n_i = Max_i / e_i, compared as Max_i against n · e_i so that nothing is divided."""
    row = row_of(scale.accuracy_class, scale.grams(part.e))
    n = plain(divide(part.max, part.e))
    few = scale.accuracy_class == "I" and scale.grams(part.d) < FEW_INTERVALS_BELOW_D_G
    source, least = (sources.FEW_INTERVALS_CLASS_I, "-") if few else (sources.TABLE_3, f"≥ {plain(row.n_from)}")
    enough = few or part.max >= multiply(row.n_from, part.e)
    text = "检定分度数 n 不小于下限 | the number of verification scale intervals n is not below the minimum"
    yield finding("n_below_min", source, text, n, least, conforms=enough)
    if row.n_to is not None:
        text = "检定分度数 n 不大于上限 | the number of verification scale intervals n is not above the maximum"
        fits = part.max <= multiply(row.n_to, part.e)
        yield finding("n_above_max", sources.TABLE_3, text, n, f"≤ {plain(row.n_to)}", conforms=fits)


def _minimum_capacity(scale: Scale) -> Iterator[Requirement]:
    first, unit = scale.ranges[0], scale.unit
    lowest_g = minimum_limit(scale.accuracy_class, scale.grams(first.e), scale.grams(first.d), grading=scale.grading)
    lowest = scale.from_grams(lowest_g)
    auxiliary = scale.accuracy_class in ("I", "II") and first.d < first.e
    source = sources.MINIMUM_WITH_AUXILIARY if auxiliary else sources.TABLE_3
    text = "最小秤量 Min 不小于下限 | the minimum capacity Min is not below its lower limit"
    value, limit = f"{plain(scale.minimum)} {unit}", f"≥ {plain(lowest)} {unit}"
    yield finding("Min_below_limit", source, text, value, limit, conforms=scale.minimum >= lowest)
    text = "最小秤量 Min 小于最大秤量 Max | the minimum capacity Min is below the maximum capacity Max"
    below = scale.minimum < scale.max
    yield finding("Min_not_below_Max", sources.TABLE_3, text, value, f"< {plain(scale.max)} {unit}", conforms=below)


def _partial_ranges(scale: Scale) -> Iterator[Requirement]:
    """Partial ranges of a multi-interval instrument: ascending, and each long enough for the interval after it."""
    unit, ratio = scale.unit, TABLE_4[scale.accuracy_class]
    for below, above in pairwise(scale.ranges):
        text = "局部称量范围的 Max 依次增大 | Max of the partial ranges increases"
        value, limit = f"{plain(above.max)} {unit}", f"> {plain(below.max)} {unit}"
        yield finding("Max_order", sources.MULTI_INTERVAL, text, value, limit, conforms=above.max > below.max)
        text = "局部称量范围的 e 依次增大 | e of the partial ranges increases"
        value, limit = f"{plain(above.e)} {unit}", f"> {plain(below.e)} {unit}"
        yield finding("e_order", sources.MULTI_INTERVAL, text, value, limit, conforms=above.e > below.e)
        text = "Max_i / e_(i+1) 不小于下限 | Max_i / e_(i+1) is not below the minimum"
        value, limit = plain(divide(below.max, above.e)), f"≥ {plain(ratio)}"
        enough = below.max >= multiply(ratio, above.e)
        yield finding("Max_i_over_next_e_below_min", sources.TABLE_4, text, value, limit, conforms=enough)
