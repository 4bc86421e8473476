"""Rates of compulsory verification, from the registers as they were at any time. No law gives a formula; each rate states its own.

A rate is a fraction of counts and is compared with a target as such, never rounded. What is not known is a group of its own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import and_, case, exists, func, not_, or_, select

from metrology.text import Text
from registers.cover_on_day import UNTIL
from registers.instruments import INSTRUMENTS
from registers.rate_groups import Rows, covers, instruments, verifications
from registers.rollup_files import rolled
from registers.verifications import VERIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from registers.rate_groups import Choice
    from registers.rollup_engine import Engine

COVERAGE: Final = Text(
    "受检率（存量）= 当日有效 / 在用强检。在用强检：当日状态为“在用”且强检方式已知；停用、封存、报废不计，超期和从未检定计入。"
    "周期检定以合格且未过有效期为有效；首次检定的以检定过且未到使用期限为有效。当日之后又检定过的，以当日及以前最近一次检定为准。",
    "Coverage (stock) = valid on the day / in use under compulsory verification. In use: not stopped, sealed off or scrapped, with a known"
    " mode; those overdue and never verified count. Periodic: passed and not expired. Verified once: verified, and its life not over."
    " Of what was verified again after the day, the newest verification by the day counts.",
)
FLOW: Final = Text(
    "受检率（流量）= 期内到期且期内检定过 / 期内到期。到期按期初的登记；到期日（含）前已停用、封存、报废的和重复登记的不计；"
    "一台在期内检定多次只计一次；被更正的记录不计。",
    "Coverage (flow) = verified in the period / falling due in it, of those that fall due by the registers as they were before it began."
    " Not counted: what was taken out of use by the day on which it fell due, and what was registered twice. An instrument that is"
    " verified twice counts once; corrected runs do not count.",
)
CAMPAIGN: Final = Text(
    "器具的专项行动：截至该日（期末），接收该器具、且写明专项行动的最近一份委托单上的专项行动；已撤销的任务不计。",
    "Campaign of an instrument: that of the newest order with a campaign in which it was received by the day (the end of the period);"
    " cancelled jobs do not count.",
)
PASSES: Final = Text(
    "检定合格率 = 合格 / 检定，计两次：调前（第一次结论）和调后（最后结论）。被更正的记录不计。",
    "Pass rate = conform / verified, given twice: as found (first result) and as left (last result). Corrected runs do not count.",
)

OUT: Final = ("stopped", "sealed", "scrapped")
MERGED: Final = "merged"


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


class Question(NamedTuple):
    """What is counted.

    Attributes:
        rows: Of which rows.
        wanted: Which of them belong to it.
        counts: What each figure counts of these.
    """

    rows: Rows
    wanted: list[ColumnElement[bool]]
    counts: Mapping[str, ColumnElement[bool]]


def coverage(connection: Connection | Engine, on: date, at: str, choice: Choice) -> list[Rate]:
    """The part of instruments in use that is validly verified on a day; the total first.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        on: The day.
        at: Time of which the registers are read; empty for now.
        choice: Of what.
    """
    return _counted(connection, covered(on, at, choice), choice)


def covered(on: date, at: str, choice: Choice) -> Question:
    """What `coverage` counts."""
    rows = covers(at, on, choice)
    c, day = rows.c, on.isoformat()
    used, until = and_(c.status == "in-use", c.mode != ""), c[UNTIL]
    counts = {
        "part": and_(used, func.coalesce(until, "") >= day),
        "whole": used,
        "overdue": and_(used, func.coalesce(until, "") != "", until < day),
        "never": and_(used, until.is_(None)),
        "failed": and_(used, until.is_not(None), until == ""),
        "stopped": c.status.in_(OUT),
        "mode_unknown": and_(c.status == "in-use", c.mode == ""),
    }
    return Question(rows, [c.status != MERGED, *rows.within(choice)], counts)


def flow(
    connection: Connection | Engine, start: date, end: date, before: str, choice: Choice, at: str = ""
) -> list[Rate]:
    """The part of instruments that fall due in a period and are verified in it; the total first.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        start: First day of the period.
        end: Last day of the period.
        before: The time before it began.
        choice: Of what.
        at: Time of which verifications are read; empty for now.
    """
    return _counted(connection, fallen_due(start, end, before, choice, at), choice)


def fallen_due(start: date, end: date, before: str, choice: Choice, at: str = "") -> Question:
    """What `flow` counts."""
    rows, v = instruments(before, end, choice, orders_at=at), rolled(VERIFICATIONS, at).c
    c, gone = rows.c, _gone(rows.c, at)
    within = and_(c.covered_until >= start.isoformat(), c.covered_until <= end.isoformat())
    counts = or_(v.as_found == 1, v.as_left == 1)
    done = exists().where(v.instrument == c.key, v.on >= start.isoformat(), v.on <= end.isoformat(), counts)
    wanted = [c.status == "in-use", c.mode != "", within, not_(gone), *rows.within(choice)]
    return Question(rows, wanted, {"part": done, "whole": c.status == "in-use"})


def _gone(c: Any, at: str) -> ColumnElement[bool]:
    """Whether an instrument was registered twice, or taken out of use by the day on which it fell due.

    Those out of use are few, and are found once; only they are looked up.
    """
    out, later = rolled(INSTRUMENTS, at).alias("out_of_use"), rolled(INSTRUMENTS, at).alias("later")
    few = select(out.c.key).where(out.c.status.in_((MERGED, *OUT)))
    since = and_(later.c.status.in_(OUT), later.c.status_since <= c.covered_until)
    return and_(c.key.in_(few), exists().where(later.c.key == c.key, or_(later.c.status == MERGED, since)))


def passes(connection: Connection | Engine, start: date, end: date, at: str, choice: Choice) -> list[tuple[Rate, Rate]]:
    """The part of verifications of a period that conform, as found and as left; the total first.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        start: First day of the period.
        end: Last day of the period.
        at: Time of which the registers are read; empty for now.
        choice: Of what.
    """
    found = _counted(connection, verified(start, end, at, choice), choice)
    return [
        (
            r._replace(more={"simulated": r.more["simulated"]}),
            Rate(r.group, r.more["left_part"], r.more["left_whole"], {"simulated": r.more["simulated"]}),
        )
        for r in found
    ]


def verified(start: date, end: date, at: str, choice: Choice) -> Question:
    """What `passes` counts."""
    rows = verifications(at, choice)
    c = rows.c
    conform = c.outcome == "conform"
    counts = {
        "part": and_(conform, c.as_found == 1),
        "whole": c.as_found == 1,
        "left_part": and_(conform, c.as_left == 1),
        "left_whole": c.as_left == 1,
        "simulated": c.simulated == 1,
    }
    wanted = [c.on >= start.isoformat(), c.on <= end.isoformat(), or_(c.as_found == 1, c.as_left == 1)]
    return Question(rows, [*wanted, *rows.within(choice)], counts)


def keys_of(
    connection: Connection | Engine,
    question: Question,
    choice: Choice,
    cell: Sequence[str],
    figure: str,
    other: str = "",
) -> list[str]:
    """The keys of the rows that one figure of one group counts.

    Args:
        connection: The store, or DuckDB over its Parquet files.
        question: What was counted.
        choice: Of what.
        cell: The group, a value for each dimension; empty for all.
        figure: A name of `Question.counts`.
        other: A figure whose rows are left out; empty for none.
    """
    rows, counts = question.rows, question.counts
    of = [counts[figure], *([~counts[other]] if other else []), *(rows.cell(choice, cell) if cell else [])]
    query = select(rows.c.key).select_from(rows.source).where(*question.wanted, *of).order_by(rows.c.key)
    return [row[0] for row in connection.execute(query)]


def _counted(connection: Connection | Engine, question: Question, choice: Choice) -> list[Rate]:
    """The counts of every group, and before them those of all."""
    rows, counts = question.rows, question.counts
    groups = [rows.dimension(name, choice.level).label(f"group_{n}") for n, name in enumerate(choice.by)]
    sums = [func.sum(case((counted, 1), else_=0)).label(name) for name, counted in counts.items()]
    query = select(*groups, *sums).select_from(rows.source).where(*question.wanted)
    if not groups:
        return [_rate(row, 0, counts) for row in connection.execute(query)]
    found = [_rate(r, len(groups), counts) for r in connection.execute(query.group_by(*groups).order_by(*groups))]
    total = Rate((), sum(r.part for r in found), sum(r.whole for r in found), {
        name: sum(r.more[name] for r in found) for name in counts if name not in {"part", "whole"}
    })  # fmt: skip
    return [total, *found]


def _rate(row: Any, groups: int, counts: Mapping[str, Any]) -> Rate:
    plain = {name: int(getattr(row, name) or 0) for name in counts}
    part, whole = plain.pop("part"), plain.pop("whole")
    return Rate(tuple(str(value or "") for value in row[:groups]), part, whole, plain)
