"""Scales of the tests, with the table of limits entered a second time, as Directive 2014/31/EU Annex I prints it."""

from typing import Any

from metrology.limits import Band, Bands, Constant
from metrology.rounding import Number, to_decimal
from procedures.mass.r76.instrument import AccuracyClass, PartialRange, Scale

# Class -> ((last load in e, MPE in e), ...); class I has no last load.
DIRECTIVE_TABLE_3: dict[AccuracyClass, list[tuple[int, str]]] = {
    "I": [(50_000, "0.5"), (200_000, "1.0"), (10**9, "1.5")],
    "II": [(5_000, "0.5"), (20_000, "1.0"), (100_000, "1.5")],
    "III": [(500, "0.5"), (2_000, "1.0"), (10_000, "1.5")],
    "IIII": [(50, "0.5"), (200, "1.0"), (1_000, "1.5")],
}


def table(accuracy_class: AccuracyClass) -> Bands:
    """The table of limits of a class, in e."""
    return Bands([Band(upto, Constant(mpe)) for upto, mpe in DIRECTIVE_TABLE_3[accuracy_class]])


def scale(accuracy_class: AccuracyClass, ranges: tuple[PartialRange, ...], minimum: Number, **more: Any) -> Scale:
    """A scale with the table of its class."""
    found = table(accuracy_class) if accuracy_class in DIRECTIVE_TABLE_3 else table("III")
    return Scale(accuracy_class, ranges, found, to_decimal(minimum), **more)


def single(
    accuracy_class: AccuracyClass, maximum: Number, e: Number, *, minimum: Number, d: Number | None = None, **more: Any
) -> Scale:
    """A scale with one range; d equals e unless given."""
    e = to_decimal(e)
    only = PartialRange(to_decimal(maximum), e, e if d is None else to_decimal(d))
    return scale(accuracy_class, (only,), minimum, **more)


def multi(
    *parts: tuple[Number, Number], accuracy_class: AccuracyClass = "III", minimum: Number = 20, d: Number | None = None
) -> Scale:
    """A multi-interval scale of pairs Max_i, e_i."""
    ranges = tuple(PartialRange(to_decimal(m), to_decimal(e), to_decimal(e if d is None else d)) for m, e in parts)
    return scale(accuracy_class, ranges, minimum)


TRADE_SCALE = single("III", 15_000, 5, minimum=100)
MULTI = multi((2000, 1), (5000, 2), (15000, 10))
