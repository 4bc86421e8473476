"""Until when the verification covered an instrument that was its newest one on a day, also where it was verified again later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, case, func, literal_column, null, or_, select, union_all

from registers.instruments import INSTRUMENTS
from registers.rollup_files import rolled
from registers.verifications import VERIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import CTE, ColumnElement, Connection, FromClause

    from registers.rollup_engine import Engine

UNTIL: Final = "until_on_day"
"""Name of the column: the last covered day; an empty text after a failure, null where nothing was verified by the day."""
CONFORM: Final = "conform"


def on_day(at: str, day: date, columns: Iterable[str], keys: Sequence[str] | None = None) -> CTE:
    """The instruments as they are known, with `UNTIL` beside some of their columns.

    The row of an instrument keeps its last verification. Where that is later than the day, the newest one by the day decides,
    of those that are known: a verification that counts as left, or what an earlier version of the row says. A corrected run
    does not count. It is computed once for each instrument (a materialised table): figures use it several times.

    Args:
        at: Time of which the registers are read; empty for now.
        day: The day.
        columns: Columns of the register of instruments.
        keys: The instruments; None for all.
    """
    table, last = rolled(INSTRUMENTS, at), day.isoformat()
    c = table.c
    until = case(
        (c.verified_on > last, _newest(c, at, last)),
        (func.coalesce(c.verified_on, "") == "", null()),
        else_=func.coalesce(c.covered_until, ""),
    )
    names = dict.fromkeys(("key", "status", "mode", "verified_on", *columns))
    query = select(*(c[name] for name in names if name in c), until.label(UNTIL)).select_from(table)
    if keys is not None:
        query = query.where(c.key.in_(keys))
    return query.cte("on_day").prefix_with("MATERIALIZED")


def until_of(connection: Connection | Engine, at: str, day: date, keys: Sequence[str]) -> dict[str, str | None]:
    """`UNTIL` of some instruments, by key."""
    table = on_day(at, day, (), keys)
    return {row[0]: row[1] for row in connection.execute(select(table.c.key, table.c[UNTIL]))}


def _newest(of: Any, at: str, last: str) -> ColumnElement[Any]:
    """What the newest verification by a day says; null where none is known."""
    outer = of.key.table
    past, corrected, done = (
        INSTRUMENTS.past.alias("earlier"),
        _verifications(at, "corrected"),
        _verifications(at, "done"),
    )
    p, b, v = past.c, corrected.c, done.c
    void = select(literal_column("1")).where(b.key == p.run, b.as_found == 0, b.as_left == 0).exists()
    valid = or_(func.coalesce(p.run, "") == "", ~void)
    stated = (
        select(p.verified_on.label("day"), p.recorded, func.coalesce(p.covered_until, "").label("until"))
        .where(p.key == of.key, p.replaced <= of.recorded, p.verified_on <= last, p.verified_on != "", valid)
        .correlate(outer)
    )
    known = func.coalesce(v.valid_until, "")
    ended = case((v.outcome == CONFORM, known), else_=literal_column("''"))
    counts = and_(v.as_left == 1, or_(v.outcome != CONFORM, known != ""))
    verified = select(v.on, v.recorded, ended).where(v.instrument == of.key, v.on <= last, counts).correlate(outer)
    all_ = union_all(stated, verified).subquery("verified")
    a = all_.c
    newest = select(a.until).order_by(a.day.desc(), a.recorded.desc(), a.until).limit(1)
    return newest.correlate(outer).scalar_subquery()


def _verifications(at: str, name: str) -> FromClause:
    return rolled(VERIFICATIONS, at).alias(name)
