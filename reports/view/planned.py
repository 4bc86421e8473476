"""What a run was to examine: items, points, and the limits over the range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procedures.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an item's results table; `key` is the key in a conclusion's `values`."""

    key: str
    name: Text
    unit: str


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of the regulation, examined or left out with the reason."""

    key: str
    clause: str
    name: Text
    applicable: bool
    reason: Text
    status: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """A test point and why it was chosen."""

    item: str
    point: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class PlannedCondition:
    """A quantity of the environment that the run reads, with its limits; an absent one is empty."""

    quantity: str
    name: Text
    unit: str
    lower: str
    upper: str
    drift: str


@dataclass(frozen=True, slots=True)
class BandStretch:
    """A stretch of the range over which the limits stay the same."""

    start: str
    end: str
    lower: str
    upper: str
    item: str = ""
    chart: str = ""
