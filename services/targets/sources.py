"""What figures are counted from: the registers and runs of a store on a day, as they were known at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from metrology.quantity_names import quantity_name
from metrology.text import Text
from registers.organisations import DIVISIONS, ORGANISATIONS
from services.demonstration import is_demonstration
from services.refused.bad_search import BadSearch
from services.register.book import end_of, records_of
from services.standards.inventory import Inventory
from services.targets.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from records.store import Store
    from registers.book import Book
    from registers.rollup_engine import Engine
    from services.targets.items import Item
    from services.targets.recorded import Recorded

EARLIEST, LATEST = 1990, 9999
"""Years between which a time lies; those at the ends cannot be told in other zones."""
NAMED: dict[str, Any] = {"region": DIVISIONS, "owner": ORGANISATIONS, "organisation": ORGANISATIONS}


@dataclass(eq=False)
class Sources:
    """What figures are counted from.

    Attributes:
        book: The registers.
        rolled: Where roll-ups are computed.
        on: The day.
        at: Time until which what was entered counts, as registers keep time; empty for now.
        folder: Folder of the laboratory, where other files that count lie.
        level: How many digits of a division code make a region.
        listed: Items that were listed already, by figure.
        noted: What is to be said of what was left out, by figure.
    """

    book: Book
    rolled: Connection | Engine
    on: date
    at: str
    folder: Path
    level: int = 4
    listed: dict[str, Sequence[Item]] = field(default_factory=dict)
    noted: dict[str, list[Text]] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        """The store."""
        return self.book.store

    @property
    def year(self) -> date:
        """First day of the year of the day."""
        return date(self.on.year, 1, 1)

    @cached_property
    def inventory(self) -> Inventory:
        """The standards on the day."""
        return Inventory(self.book, self.on, at=self.at)

    @cached_property
    def stated(self) -> dict[str, Recorded]:
        """The recorded figures that count on the day."""
        return recorded(self.book, self.on, self.at)

    @cached_property
    def demonstration(self) -> bool:
        """Whether the store holds a demonstration: whatever is counted in it is simulated."""
        return is_demonstration(self.book)

    @cached_property
    def _until(self) -> datetime | None:
        return datetime.fromisoformat(self.at) if self.at else None

    def knew(self, time: str) -> bool:
        """Whether something that was written at a time counts."""
        return self._until is None or datetime.fromisoformat(time) <= self._until

    def names(self, dimension: str, values: Iterable[str]) -> dict[str, str]:
        """What values of a dimension are called, ``中文 | English``, where a register has names for them."""
        register = NAMED.get(dimension)
        wanted = sorted(set(values) - {""})
        if dimension == "quantity":
            return {value: f"{name.zh} | {name.en}" for value in wanted for name in [quantity_name(value)]}
        if register is None:
            return {}
        known = records_of(self.book, register, wanted, self.at)
        return {key: f"{of.name} | {of.name_en or of.name}" for key, of in known.items()}


def time_known(text: str) -> str:
    """A time that a person gave, as registers keep time: a day (its end here), or a time with its zone.

    Raises:
        BadSearch: It is none.
    """
    try:
        found = None if len(text) == len("2026-11-30") else datetime.fromisoformat(text)
        if found is None:
            return end_of(date.fromisoformat(text))
    except (ValueError, OverflowError):
        found = None
    if found is None or found.tzinfo is None or not EARLIEST < found.year < LATEST:
        zh = f"时间 {text} 应写作 2026-11-30 或 2026-11-30T09:00+08:00"
        en = f"a time is written like 2026-11-30 or 2026-11-30T09:00+08:00, not {text}"
        raise BadSearch([Text(zh, en)])
    return found.astimezone(UTC).isoformat(timespec="microseconds")
