"""The weighing instrument as its nameplate describes it (OIML R 76-1 3.1 to 3.4)."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from metrology.exact import divide
from metrology.limits import Bands
from metrology.rounding import to_decimal
from metrology.units import convert

AccuracyClass = Literal["I", "II", "III", "IIII"]
"""Accuracy class (准确度等级): special, high, medium, ordinary (Table 1)."""

ACCURACY_CLASSES: tuple[AccuracyClass, ...] = ("I", "II", "III", "IIII")

LoadReceptor = Literal["platform", "hopper", "rolling"]
"""How the receptor is loaded: a platform, a tank or hopper (minimal off-centre loading), or rolling loads (3.6.2)."""


@dataclass(frozen=True, slots=True)
class PartialRange:
    """One partial weighing range; an instrument that is not multi-interval has exactly one.

    Attributes:
        max: Upper end Max_i, in the unit of the scale.
        e: Verification scale interval e_i, same unit.
        d: Actual scale interval d_i, same unit.
    """

    max: Decimal
    e: Decimal
    d: Decimal

    def __post_init__(self) -> None:
        """Take Decimals, and refuse what is not positive.

        Raises:
            TypeError: a binary float was given.
            ValueError: a value is not positive.
        """
        for field in fields(self):
            value = to_decimal(getattr(self, field.name))
            if value <= 0:
                raise ValueError(f"{field.name} of a weighing range must be positive, not {value}")
            object.__setattr__(self, field.name, value)

    @property
    def n(self) -> Decimal:
        """Number of verification scale intervals n_i = Max_i / e_i (3.3.1)."""
        return divide(self.max, self.e)


@dataclass(frozen=True, slots=True)
class Scale:
    """A non-automatic weighing instrument; every mass in one unit.

    Attributes:
        accuracy_class: I, II, III or IIII.
        ranges: Partial weighing ranges, the lowest first; more than one makes it a multi-interval instrument (3.3).
            A multiple range instrument is one `Scale` per range (3.2).
        table: MPE of its class by the regulation's table, limit and load both counted in e.
        minimum: Minimum capacity Min.
        unit: Unit of mass of all of these, a symbol of `metrology.units`.
        supports: Points of support of the load receptor (A.4.7.1).
        tare_maximum: Maximum additive tare effect, zero for subtractive tare (3.6.2.1).
        price_computing: Whether it computes prices, for direct sales to the public.
        receptor: How the load receptor is loaded.
        grading: Whether it determines a tariff or toll, for which Min is 5 e (3.2).
    """

    accuracy_class: AccuracyClass
    ranges: tuple[PartialRange, ...]
    table: Bands
    minimum: Decimal
    unit: str = "g"
    supports: int = 4
    tare_maximum: Decimal = Decimal(0)
    price_computing: bool = False
    receptor: LoadReceptor = "platform"
    grading: bool = False

    def __post_init__(self) -> None:
        """Refuse what no nameplate can mean; what merely breaks the Recommendation is a finding of `specification`.

        Raises:
            TypeError: a binary float was given.
            ValueError: no range, unknown class, fewer than one support, or a negative capacity.
        """
        if self.accuracy_class not in ACCURACY_CLASSES:
            raise ValueError(f"accuracy class {self.accuracy_class!r} is none of {', '.join(ACCURACY_CLASSES)}")
        if not self.ranges or self.supports < 1:
            raise ValueError("a weighing instrument has at least one weighing range and one point of support")
        object.__setattr__(self, "minimum", to_decimal(self.minimum))
        object.__setattr__(self, "tare_maximum", to_decimal(self.tare_maximum))
        if self.minimum < 0 or self.tare_maximum < 0:
            raise ValueError("Min and the additive tare of a weighing instrument are not negative")

    @property
    def max(self) -> Decimal:
        """Maximum capacity Max: the upper end of the last range."""
        return self.ranges[-1].max

    @property
    def e(self) -> Decimal:
        """Smallest verification scale interval, e or e_1: the one that counts at zero (3.3)."""
        return self.ranges[0].e

    @property
    def multi_interval(self) -> bool:
        """Whether the instrument has more than one partial range."""
        return len(self.ranges) > 1

    @property
    def n(self) -> Decimal:
        """Number of verification scale intervals; on a multi-interval instrument the greatest n_i."""
        return max(part.n for part in self.ranges)

    def range_at(self, load: Decimal) -> PartialRange:
        """The partial range in which a load lies; the upper end belongs to the lower range.

        A negative value lies in the first range, one above Max (an indication up to Max + 9 e) in the last.
        """
        return next((part for part in self.ranges if load <= part.max), self.ranges[-1])

    def e_at(self, load: Decimal) -> Decimal:
        """Verification scale interval e_i of the partial range in which the load lies."""
        return self.range_at(load).e

    def d_at(self, load: Decimal) -> Decimal:
        """Actual scale interval d_i of the partial range in which the load lies."""
        return self.range_at(load).d

    def grams(self, value: Decimal) -> Decimal:
        """A mass of this instrument in grams, exactly; Table 3 is written in grams."""
        return convert(value, self.unit, "g")

    def from_grams(self, grams: Decimal) -> Decimal:
        """A mass in grams expressed in the unit of this instrument, exactly."""
        return convert(grams, "g", self.unit)
