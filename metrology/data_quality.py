"""Quality of monitored data: completeness, daily values against the monthly one, punctuality. All compared unrounded.

The three rules are those of the technical specification for online monitoring of key energy users as secondary sources
report them (`secondary`); whether the edition of 2025 keeps their figures is `unverified`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

COMPLETE: Final = Fraction(90, 100)
"""Least part of the expected data that is received."""
MONTH: Final = Fraction(5, 100)
"""Largest deviation of the sum of daily values from the monthly one, relative to the monthly one."""
START: Final = {"day": Decimal(60), "month": Decimal(86_400)}
"""Largest deviation of the time at which a daily or monthly value was taken, s."""


class Completeness(NamedTuple):
    """Received of expected.

    Attributes:
        expected, received: Numbers of values.
    """

    expected: int
    received: int

    @property
    def rate(self) -> Fraction | None:
        """The part that was received; None where nothing was expected."""
        return Fraction(self.received, self.expected) if self.expected else None

    @property
    def met(self) -> bool | None:
        """Whether it is at least `COMPLETE`; None where nothing was expected.

        >>> Completeness(96, 87).met, Completeness(96, 86).met
        (True, False)
        """
        return None if self.rate is None else self.rate >= COMPLETE


class Agreement(NamedTuple):
    """Sum of daily values against the monthly value.

    Attributes:
        daily: Sum of the daily values.
        monthly: The monthly value.
    """

    daily: Decimal
    monthly: Decimal

    @property
    def deviation(self) -> Fraction | None:
        """|Σday − month| / month; None where the monthly value is zero and the sum is not.

        >>> Agreement(Decimal(1045), Decimal(1000)).deviation
        Fraction(9, 200)
        """
        difference = abs(Fraction(self.daily) - Fraction(self.monthly))
        if not self.monthly:
            return Fraction(0) if not difference else None
        return difference / abs(Fraction(self.monthly))

    @property
    def met(self) -> bool:
        """Whether it is at most `MONTH`; not where it cannot be stated.

        >>> Agreement(Decimal(1045), Decimal(1000)).met, Agreement(Decimal(1051), Decimal(1000)).met
        (True, False)
        """
        return self.deviation is not None and self.deviation <= MONTH


class Punctuality(NamedTuple):
    """How far from their instants daily or monthly values were taken.

    Attributes:
        period: ``day`` or ``month``.
        known: Deviations, s, of values of which it is known.
        unknown: How many values there are of which it is not known.
    """

    period: str
    known: tuple[Decimal, ...]
    unknown: int = 0

    @property
    def worst(self) -> Decimal | None:
        """The largest deviation, s; None where none is known."""
        return max(map(abs, self.known), default=None)

    @property
    def met(self) -> bool | None:
        """Whether all are within `START`; None where none is outside and some are not known, or there are no values."""
        if self.worst is not None and self.worst > START[self.period]:
            return False
        return None if self.unknown or self.worst is None else True
