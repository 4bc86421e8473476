"""What the run of a cell found, as a kind of campaign reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from metrology.text import NO_TEXT, Text

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from metrology.decision import Outcome


@dataclass(frozen=True, slots=True)
class Point:
    """A conclusion of the run: one row of an item's table.

    Attributes:
        item: Key of the item.
        address: Where it stands in the run, the same in each run of the same procedure and nameplate.
        outcome: What was decided of it.
        values: Numbers of its row, by column.
        units: Their units, by column.
        limit: Lower and upper limit that it was compared with; None where there is none.
        label: Name of the point.
        reason: Why it does not conform, where no comparison states it.
        texts: Values of its row that are texts, by column.
    """

    item: str
    address: str
    outcome: Outcome
    values: Mapping[str, Decimal]
    units: Mapping[str, str] = field(default_factory=dict)
    limit: tuple[Decimal | None, Decimal | None] = (None, None)
    label: Text = NO_TEXT
    reason: Text = NO_TEXT
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellResult:
    """The run that counts for a cell.

    Attributes:
        run: Its name.
        day: Its day.
        time: When it was closed, ISO 8601.
        outcome: Its verdict.
        points: Its conclusions, in order.
    """

    run: str
    day: date
    time: str
    outcome: Outcome
    points: tuple[Point, ...]

    def of(self, item: str) -> tuple[Point, ...]:
        """The conclusions of an item."""
        return tuple(p for p in self.points if p.item == item)

    def values(self, item: str, column: str) -> list[Decimal]:
        """The numbers in a column of an item, in the order of its points; points without one are left out."""
        return [p.values[column] for p in self.of(item) if column in p.values]

    def value(self, item: str, column: str) -> Decimal:
        """The only number in a column of an item.

        Raises:
            LookupError: There is none, or more than one.
        """
        found = self.values(item, column)
        if len(found) != 1:
            raise LookupError(f"run {self.run}: {len(found)} values {column} of item {item}, not one")
        return found[0]


Results: TypeAlias = Mapping[str, CellResult]
"""What is there so far, by key of the cell."""
