"""What a demonstration province will hold, as it follows from the seed: known before anything is written."""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from importlib.resources import files as resources
from typing import TYPE_CHECKING, NamedTuple

from services.province import benches, further, institutes, meter_lots, runs, stock, supervised, users, visits
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
        others: Runs that verify no instrument.
        samplings: Supervision samplings.
        lots: Lots of meters in service.
    """

    seed: int
    size: Size
    year: Year
    users: dict[str, dict[str, list[users.User]]]
    bodies: dict[str, institutes.Body]
    held: list[stock.Held]
    visits: list[visits.Visit]
    measured: list[runs.Measured]
    others: list[further.Other]
    samplings: list[supervised.Sampling]
    lots: list[meter_lots.MeterLot]

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
        others = further.others(size, year, held)
        bodies, sampled = institutes.by_county(size), supervised.samplings(size, year)
        of_meters = meter_lots.meter_lots(size, year)
        return cls(seed, size, year, all_users, bodies, held, all_visits, measured, others, sampled, of_meters)

    def files(self) -> dict[str, str]:
        """The files of its laboratory that are not those of the template."""
        laboratory = (resources(__package__) / "laboratory.toml").read_text(encoding="utf-8")
        own = {"laboratory.toml": laboratory, **benches.files_of(self.size, self.year)}
        common = {name: own[name] for name in ("laboratory.toml", "people.toml")}
        return {**own, **runs.bench_files(self.measured), **further.files(self.others, self.year, common),
                **supervised.files(self.samplings, self.year, common), **meter_lots.files(self.lots, self.year, common)}  # fmt: skip
