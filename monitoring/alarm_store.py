"""Alarms in the store of a monitor: what is open, what happened, who acknowledged, and who was told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from metrology.text import Text
from monitoring import alarm_tables as t
from monitoring import tables
from monitoring.alarm_deciding import ACKNOWLEDGED, Deciding, alarm_of, happened
from monitoring.errors import MonitorError
from monitoring.sample import Point
from records.further_tables import laid_out, lay_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from monitoring.alarm_deciding import Alarm
    from monitoring.store import SampleStore

LONGEST_NOTE: Final = 500


class AlarmStore:
    """The alarms of a monitor.

    Args:
        store: The store of its samples.
        read_only: Whether nothing will be written.
    """

    def __init__(self, store: SampleStore, *, read_only: bool = False) -> None:
        self._store = store
        self.there = True
        if read_only:
            self.there = laid_out(store.engine, t.metadata)
        else:
            lay_out(store.engine, t.metadata)

    @contextmanager
    def deciding(self, seq: int | None = None) -> Iterator[Deciding]:
        """One durable transaction in which alarms change, and with it up to which sample they were decided.

        Raises:
            NotKept: It could not be made durable; nothing of it is there.
        """
        with self._store.writing() as connection:
            yield Deciding(connection)
            if seq is not None:
                done = connection.execute(update(t.judged).values(seq=seq))
                if not done.rowcount:
                    connection.execute(insert(t.judged).values(one=1, seq=seq))

    def judged(self) -> int | None:
        """Up to which sample alarms were decided; None where none was."""
        with self._store.reading() as connection:
            return connection.scalar(select(t.judged.c.seq))

    def follow(self, names: Collection[str]) -> dict[str, int]:
        """Note which rules the file has; behind which sample each of them judges.

        Raises:
            NotKept: It could not be made durable.
        """
        with self._store.reading() as connection:
            known = {r.name: int(r.since) for r in connection.execute(select(t.rule))}
        if set(known) == set(names):
            return known
        newest = self.newest()
        with self._store.writing() as connection:
            connection.execute(delete(t.rule).where(t.rule.c.name.not_in(list(names))))
            for name in names:
                if name not in known:
                    connection.execute(insert(t.rule).values(name=name, since=newest))
        return {name: known.get(name, newest) for name in names}

    def newest(self) -> int:
        """Number of the newest sample."""
        with self._store.reading() as connection:
            return int(connection.scalar(select(func.max(tables.sample.c.seq))) or 0)

    def newest_happening(self) -> int:
        """Number of the newest thing that happened to an alarm."""
        with self._store.reading() as connection:
            return int(connection.scalar(select(func.max(t.happening.c.n))) or 0)

    def courses(self) -> dict[tuple[str, Point], int]:
        """Since which instants values are beyond a limit."""
        with self._store.reading() as connection:
            rows = connection.execute(select(t.course)).all()
        return {(r.rule, Point(r.meter, r.quantity, r.period)): r.since for r in rows}

    def open(self) -> list[Alarm]:
        """Open alarms: those that nobody acknowledged first, then the others, each oldest first."""
        return self.rows(only_open=True)

    def rows(self, *, only_open: bool = False, limit: int = 1000) -> list[Alarm]:
        """Alarms: open ones first; then the newest closed ones."""
        if not self.there:
            return []
        a = t.alarm.c
        is_open = a.cleared.is_(None) | a.acknowledged.is_(None)
        with self._store.reading() as connection:
            ours = select(t.alarm).where(is_open).order_by(a.acknowledged.is_not(None), a.raised, a.n)
            found = [alarm_of(r) for r in connection.execute(ours)]
            if not only_open:
                closed = select(t.alarm).where(~is_open).order_by(a.n.desc()).limit(max(0, limit - len(found)))
                found += [alarm_of(r) for r in connection.execute(closed)]
        return found

    def happenings(self, behind: int = 0, limit: int = 1000, of: int | None = None) -> list[Any]:
        """What happened to alarms, in order, with what they say."""
        if not self.there:
            return []
        h, a = t.happening.c, t.alarm.c
        query = select(
            h.n, h.alarm, h.at, h.kind, h.value, h.people, h.level, h.by, h.note, a.rule, a.meter, a.quantity, a.period,
            a.kind.label("rule_kind"), a.severity, a.zh, a.en, a.instant, a.simulated, a.cleared, a.acknowledged, a.raised,
        ).join(t.alarm, a.n == h.alarm).where(h.n > behind).order_by(h.n).limit(limit)  # fmt: skip
        if of is not None:
            query = query.where(h.alarm == of)
        with self._store.reading() as connection:
            return list(connection.execute(query))

    def acknowledge(self, n: int, by: str, note: str, at: float) -> Alarm:
        """Acknowledge an alarm; of two people the first one does.

        Raises:
            MonitorError: There is no such alarm, somebody acknowledged it before, or nobody is named.
            NotKept: It could not be made durable.
        """
        who, said = by.strip(), " ".join(note.split())[:LONGEST_NOTE]
        if not who:
            raise MonitorError([Text("请用 --by 写明确认人", "name the person with --by")])
        with self._store.writing() as connection:
            row = connection.execute(select(t.alarm).where(t.alarm.c.n == n)).first()
            if row is None:
                raise MonitorError([Text(f"没有报警 {n}", f"there is no alarm {n}")])
            if row.acknowledged is not None:
                raise MonitorError(
                    [Text(f"报警 {n} 已由 {row.by} 确认", f"alarm {n} was acknowledged by {row.by} before")]
                )
            values = {"acknowledged": round(at * 1000), "by": who, "note": said}
            connection.execute(update(t.alarm).where(t.alarm.c.n == n).values(**values))
            happened(connection, n, ACKNOWLEDGED, at, level=row.level, by=who, note=said)
            return alarm_of(connection.execute(select(t.alarm).where(t.alarm.c.n == n)).one())

    def through(self, to: str, stream: str) -> int | None:
        """Up to which number a receiver has confirmed a stream; None where it never did."""
        if not self.there:
            return None
        of = t.sent.c
        with self._store.reading() as connection:
            return connection.scalar(select(of.through).where(of.to == to, of.stream == stream))

    def confirmed(self, to: str, stream: str, through: int) -> None:
        """Note that a receiver has everything up to a number.

        Raises:
            NotKept: It could not be made durable.
        """
        same = (t.sent.c.to == to) & (t.sent.c.stream == stream)
        with self._store.writing() as connection:
            if not connection.execute(update(t.sent).where(same).values(through=through)).rowcount:
                connection.execute(insert(t.sent).values(to=to, stream=stream, through=through))
