"""What a demonstration province will hold, as it follows from the seed: known before anything is written."""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from services.province import benches, institutes, runs, stock, users, visits
from services.province.days import Year
from services.province.size import SIZES
from services.province.work import LAST_DAYS

if TYPE_CHECKING:
    from datetime import date

    from services.province.size import Size


class Plan(NamedTuple):
    """The plan of a province.

    Attributes:
        seed, size, year: What it follows from.
        users: The users of every county by type.
        bodies: The institute of each county.
        held: The instruments at the beginning of the year.
        visits: What is verified when.
        measured: The visits that are measured on benches.
    """

    seed: int
    size: Size
    year: Year
    users: dict[str, dict[str, list[users.User]]]
    bodies: dict[str, institutes.Body]
    held: list[stock.Held]
    visits: list[visits.Visit]
    measured: list[runs.Measured]

    @classmethod
    def of(cls, seed: int, named: str, until: date) -> Plan:
        """The plan of a seed, a size by its name, and the last day of the year."""
        size, year = SIZES[named], Year.until(until)
        all_users = users.users(seed, size)
        held = stock.stock(seed, size, year, all_users)
        all_visits = visits.visits(seed, held, year)
        last: date = year.end - timedelta(days=LAST_DAYS)
        before = bisect_left(all_visits, last, key=lambda v: v.day)
        measured = runs.chosen(seed, size, held, all_visits, before)
        places = {m.visit.place for m in measured} | {v.place for v in all_visits[before:]}
        held = runs.equipped(held, places)
        measured = [m._replace(held=held[m.visit.place]) for m in measured]
        return cls(seed, size, year, all_users, institutes.by_county(size), held, all_visits, measured)

    def files(self) -> dict[str, str]:
        """The files of its laboratory that are not those of the template."""
        return {**benches.files_of(self.size, self.year), **runs.bench_files(self.measured)}
