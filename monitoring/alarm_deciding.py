"""What an alarm is, and how alarms change within one transaction: raised once, returned, cleared, escalated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import delete, insert, select, update

from metrology.text import Text
from monitoring import alarm_tables as t
from monitoring.sample import Point
from monitoring.tables import is_point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from monitoring.alarm_conditions import Course

RAISED: Final = "raised"
RETURNED: Final = "returned"
CLEARED: Final = "cleared"
ACKNOWLEDGED: Final = "acknowledged"
ESCALATED: Final = "escalated"


class Cause(NamedTuple):
    """Why an alarm is raised.

    Attributes:
        rule: Name of the rule.
        point: The point.
        kind, severity, route: As the rule has them.
        instant: Of the sample, seconds since 1970.
        value: The value with its unit; empty where there is none.
        text: In words.
        people: Who is told at once.
        simulated: Whether the instrument is simulated.
    """

    rule: str
    point: Point
    kind: str
    severity: str
    route: str
    instant: int
    value: str
    text: Text
    people: tuple[str, ...]
    simulated: bool


class Alarm(NamedTuple):
    """An alarm as it stands; see `monitoring.alarm_tables.alarm`. Times in seconds since 1970."""

    n: int
    rule: str
    point: Point
    kind: str
    severity: str
    route: str
    value: str
    text: Text
    raised: float
    instant: int
    returns: int
    level: int
    simulated: bool
    cleared: float | None
    acknowledged: float | None
    by: str
    note: str

    @property
    def open(self) -> bool:
        """Whether it is still there, or nobody has acknowledged it."""
        return self.cleared is None or self.acknowledged is None

    @property
    def state(self) -> str:
        """``raised``, ``acknowledged``, ``cleared`` (and not acknowledged) or ``closed``."""
        if not self.open:
            return "closed"
        if self.cleared is not None:
            return "cleared"
        return "raised" if self.acknowledged is None else "acknowledged"


class Deciding:
    """Changes of alarms within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.happened: list[tuple[str, Alarm]] = []

    def raise_(self, cause: Cause, at: float, *, past: bool = False) -> bool:
        """Raise an alarm, unless it is open already; one that had cleared and was not acknowledged returns.

        Args:
            cause: Why.
            at: Now.
            past: The cause is gone again: a back-filled sample tells of it. It clears at once.

        Returns:
            Whether something changed.
        """
        row = self._open(cause.rule, cause.point)
        if row is not None and (row.cleared is None or past):
            return False
        if row is None:
            p = cause.point
            done = self._connection.execute(insert(t.alarm).values(
                rule=cause.rule, meter=p.meter, quantity=p.quantity, period=p.period, kind=cause.kind, severity=cause.severity,
                route=cause.route, value=cause.value, zh=cause.text.zh, en=cause.text.en, raised=round(at * 1000), instant=cause.instant,
                returns=0, level=0, simulated=int(cause.simulated)))  # fmt: skip
            n = int(done.inserted_primary_key[0])  # type: ignore[index]
            self._note(n, RAISED, at, cause.value, cause.people)
        else:
            n = row.n
            self._set(n, cleared=None, returns=row.returns + 1)
            self._note(n, RETURNED, at, cause.value, (), row.level)
        if past:
            self._set(n, cleared=round(at * 1000))
            self._note(n, CLEARED, at, cause.value, ())
        return True

    def clear(self, rule: str, point: Point, value: str, at: float) -> bool:
        """Note that the cause of an alarm is gone; whether there was one."""
        row = self._open(rule, point)
        if row is None or row.cleared is not None:
            return False
        self._set(row.n, cleared=round(at * 1000))
        self._note(row.n, CLEARED, at, value, (), row.level)
        return True

    def escalate(self, n: int, level: int, people: Sequence[str], at: float) -> bool:
        """Tell further people, unless somebody acknowledged meanwhile."""
        a = t.alarm.c
        mine = (a.n == n) & a.acknowledged.is_(None) & (a.level == level - 1)
        if not self._connection.execute(update(t.alarm).where(mine).values(level=level)).rowcount:
            return False
        self._note(n, ESCALATED, at, "", people, level)
        return True

    def note_courses(self, courses: Mapping[tuple[str, Point], Course]) -> None:
        """Keep since when values are beyond a limit."""
        for (rule, p), course in courses.items():
            of = t.course.c
            self._connection.execute(delete(t.course).where(of.rule == rule, is_point(of, p)))
            if course.beyond_since is not None:
                self._connection.execute(
                    insert(t.course).values(
                        rule=rule, meter=p.meter, quantity=p.quantity, period=p.period, since=course.beyond_since
                    )
                )

    def _open(self, rule: str, p: Point) -> Any:
        a = t.alarm.c
        return self._connection.execute(
            select(t.alarm).where(a.rule == rule, is_point(a, p), a.cleared.is_(None) | a.acknowledged.is_(None))
        ).first()

    def _set(self, n: int, **values: Any) -> None:
        self._connection.execute(update(t.alarm).where(t.alarm.c.n == n).values(**values))

    def _note(self, n: int, kind: str, at: float, value: str, people: Sequence[str], level: int = 0) -> None:
        happened(self._connection, n, kind, at, value=value, people=people, level=level)
        self.happened.append((kind, alarm_of(self._connection.execute(select(t.alarm).where(t.alarm.c.n == n)).one())))


def happened(
    connection: Connection, n: int, kind: str, at: float, *, value: str = "", people: Sequence[str] = (), level: int = 0, by: str = "",
    note: str = "",
) -> None:  # fmt: skip
    """Note what happened to an alarm."""
    connection.execute(insert(t.happening).values(
        alarm=n, at=round(at * 1000), kind=kind, value=value, people=", ".join(people), level=level, by=by, note=note))  # fmt: skip


def alarm_of(r: Any) -> Alarm:
    """A row of the table."""
    return Alarm(
        r.n, r.rule, Point(r.meter, r.quantity, r.period), r.kind, r.severity, r.route, r.value, Text(r.zh, r.en), r.raised / 1000, r.instant,
        r.returns, r.level, bool(r.simulated), None if r.cleared is None else r.cleared / 1000,
        None if r.acknowledged is None else r.acknowledged / 1000, r.by or "", r.note or "",
    )  # fmt: skip
