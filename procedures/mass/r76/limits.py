"""Maximum permissible errors (最大允许误差) of weighing instruments: Table 6, in service, multi-interval (3.5, 3.3)."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final, Literal, get_args

from metrology.exact import divide, multiply
from metrology.limits import Band, Bands, Constant, InIntervals, Limit, Scaled
from procedures.mass.r76 import sources
from procedures.mass.r76.instrument import AccuracyClass, Scale

Stage = Literal["type", "initial", "subsequent", "in-service"]
"""Why the instrument is examined: type examination, 首次检定, 后续检定, 使用中检查."""

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

TABLE_6: Final[dict[AccuracyClass, tuple[tuple[str, str | None], ...]]] = {
    # ±limit in e, up to this load in e, the end included; class I has no end
    "I": (("0.5", "50000"), ("1.0", "200000"), ("1.5", None)),
    "II": (("0.5", "5000"), ("1.0", "20000"), ("1.5", "100000")),
    "III": (("0.5", "500"), ("1.0", "2000"), ("1.5", "10000")),
    "IIII": (("0.5", "50"), ("1.0", "200"), ("1.5", "1000")),
}

IN_SERVICE_FACTOR: Final = Decimal(2)


def table_6(accuracy_class: AccuracyClass, n: Decimal) -> Bands:
    """The column of Table 6 for a class: limit and load both counted in e.

    Args:
        accuracy_class: Class of the instrument.
        n: Largest load in e that will be asked for; it closes the open last row of class I.
    """
    rows: list[Band] = []
    for value, end in TABLE_6[accuracy_class]:
        upto = Decimal(end) if end is not None else n.to_integral_value(ROUND_CEILING)
        if not rows or upto > rows[-1].upto:
            rows.append(Band(upto, Constant(Decimal(value))))
    return Bands(rows, source=sources.TABLE_6)


def limit(scale: Scale, stage: Stage) -> Limit:
    """The MPE of an instrument as a function of the load, both in the unit of the scale.

    A load belongs to the partial range it lies in, and its MPE to the interval e_i of that range; there is no limit
    beyond Max, nor beyond Table 6 where the nameplate claims too many intervals.
    """
    parts = [Band(part.max, InIntervals(table_6(scale.accuracy_class, part.n), part.e)) for part in scale.ranges]
    initial = Bands(parts, source=sources.TABLE_6)
    return Scaled(initial, IN_SERVICE_FACTOR, source=sources.IN_SERVICE) if stage == "in-service" else initial


def mpe(scale: Scale, load: Decimal, stage: Stage) -> Decimal:
    """Absolute value of the maximum permissible error at a load, in the unit of the scale.

    Args:
        scale: The instrument.
        load: Load as called for; a weight's own deviation from its nominal value does not move it across a break.
        stage: In service the values are twice those of initial verification (3.5.2).

    Raises:
        metrology.limits.OutOfTable: the load is negative, beyond Max, or beyond Table 6.
    """
    return limit(scale, stage).at(load)[1]


def mpe_of_class(accuracy_class: AccuracyClass, e: Decimal, load: Decimal, stage: Stage) -> Decimal:
    """Absolute value of the MPE where only class and interval are known, not Max; in the unit of e.

    Raises:
        metrology.limits.OutOfTable: the load is negative or beyond Table 6.
    """
    initial = InIntervals(table_6(accuracy_class, divide(load, e)), e).at(load)[1]
    return multiply(IN_SERVICE_FACTOR, initial) if stage == "in-service" else initial


def breaks(scale: Scale) -> Iterator[Decimal]:
    """Loads below Max after which the MPE becomes larger within a partial range: the ends of the rows of Table 6."""
    starts = (Decimal(0), *(part.max for part in scale.ranges))
    for start, part in zip(starts, scale.ranges, strict=False):
        ends = (multiply(Decimal(end), part.e) for _, end in TABLE_6[scale.accuracy_class] if end is not None)
        yield from (end for end in ends if start < end < part.max)
