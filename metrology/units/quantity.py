"""A value with its unit, which refuses to be mixed with another unit."""

# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from metrology.exact import Number, add, multiply, negated, plain, subtract, to_decimal
from metrology.exact_field import ExactField
from metrology.units.convert import convert, unit
from metrology.units.unit import MixedUnits, Unit

_WRITTEN: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*", re.ASCII | re.DOTALL)


@dataclass(frozen=True, eq=False)
class Quantity:
    """A decimal value and its unit.

    Sums, differences and comparisons need one unit; `to` says that another is meant. Temperatures follow their own
    rule: the difference of two points in °C is in K, and only a difference in K can be added to a point in °C.

    Attributes:
        value: the number, as it was said.
        unit: symbol of the unit, in its registered spelling.

    Raises:
        UnknownUnit: the unit is not in the register.
        TypeError: the value is a binary float.
    """

    value: ExactField = ExactField()
    unit: str = ""

    def __post_init__(self) -> None:
        """Spell the unit as it is registered."""
        object.__setattr__(self, "unit", unit(self.unit).symbol)

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read a quantity as it is written: ``"4.0 MPa"``, ``"-5℃"``, ``"0.5 %"``.

        Raises:
            ValueError: the text is not a number followed by a unit, or its decimal sign is a comma.
            UnknownUnit: the unit is not in the register.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None or not written[2]:
            raise ValueError(f"{text!r} is not a quantity; write a number and its unit, for example 4.0 MPa")
        if written[2][0] in ",，":
            raise ValueError(f"{text!r}: write the decimal sign as a point, for example 1.6 MPa")
        return cls(to_decimal(written[1]), written[2])

    def to(self, symbol: str) -> "Quantity":
        """Return the same quantity in another unit of its kind.

        Raises:
            UnknownUnit: the unit is not in the register.
            MixedUnits: the unit is of another kind.
        """
        return Quantity(convert(self.value, self.unit, symbol), symbol)

    def __add__(self, other: "Quantity") -> "Quantity":
        if self._unit.offset and other.unit == "K":
            return Quantity(add(self.value, other.value), self.unit)
        if self._unit.offset:
            raise MixedUnits(f"two points in {self.unit} have no sum; add a difference in K")
        self._same_unit(other, "add")
        return Quantity(add(self.value, other.value), self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        if self._unit.offset and other.unit == "K":
            return Quantity(subtract(self.value, other.value), self.unit)
        self._same_unit(other, "subtract")
        return Quantity(subtract(self.value, other.value), "K" if self._unit.offset else self.unit)

    def __mul__(self, factor: Number) -> "Quantity":
        return Quantity(multiply(self.value, to_decimal(factor)), self.unit)

    def __neg__(self) -> "Quantity":
        return Quantity(negated(self.value), self.unit)

    def __abs__(self) -> "Quantity":
        return Quantity(self.value.copy_abs(), self.unit)

    def __eq__(self, other: object) -> bool:
        return self.value == self._comparable(other) if isinstance(other, Quantity) else NotImplemented

    def __lt__(self, other: "Quantity") -> bool:
        return self.value < self._comparable(other)

    def __le__(self, other: "Quantity") -> bool:
        return self.value <= self._comparable(other)

    def __gt__(self, other: "Quantity") -> bool:
        return self.value > self._comparable(other)

    def __ge__(self, other: "Quantity") -> bool:
        return self.value >= self._comparable(other)

    def __hash__(self) -> int:
        return hash((self.value, self.unit))

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"

    @property
    def _unit(self) -> Unit:
        return unit(self.unit)

    def _comparable(self, other: "Quantity") -> Decimal:
        self._same_unit(other, "compare")
        return other.value

    def _same_unit(self, other: "Quantity", verb: str) -> None:
        if self.unit != other.unit:
            raise MixedUnits(
                f"cannot {verb} {self} and {other}: say which unit is meant, for example by .to({self.unit!r})"
            )
