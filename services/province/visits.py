"""Which instrument is verified on which day of the year, by which order: decided before anything is measured."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from services.province.chance import stream
from services.province.days import valid_until, working
from services.province.stock import care

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from services.province.days import Year
    from services.province.stock import Held

COMES_BACK: Final = 0.7
"""Part of the instruments that were overdue or never verified before the year, and are verified in it."""
LATE: Final = 0.6
"""Part of those that do not come in time and come late; the others do not come."""


class Visit(NamedTuple):
    """That an instrument is verified: the day, its place in the stock, which time it is in the year, its job."""

    day: date
    place: int
    time: int
    order: str
    job: str


def visits(seed: int, held: Sequence[Held], year: Year) -> list[Visit]:
    """Every visit of the year in the order of the days; an order holds what a user has verified on a day."""
    days: list[tuple[date, str, int, int]] = []
    cared: dict[str, float] = {}
    for place, h in enumerate(held):
        region = h.user.division[:4]
        if region not in cared:
            cared[region] = care(seed, region)
        found = enumerate(_days(stream(seed, "days", h.key), h, year, cared[region]))
        days += [(day, h.user.key, place, n) for n, day in found]
    days.sort()
    made, numbers, order, last, jobs = [], dict[int, int](), "", (date.min, ""), 0
    for day, user, place, n in days:
        if (day, user) != last:
            numbers[day.year] = numbers.get(day.year, 0) + 1
            order, last, jobs = f"{day.year}-{numbers[day.year]:05d}", (day, user), 0
        jobs += 1
        made.append(Visit(day, place, n, order, f"{order}/{jobs}"))
    return made


def _days(of: random.Random, held: Held, year: Year, cared: float) -> Iterator[date]:
    """The days on which an instrument that is verified periodically is verified."""
    record, kind = held.record, held.kind
    if record.status != "in-use" or kind.mode != "periodic":
        return
    due = record.valid_until
    if due is None or due < year.start:
        if of.random() > COMES_BACK:
            return
        due = year.start + timedelta(days=of.randrange(20, 170))
    while True:
        chance = of.random()
        if chance < cared:
            day = due - timedelta(days=held.user.anniversary % 12)
        elif chance < cared + (1 - cared) * LATE:
            day = due + timedelta(days=of.randrange(3, 100))
        else:
            return
        day = working(max(day, year.start + timedelta(days=1)))
        if day > year.end:
            return
        yield day
        due = valid_until(day, kind.cycle_months)
