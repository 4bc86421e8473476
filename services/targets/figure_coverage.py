"""T1: the part of instruments in use under compulsory verification that is validly verified on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from metrology.text import NO_TEXT, Text
from registers import rates
from registers.book import source
from registers.change import parts_of
from registers.cover_on_day import until_of
from registers.instruments import DOMAINS, INSTRUMENTS
from registers.rate_groups import DIMENSIONS, Choice
from registers.verifications import VERIFICATIONS
from services.register.book import records_of
from services.targets.items import Counted, Item, Slice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registers.instruments import Instrument
    from services.targets.sources import Sources

NEVER = Text("从未检定", "never verified")
FAILED = Text("最近一次检定不合格", "its last verification failed")
OVER = Text("有效期已过", "its validity is over")


class Coverage:
    """See `registers.rates.COVERAGE`; the counts are those of `steelyard rates coverage`."""

    kind = "rate"

    @property
    def dimensions(self) -> Mapping[str, Text]:
        """Those of the rates."""
        return DIMENSIONS

    def count(self, s: Sources) -> Counted:
        """What it comes to."""
        (total,) = rates.coverage(s.rolled, s.on, s.at, Choice(level=s.level))
        more = dict(total.more)
        unknown = more["mode_unknown"]
        remarks = (
            Text(f"{unknown} 台在用器具强检方式未知，未计入", f"{unknown} instruments in use have no known mode and do not count"),
        ) if unknown else ()  # fmt: skip
        if later := _verified_later(s):
            remarks = (*remarks, Text(
                f"{later} 台在该日之后又检定过，以该日及以前最近一次检定为准",
                f"{later} instruments were verified again after the day; the newest verification by the day counts for them",
            ))  # fmt: skip
        v = source(VERIFICATIONS, s.at).c
        simulated = select(exists().where(v.simulated == 1, v.on <= s.on.isoformat()))
        return Counted(total.part, total.whole, more, remarks, bool(next(iter(s.rolled.execute(simulated)))[0]))

    def slices(self, s: Sources, by: str) -> list[Slice]:
        """Its parts."""
        _, *found = rates.coverage(s.rolled, s.on, s.at, Choice((by,), s.level))
        names = DOMAINS if by == "domain" else s.names(by, (r.group[0] for r in found))
        return [Slice(r.group[0], names.get(r.group[0], ""), r.part, r.whole) for r in found if r.whole]

    def behind(self, s: Sources, by: str, value: str, *, counts: bool | None, limit: int) -> tuple[list[Item], int]:
        """The instruments."""
        of = Choice((by,) if by else (), s.level)
        question, cell = rates.covered(s.on, s.at, of), (value,) if by else ()
        figure = {True: ("part", ""), False: ("whole", "part"), None: ("whole", "")}[counts]
        keys = rates.keys_of(s.rolled, question, of, cell, *figure)
        rows, until = records_of(s.book, INSTRUMENTS, keys[:limit], s.at), _until(s, keys[:limit])
        return [_item(s, key, rows[key], until.get(key)) for key in keys[:limit] if key in rows], len(keys)


def _verified_later(s: Sources) -> int:
    """Instruments in use whose last verification, as known at the time, is later than the day."""
    c = source(INSTRUMENTS, s.at).c
    later = select(func.count()).where(c.status == "in-use", c.mode != "", c.verified_on > s.on.isoformat())
    return int(next(iter(s.rolled.execute(later)))[0])


def _until(s: Sources, keys: list[str]) -> dict[str, str | None]:
    return {key: until for part in parts_of(keys) for key, until in until_of(s.rolled, s.at, s.on, part).items()}


def _item(s: Sources, key: str, of: Instrument, until: str | None) -> Item:
    counts = until is not None and until >= s.on.isoformat()
    why = NO_TEXT if counts else NEVER if until is None else FAILED if not until else OVER
    name = " ".join(filter(None, (of.name, of.model, of.serial or of.code)))
    groups = {
        "domain": of.domain, "region": of.division[: s.level], "class": of.accuracy_class, "owner": of.owner, "item": of.item,
        "industry": of.industry,
    }  # fmt: skip
    english = " ".join(filter(None, (of.name_en or of.name, of.model, of.serial or of.code)))
    return Item(
        key=key, what="instrument", name=Text(name, english), counts=counts, why=why, runs=(of.run,) if of.run else (),
        groups=groups,
    )  # fmt: skip
