"""Two editions side by side, as words and numbers for a screen, a table or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.errors import RegistersError
from registers.instruments import FOREVER
from services.catalogue.differences import affected, differences
from services.catalogue.editions import editions, named
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from datetime import date

    from services.catalogue.differences import Affected, Difference


def compare(url: str, first: str, second: str, *, on: date | None, as_of: date | None, limit: int) -> dict[str, Any]:
    """What differs between two editions, and for which instruments in use.

    Args:
        url: The store.
        first: Name of the earlier edition.
        second: Name of the later one.
        on: The day from which the later one is taken to hold; None for its own first day.
        as_of: Day of which the registers are shown; None for now.
        limit: How many instruments at most.

    Raises:
        RegistersError: There is no such edition, or its first day is not known and none is given.
        StoreError: The store cannot be read.
    """
    at = end_of(as_of)
    with opened_book(url) as book:
        known = editions(book, at)
        old, new = named(known, first), named(known, second)
        begins = on or new.since
        if begins is None:
            zh = f"{second} 的实施日期未登记；用 --date 指明"
            raise RegistersError([Text(zh, f"the first day of {second} is not registered; give --date")])
        found = differences(old, new, book, at)
        rows = list(affected(book, old, new, begins, at=at, limit=limit + 1))
    return {
        "from": old.name,
        "to": new.name,
        "since": begins.isoformat(),
        "unverified": {e.name: len(e.doubtful) for e in (old, new)},
        "entries": [_difference(d) for d in found],
        "instruments": [_affected(a) for a in rows[:limit]],
        "more": len(rows) > limit,
    }


def _difference(d: Difference) -> dict[str, Any]:
    return {
        "what": d.what,
        "before": d.before.item if d.before is not None else "",
        "after": d.after.item if d.after is not None else "",
        "name": {"zh": d.entry.name, "en": d.entry.name_en or d.entry.name},
        "fields": [{"field": c.field, "before": c.before, "after": c.after} for c in d.fields],
        "same_number": d.same_number,
        "instruments": d.instruments,
        "unverified": any(e is not None and e.unverified for e in (d.before, d.after)),
    }


def _affected(a: Affected) -> dict[str, Any]:
    return {
        "key": a.key,
        "name": a.instrument.name,
        "serial": a.instrument.serial or a.instrument.code,
        "owner": a.instrument.owner,
        "before": a.before,
        "after": a.after,
        "mode": {"before": a.instrument.mode, "after": a.mode},
        "cycle_months": {"before": a.instrument.cycle_months, "after": a.cycle_months},
        "life_years": {"before": a.instrument.life_years, "after": a.life_years},
        "until": "" if a.until == FOREVER else a.until,
        "then_until": "" if a.then_until == FOREVER else a.then_until,
        "due": a.due,
        "released": a.released,
    }
