"""The groups that rates are computed of: dimensions, the campaigns of instruments, and one cell of a roll-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import func, literal_column, select

from metrology.text import Text
from registers.codes import LEVELS
from registers.cover_on_day import on_day
from registers.instruments import INSTRUMENTS
from registers.rollup_files import rolled
from registers.verifications import VERIFICATIONS
from registers.work import JOBS, ORDERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, FromClause

DIMENSIONS: Final = {
    "domain": Text("用途", "Use"),
    "region": Text("行政区划", "Region"),
    "class": Text("准确度等级", "Accuracy class"),
    "owner": Text("使用单位", "User"),
    "item": Text("目录编号", "Catalogue entry"),
    "industry": Text("行业", "Industry"),
    "campaign": Text("专项行动", "Campaign"),
}
COLUMNS: Final = {"class": "accuracy_class"}
NOTHING: Final[ColumnElement[str]] = literal_column("''")


class Choice(NamedTuple):
    """What a rate is computed of.

    Attributes:
        by: Dimensions, see `DIMENSIONS`.
        level: How many digits of a division code make a region.
        division: Beginning of the division codes that count; empty for all.
        campaign: The campaign that counts; empty for all.
        keys: Keys of the rows that count; None for all.
    """

    by: Sequence[str] = ()
    level: int = LEVELS["county"]
    division: str = ""
    campaign: str = ""
    keys: Sequence[str] | None = None

    def uses(self, dimension: str) -> bool:
        """Whether rows are grouped or chosen by a dimension."""
        return dimension in self.by or bool(dimension == "campaign" and self.campaign)


class Rows(NamedTuple):
    """The rows that a rate is computed of.

    Attributes:
        c: The columns of their table.
        source: Where they are selected from.
        other: Columns of dimensions that are not in their table.
    """

    c: Any
    source: FromClause
    other: Mapping[str, ColumnElement[Any]]

    def dimension(self, name: str, level: int) -> ColumnElement[Any]:
        """The values of a dimension; without parameters: every database sees that a group is what is selected."""
        column: ColumnElement[Any]
        if name in self.other:
            column = self.other[name]
        elif name != "region":
            column = self.c[COLUMNS.get(name, name)]
        elif level == LEVELS["county"] and "county" in self.c:
            column = self.c.county
        else:
            column = func.substr(self.c.division, literal_column("1"), literal_column(str(int(level))))
        return column

    def within(self, choice: Choice) -> list[ColumnElement[bool]]:
        """The conditions of a choice."""
        found: list[ColumnElement[bool]] = []
        if choice.division:
            found += [self.c.division >= choice.division, self.c.division < str(int(choice.division) + 1)]
        if choice.campaign:
            found.append(self.dimension("campaign", choice.level) == choice.campaign)
        if choice.keys is not None:
            found.append(self.c.key.in_(choice.keys))
        return found

    def cell(self, choice: Choice, cell: Sequence[str]) -> list[ColumnElement[bool]]:
        """The conditions of one group: a value for each dimension; an empty one for what is not known."""
        pairs = zip(choice.by, cell, strict=True)
        return [func.coalesce(self.dimension(name, choice.level), "") == value for name, value in pairs]


def instruments(at: str, until: date, choice: Choice, orders_at: str | None = None) -> Rows:
    """Instruments as they are or were, with the campaign they belong to where that is asked for.

    Args:
        at: Time of which the registers are read; empty for now.
        until: Last day of the orders that count for a campaign.
        choice: Of what.
        orders_at: Time of which orders are read; None for that of the instruments.
    """
    return _with_campaigns(rolled(INSTRUMENTS, at), at if orders_at is None else orders_at, until, choice)


def covers(at: str, day: date, choice: Choice) -> Rows:
    """Instruments as they are or were, with until when they were covered as of a day; see `cover_on_day`."""
    names = [COLUMNS.get(name, name) for name in choice.by]
    return _with_campaigns(on_day(at, day, ("division", "county", *names), choice.keys), at, day, choice)


def _with_campaigns(table: FromClause, at: str, until: date, choice: Choice) -> Rows:
    if not choice.uses("campaign"):
        return Rows(table.c, table, {})
    newest = _campaigns(at, until)
    joined = table.outerjoin(newest, newest.c.instrument == table.c.key)
    return Rows(table.c, joined, {"campaign": func.coalesce(newest.c.campaign, NOTHING)})


def verifications(at: str, choice: Choice) -> Rows:
    """Verifications as they are or were known, with the industry of the instrument where that is asked for."""
    table = rolled(VERIFICATIONS, at)
    if not choice.uses("industry"):
        return Rows(table.c, table, {})
    of = rolled(INSTRUMENTS, at)
    joined = table.outerjoin(of, of.c.key == table.c.instrument)
    return Rows(table.c, joined, {"industry": func.coalesce(of.c.industry, NOTHING)})


def _campaigns(at: str, until: date) -> FromClause:
    """The campaign of each instrument: that of the newest order with a campaign in which it was received."""
    job, order = rolled(JOBS, at), rolled(ORDERS, at)
    newest_first = order.c.received.desc(), order.c.key.desc()
    each = func.coalesce(
        job.c.instrument, NOTHING
    )  # no index: by that of instruments, every job is looked up by itself
    place = func.row_number().over(partition_by=each, order_by=newest_first)
    counts = order.c.campaign != "", order.c.received <= until.isoformat(), job.c.state != "cancelled"
    joined = job.join(order, order.c.key == job.c.order)
    ranked = select(job.c.instrument, order.c.campaign, place.label("place")).select_from(joined).where(*counts)
    numbered = ranked.subquery("numbered")
    return select(numbered.c.instrument, numbered.c.campaign).where(numbered.c.place == 1).subquery("campaigns")
