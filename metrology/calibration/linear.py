"""A constant part and a part in proportion to the value."""

from dataclasses import dataclass
from decimal import Decimal

from metrology.exact import add, multiply


@dataclass(frozen=True, slots=True)
class Linear:
    """constant + relative · value, exactly.

    >>> Linear(Decimal("0.1"), Decimal("0.001")).at(Decimal(50))
    Decimal('0.150')

    Attributes:
        constant: in the unit of the result.
        relative: change of the result for a change of the value.
        of_magnitude: use |value|, as an error limit or an uncertainty does: it grows in both directions.
    """

    constant: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)
    of_magnitude: bool = False

    def at(self, value: Decimal) -> Decimal:
        """Return constant + relative · value (or |value|)."""
        if self.relative == 0:
            return self.constant
        return add(self.constant, multiply(self.relative, abs(value) if self.of_magnitude else value))
