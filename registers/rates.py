"""Rates of compulsory verification, from the registers as they were at any time. No law gives a formula; each rate states its own.

A rate is a fraction of counts and is compared with a target as such, never rounded. What is not known is a group of its own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import and_, case, exists, func, literal_column, or_, select

from metrology.text import Text
from registers.book import source
from registers.codes import LEVELS
from registers.instruments import INSTRUMENTS
from registers.verifications import VERIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from registers.rollup_engine import Engine

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
COVERAGE: Final = Text(
    "受检率（存量）= 当日有效 / 在用强检。在用强检：当日状态为“在用”且强检方式已知；停用、封存、报废不计，超期和从未检定计入。"
    "周期检定以合格且未过有效期为有效；首次检定的以检定过且未到使用期限为有效。",
    "Coverage (stock) = valid on the day / in use under compulsory verification. In use: not stopped, sealed off or scrapped, with a known"
    " mode; those overdue and never verified count. Periodic: passed and not expired. Verified once: verified, and its life not over.",
)
FLOW: Final = Text(
    "受检率（流量）= 期内到期且期内检定过 / 期内到期。到期按期初的登记；一台在期内检定多次只计一次。",
    "Coverage (flow) = verified in the period / falling due in it, of those that fall due by the registers as they were before it began;"
    " an instrument that is verified twice counts once.",
)
PASSES: Final = Text(
    "检定合格率 = 合格 / 检定，计两次：调前（第一次结论）和调后（最后结论）。被更正的记录不计。",
    "Pass rate = conform / verified, given twice: as found (first result) and as left (last result). Corrected runs do not count.",
)


class Rate(NamedTuple):
    """A rate of one group.

    Attributes:
        group: Values of the dimensions; an empty text for what is not known.
        part: How many count.
        whole: Of how many.
        more: Further counts by name.
    """

    group: tuple[str, ...]
    part: int
    whole: int
    more: dict[str, int]

    @property
    def value(self) -> Fraction | None:
        """The rate; None where there is nothing to count."""
        return Fraction(self.part, self.whole) if self.whole else None

    def meets(self, target: Fraction) -> bool:
        """Whether it is at least the target, unrounded."""
        return self.value is not None and self.value >= target


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


def coverage(connection: Connection | Engine, on: date, at: str, choice: Choice) -> list[Rate]:
    """The part of instruments in use that is validly verified on a day; the total first.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        on: The day.
        at: Time of which the registers are read; empty for now.
        choice: Of what.
    """
    c = source(INSTRUMENTS, at).c
    valid, day = _valid(c, on), on.isoformat()
    used = and_(c.status == "in-use", c.mode != "")
    counts = {
        "part": func.sum(case((and_(used, valid), 1), else_=0)),
        "whole": func.sum(case((used, 1), else_=0)),
        "overdue": func.sum(case((and_(used, c.covered_until != "", c.covered_until < day), 1), else_=0)),
        "never": func.sum(case((and_(used, c.verified_on.is_(None)), 1), else_=0)),
        "failed": func.sum(case((and_(used, c.covered_until == "", c.verified_on.is_not(None)), 1), else_=0)),
        "stopped": func.sum(case((c.status.in_(("stopped", "sealed", "scrapped")), 1), else_=0)),
        "mode_unknown": func.sum(case((and_(c.status == "in-use", c.mode == ""), 1), else_=0)),
    }
    return _grouped(connection, c, counts, [c.status != "merged", *_within(c, choice)], choice)


def flow(connection: Connection | Engine, start: date, end: date, before: str, choice: Choice) -> list[Rate]:
    """The part of instruments that fall due in a period and are verified in it; the total first.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        start: First day of the period.
        end: Last day of the period.
        before: The time before it began.
        choice: Of what.
    """
    c, v = source(INSTRUMENTS, before).c, VERIFICATIONS.now.c
    within = and_(c.covered_until >= start.isoformat(), c.covered_until <= end.isoformat())
    done = exists().where(v.instrument == c.key, v.on >= start.isoformat(), v.on <= end.isoformat())
    counts = {"part": func.sum(case((done, 1), else_=0)), "whole": func.count()}
    wanted = [c.status == "in-use", c.mode != "", within, *_within(c, choice)]
    return _grouped(connection, c, counts, wanted, choice)


def passes(connection: Connection | Engine, start: date, end: date, at: str, choice: Choice) -> list[tuple[Rate, Rate]]:
    """The part of verifications of a period that conform, as found and as left; the total first.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        start: First day of the period.
        end: Last day of the period.
        at: Time of which the registers are read; empty for now.
        choice: Of what.
    """
    c = source(VERIFICATIONS, at).c
    conform = c.outcome == "conform"
    counts = {
        "part": func.sum(case((and_(conform, c.as_found == 1), 1), else_=0)),
        "whole": func.sum(c.as_found),
        "left_part": func.sum(case((and_(conform, c.as_left == 1), 1), else_=0)),
        "left_whole": func.sum(c.as_left),
        "simulated": func.sum(c.simulated),
    }
    wanted = [c.on >= start.isoformat(), c.on <= end.isoformat(), or_(c.as_found == 1, c.as_left == 1)]
    rows = _grouped(connection, c, counts, [*wanted, *_within(c, choice)], choice)
    return [
        (
            r._replace(more={"simulated": r.more["simulated"]}),
            Rate(r.group, r.more["left_part"], r.more["left_whole"], {"simulated": r.more["simulated"]}),
        )
        for r in rows
    ]


def not_covered(c: Any, on: date, division: str = "") -> ColumnElement[bool]:
    """The instruments in use that are not validly verified on a day: what a coverage below the whole is about."""
    used = and_(c.status == "in-use", c.mode != "", ~_valid(c, on))
    return and_(used, *_within(c, Choice(division=division)))


def _valid(c: Any, on: date) -> ColumnElement[bool]:
    day = on.isoformat()
    return and_(c.covered_until >= day, func.coalesce(c.verified_on, "") != "", c.verified_on <= day)


def _within(c: Any, choice: Choice) -> list[ColumnElement[bool]]:
    found = []
    if choice.division:
        found += [c.division >= choice.division, c.division < str(int(choice.division) + 1)]
    if choice.campaign:
        found.append(c.campaign == choice.campaign)
    if choice.keys is not None:
        found.append(c.key.in_(choice.keys))
    return found


def _grouped(
    connection: Connection | Engine,
    c: Any,
    counts: dict[str, Any],
    wanted: Sequence[ColumnElement[bool]],
    choice: Choice,
) -> list[Rate]:
    """The counts of every group, and before them those of all."""
    groups = [_dimension(c, name, choice.level).label(f"group_{n}") for n, name in enumerate(choice.by)]
    query = select(*groups, *(value.label(name) for name, value in counts.items())).where(*wanted)
    rows = list(connection.execute(query.group_by(*groups).order_by(*groups))) if groups else []
    found = [_rate(row, len(groups), counts) for row in rows]
    if not groups:
        return [_rate(row, 0, counts) for row in connection.execute(query)]
    total = Rate(("",) * 0, sum(r.part for r in found), sum(r.whole for r in found), {
        name: sum(r.more[name] for r in found) for name in counts if name not in {"part", "whole"}
    })  # fmt: skip
    return [total, *found]


def _rate(row: Any, groups: int, counts: dict[str, Any]) -> Rate:
    plain = {name: int(getattr(row, name) or 0) for name in counts}
    part, whole = plain.pop("part"), plain.pop("whole")
    return Rate(tuple(str(value or "") for value in row[:groups]), part, whole, plain)


def _dimension(c: Any, name: str, level: int) -> ColumnElement[Any]:
    """The values of a dimension; without parameters, so that every database sees that a group is what is selected."""
    if name == "region":
        return (
            c.county
            if level == LEVELS["county"] and "county" in c
            else func.substr(c.division, literal_column("1"), literal_column(str(int(level))))
        )
    column = COLUMNS.get(name, name)
    return c[column] if column in c else literal_column("''")
