"""Energy efficiency grades: which one a value reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from metrology.status import Source


class Scale(NamedTuple):
    """The limits of the grades for one quantity, grade 1 first.

    Attributes:
        limits: Limit of each grade; None where nobody remembers them.
        source: Pedigree.
        least: Whether they are lowest values; else they are highest ones.
    """

    limits: tuple[Decimal, ...] | None
    source: Source
    least: bool = False


def grade_of(value: Decimal, limits: Sequence[Decimal], *, least: bool = False) -> int | None:
    """The best grade that a value reaches, 1 the best; None below the last. The value is not rounded before.

    >>> from decimal import Decimal as D
    >>> limits = [D("0.6"), D("0.7"), D("0.8"), D("0.9"), D("1.0")]
    >>> grade_of(D("1.02") / D("1.7"), limits), grade_of(D("1.03") / D("1.7"), limits), grade_of(D("1.01"), limits)
    (1, 2, None)
    """
    return next((n for n, limit in enumerate(limits, 1) if (value >= limit if least else value <= limit)), None)
