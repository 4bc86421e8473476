"""Maximum permissible errors (最大允许误差) of weighing instruments: in service, multi-interval (3.5, 3.3)."""

from collections.abc import Iterator
from decimal import Decimal

from metrology.exact import multiply
from metrology.limits import Band, Bands, InIntervals, Limit, Scaled
from metrology.status import Source
from procedures.mass.r76.instrument import Scale

INITIAL = Decimal(1)


def limit(scale: Scale, factor: Decimal = INITIAL, source: Source | None = None) -> Limit:
    """The MPE of an instrument as a function of the load, both in the unit of the scale.

    A load belongs to the partial range it lies in, and its MPE to the interval e_i of that range; there is no limit
    beyond Max, nor beyond the table where the nameplate claims too many intervals.

    Args:
        scale: The instrument.
        factor: By what the values of the table are multiplied: 2 in service (3.5.2).
        source: Clause of the factor.
    """
    parts = [Band(part.max, InIntervals(scale.table, part.e)) for part in scale.ranges]
    initial = Bands(parts, source=scale.table.source)
    return initial if factor == INITIAL else Scaled(initial, factor, source=source)


def mpe(scale: Scale, load: Decimal, factor: Decimal = INITIAL) -> Decimal:
    """Absolute value of the maximum permissible error at a load, in the unit of the scale.

    Args:
        scale: The instrument.
        load: Load as called for; a weight's own deviation from its nominal value does not move it across a break.
        factor: By what the values of the table are multiplied.

    Raises:
        metrology.limits.OutOfTable: the load is negative, beyond Max, or beyond the table.
    """
    return limit(scale, factor).at(load)[1]


def breaks(scale: Scale) -> Iterator[Decimal]:
    """Loads below Max after which the MPE becomes larger within a partial range: the ends of the rows of the table."""
    starts = (Decimal(0), *(part.max for part in scale.ranges))
    for start, part in zip(starts, scale.ranges, strict=False):
        ends = (multiply(band.upto, part.e) for band in scale.table.bands)
        yield from (end for end in ends if start < end < part.max)
