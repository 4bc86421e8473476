"""Tables 3 and 4: the interval, number of intervals and minimum capacity of each accuracy class (3.2, 3.3.3)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from metrology.exact import multiply
from procedures.mass.r76.instrument import AccuracyClass


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One row of Table 3.

    Attributes:
        e_from: Smallest verification scale interval, in grams.
        e_to: Largest, in grams; None where there is none.
        n_from: Smallest number of intervals.
        n_to: Largest; None where there is none.
        minimum: Lower limit of Min, in e.
    """

    e_from: Decimal
    e_to: Decimal | None
    n_from: Decimal
    n_to: Decimal | None
    minimum: Decimal


def _row(e_from: str, e_to: str | None, n_from: int, n_to: int | None, minimum: int) -> ClassRow:
    return ClassRow(
        Decimal(e_from),
        None if e_to is None else Decimal(e_to),
        Decimal(n_from),
        None if n_to is None else Decimal(n_to),
        Decimal(minimum),
    )


TABLE_3: Final[dict[AccuracyClass, tuple[ClassRow, ...]]] = {
    #              e from    e to     n from   n to    Min/e
    "I": (_row("0.001", None, 50_000, None, 100),),
    "II": (_row("0.001", "0.05", 100, 100_000, 20), _row("0.1", None, 5_000, 100_000, 50)),
    "III": (_row("0.1", "2", 100, 10_000, 20), _row("5", None, 500, 10_000, 20)),
    "IIII": (_row("5", None, 100, 1_000, 10),),
}

TABLE_4: Final[dict[AccuracyClass, Decimal]] = {
    # smallest Max_i / e_(i+1) of every partial range but the last
    "I": Decimal(50_000),
    "II": Decimal(5_000),
    "III": Decimal(500),
    "IIII": Decimal(50),
}

GRADING_MINIMUM: Final = Decimal(5)
"""Lower limit of Min in e for instruments that determine a tariff or toll (3.2)."""

FEW_INTERVALS_BELOW_D_G: Final = Decimal("0.0001")
"""A class I instrument with d < 0.1 mg may have fewer than 50 000 intervals (3.4.4)."""


def row_of(accuracy_class: AccuracyClass, e_g: Decimal) -> ClassRow:
    """The row of Table 3 for an interval in grams: the last one that begins at or below it, else the first.

    Between two rows, say 3 g in class III, there is no interval of the form 1, 2 or 5; the form is checked by itself.
    """
    rows = TABLE_3[accuracy_class]
    return next((row for row in reversed(rows) if row.e_from <= e_g), rows[0])


def minimum_limit(accuracy_class: AccuracyClass, e_g: Decimal, d_g: Decimal, *, grading: bool = False) -> Decimal:
    """Lower limit of Min in grams.

    With an auxiliary indicating device (classes I and II, d < e) d takes the place of e (3.4.3).
    """
    times = GRADING_MINIMUM if grading else row_of(accuracy_class, e_g).minimum
    return multiply(times, d_g if accuracy_class in ("I", "II") else e_g)
