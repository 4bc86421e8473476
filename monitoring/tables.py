"""The tables of a monitor's store. A row of `sample` is never changed; it goes only when it is thinned or archived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, UniqueConstraint, and_, text

from records.schema import BYTEWISE, NUMBER, texts

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from monitoring.sample import Point

metadata = MetaData()

head = Table("monitor_head", metadata, *texts("name", "zone", "began"))
"""One row: which monitor writes here."""

point = Table(
    "monitor_point",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("meter", BYTEWISE, nullable=False),
    Column("quantity", BYTEWISE, nullable=False),
    Column("period", BYTEWISE, nullable=False),
    Column("since", NUMBER, nullable=False),
    Column("until", NUMBER),
    Column("hours_until", NUMBER, nullable=False),
    Column("days_until", NUMBER, nullable=False),
    Column("thinned", NUMBER, nullable=False),
    UniqueConstraint("meter", "quantity", "period"),
)
"""What is read, and since when an instant of it is expected; `until` is set when it stands in the file no longer.

Before `hours_until` only full hours are left, before `days_until` only midnights, see `monitoring.room`; `thinned` samples went.
"""

certificate = Table(
    "monitor_certificate",
    metadata,
    Column("n", Integer, primary_key=True),
    *texts("number", "first", "last"),
    UniqueConstraint("number", "first", "last"),
)

sample = Table(
    "monitor_sample",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("point", Integer, nullable=False),
    Column("instant", NUMBER, nullable=False),
    *texts("value", "unit", "flag"),
    Column("taken", NUMBER, nullable=False),
    Column("skew", Text),
    Column("certificate", Integer),
    Column("by", Text),
    Column("simulated", Integer, nullable=False),
    UniqueConstraint("point", "instant"),
    sqlite_autoincrement=True,
)
"""Samples in the order in which they became durable; `taken` in ms since 1970, `by` only where a person entered it.

A number `seq` is used once, also after its row was thinned: how far a platform has them is one number.
"""

flagged = Index(
    "monitor_sample_flagged", sample.c.point, sample.c.flag, sample.c.instant, sqlite_where=text("flag <> 'good'")
)
"""The samples that are not simply good, which are few: so flags are counted without a look at every sample."""

gap = Table(
    "monitor_gap",
    metadata,
    Column("point", Integer, primary_key=True),
    Column("instant", NUMBER, primary_key=True, autoincrement=False),
    Column("noted", NUMBER, nullable=False),
    *texts("reason", "state"),
    Index("monitor_gap_state", "state"),
)
"""Instants without a value when they came. States: ``open``: the meter is asked again; ``filled``; ``absent``: the meter
answers and has no record of it, or cannot be asked for it."""

skew = Table(
    "monitor_clock",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("meter", BYTEWISE, nullable=False),
    Column("at", NUMBER, nullable=False),
    Column("skew", Text, nullable=False),
    Index("monitor_clock_of", "meter", "at"),
)
"""Every comparison of a meter's clock, s ahead."""

event = Table("monitor_event", metadata, Column("n", Integer, primary_key=True), *texts("time", "kind", "zh", "en"))
"""What happened to the monitor itself: it began and ended, the disk was full, what was thinned by which rule."""

place = Table(
    "monitor_place",
    metadata,
    Column("platform", BYTEWISE, primary_key=True),
    Column("queued", NUMBER, nullable=False),
    Column("acknowledged", NUMBER, nullable=False),
)
"""How far samples were signed for each platform, and how far it has acknowledged them, by `seq`."""


def is_point(columns: Any, of: Point) -> ColumnElement[bool]:
    """Whether a row, by its columns `meter`, `quantity` and `period`, is about a point."""
    return and_(columns.meter == of.meter, columns.quantity == of.quantity, columns.period == of.period)
