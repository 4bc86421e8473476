"""How long lines of the log of requests are kept: a rule by age and by number, and a line for what it removed.

Only the table of requests is touched: results, files, tasks and receipts are never removed.
"""

from __future__ import annotations

import itertools
import json
import logging
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from supervision.tables import request, request_removed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from supervision.store import PlatformStore

DAYS, LINES = 365, 2_000_000
"""Age and number to which lines are kept unless the platform is told otherwise."""
EVERY: Final = 1000
"""Lines after which the rule is applied once more."""
AT_ONCE: Final = 50_000
"""Lines that are removed in one transaction at most, so that no request waits for long."""
DAY: Final = 86_400
_log = logging.getLogger("steelyard.platform")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is kept of the log.

    Attributes:
        days: Lines older than so many days go; 0: none goes for its age.
        lines: More lines than so many go, the oldest first; 0: none goes for their number.
    """

    days: int = DAYS
    lines: int = LINES


@dataclass(frozen=True, slots=True)
class Removed:
    """What one application of a rule removed.

    Attributes:
        time: When.
        rule: ``age`` or ``number``.
        days, lines: The rule as it was.
        first, last: Times of the oldest and of the newest line that was removed.
        count: How many lines.
        summary: How many of each institute and status.
    """

    time: str
    rule: str
    days: int
    lines: int
    first: str
    last: str
    count: int
    summary: str


class RequestLog:
    """The log of a platform, which removes what its rule says as it grows.

    Args:
        store: The platform's database.
        rule: What is kept.
    """

    def __init__(self, store: PlatformStore, rule: Rule) -> None:
        self._store, self._rule = store, rule
        self._written = itertools.count()

    def write(self, **row: object) -> None:
        """Keep a line."""
        self._store.log(**row)
        if next(self._written) % EVERY == 0:
            try:
                tidy(self._store, self._rule)
            except SQLAlchemyError as error:  # the request was answered; the next round tries again
                _log.warning("old lines of the log of requests could not be removed: %s", error)


def tidy(store: PlatformStore, rule: Rule) -> list[Removed]:
    """Remove what a rule says, `AT_ONCE` lines for each of its two parts at most; what was removed is stated in the database."""
    with store.writing() as connection:
        made = [_aged(connection, store, rule), _surplus(connection, store, rule)]
        found = [one for one in made if one is not None]
        if found:
            connection.execute(insert(request_removed), [asdict(one) for one in found])
    return found


def removed(store: PlatformStore, limit: int) -> list[dict[str, Any]]:
    """What was removed, newest first.

    Args:
        store: The platform.
        limit: How many rows at most.
    """
    columns = (request_removed.c[name] for name in Removed.__slots__)
    query = select(*columns).order_by(request_removed.c.n.desc()).limit(limit)
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _aged(connection: Connection, store: PlatformStore, rule: Rule) -> Removed | None:
    if not rule.days:
        return None
    limit = datetime.fromtimestamp(store.clock() - rule.days * DAY, UTC).isoformat(timespec="microseconds")
    oldest = select(request.c.n, request.c.time).order_by(request.c.n).limit(AT_ONCE)
    old = itertools.takewhile(lambda row: row.time < limit, connection.execute(oldest))
    return _without(connection, store, rule, "age", [row.n for row in old])


def _surplus(connection: Connection, store: PlatformStore, rule: Rule) -> Removed | None:
    if not rule.lines:
        return None
    ends = connection.execute(select(func.min(request.c.n), func.max(request.c.n))).one()
    if ends[0] is None or ends[1] - ends[0] < rule.lines:  # numbers may have gaps, so there are no more lines than that
        return None
    count = int(connection.scalar(select(func.count()).select_from(request)) or 0)
    query = select(request.c.n).order_by(request.c.n).limit(max(0, min(count - rule.lines, AT_ONCE)))
    return _without(connection, store, rule, "number", list(connection.scalars(query)))


def _without(connection: Connection, store: PlatformStore, rule: Rule, part: str, numbers: list[int]) -> Removed | None:
    """Remove the oldest lines, up to the last of some numbers."""
    if not numbers:
        return None
    of = request.c.n <= numbers[-1]
    first, last, count = connection.execute(
        select(func.min(request.c.time), func.max(request.c.time), func.count()).where(of)
    ).one()
    groups = connection.execute(
        select(request.c.institute, request.c.status, func.count())
        .where(of)
        .group_by(request.c.institute, request.c.status)
        .order_by(request.c.institute, request.c.status)
    )
    summary = json.dumps([{"institute": row[0], "status": row[1], "count": row[2]} for row in groups])
    connection.execute(delete(request).where(of))
    return Removed(store.moment(), part, rule.days, rule.lines, first, last, count, summary)
