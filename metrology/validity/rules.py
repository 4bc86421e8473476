"""Periods of instruments and the rules by which a jurisdiction counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.status import Source
    from metrology.validity.history import What


class Mode(StrEnum):
    """How an instrument stays in use."""

    PERIODIC = "periodic"
    ROTATION = "rotation"
    FIRST_ONLY = "first-only"

    @property
    def text(self) -> Text:
        """The mode in both languages."""
        return _MODES[self]


_MODES = {
    Mode.PERIODIC: Text("周期检定", "verified periodically"),
    Mode.ROTATION: Text("限期使用，到期轮换", "used for a limited time, then replaced"),
    Mode.FIRST_ONLY: Text("只作首次检定，失准报废", "verified once, then used until it no longer conforms"),
}


class Ending(StrEnum):
    """The last valid day of a period that begins on a day.

    * ``DAY_BEFORE``: the day before the corresponding day.
    * ``SAME_DAY``: the corresponding day.
    * ``CALENDAR``: the end of the calendar year of the corresponding day; below a year, the end of its month.
    """

    DAY_BEFORE = "day_before"
    SAME_DAY = "same_day"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Period:
    """How long an instrument of one sort may be used.

    Attributes:
        key: Its number in the list of the law, or another key.
        name: The sort of instrument.
        months: First period; None where it is not limited.
        next_months: Later periods; None where they are not limited.
        by_lot: Whether a passed lot extends it.
        extension: Months that one passed lot or unit adds to a limited life; 0 where the authority says how many.
        source: Its place in the law.
    """

    key: str
    name: Text
    months: int | None
    next_months: int | None
    mode: Mode
    source: Source
    by_lot: bool = False
    extension: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """How a jurisdiction counts a period.

    Attributes:
        jurisdiction: Its code.
        begins: What begins the first period: being placed on the market, being put into service, or the initial
            verification.
        ending: The last valid day.
        marked_in: Where only the year of marking is known: ``january`` or ``december`` of it, for periods of a year and
            more, and for shorter ones.
        late_from_expiry: Whether the period of a late verification begins at the old expiry.
        unused_months: Months out of use after which it begins with the verification all the same.
        request_before: Months and days before expiry by which the next verification is to be asked for; zeros where
            nothing is said.
        request_extends: Whether a timely request keeps the instrument in use until the authority comes.
        ends_early: What ends a period before its time, each with the sets of particulars that prevent it.
        lot_earliest_months: Months before expiry from which a lot may apply for an extension; 0 where not limited.
        sources: Where each rule stands, by the name of the attribute.
    """

    jurisdiction: str
    begins: What
    ending: Ending
    marked_in: tuple[str, str]
    late_from_expiry: bool
    unused_months: int
    request_before: tuple[int, int]
    request_extends: bool
    ends_early: Mapping[What, tuple[frozenset[str], ...]]
    lot_earliest_months: int
    sources: Mapping[str, Source] = field(default_factory=dict)
