"""Where samples are kept: an SQLite file that is synchronised with the disk before anybody is told that they are there."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, insert, inspect, select, update
from sqlalchemy.exc import DatabaseError

from metrology.text import Text
from monitoring import tables as t
from monitoring.archive_tables import archived_until
from monitoring.errors import MonitorError, NotKept
from monitoring.sample import GOOD, SKEW, Certificate, Point, Sample
from monitoring.schedule import moment
from records.address import parse
from records.connect import engine
from records.further_tables import laid_out, lay_out
from records.migrate import alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from sqlalchemy import Connection, Engine

FULL: Final = ("database or disk is full", "No space left on device", "disk I/O error")
AT_ONCE: Final = (GOOD, SKEW)
"""Flags of samples whose instant was never noted as a gap before."""
PAGE: Final = 4096
ONCE: Final = 600.0
"""Seconds in which several lines find the same step of the clock."""
_FILLED = (
    update(t.gap)
    .where(t.gap.c.point == bindparam("of_point"), t.gap.c.instant == bindparam("of_instant"))
    .values(state="filled")
)
_GAP = insert(t.gap).prefix_with("OR REPLACE")


class SampleStore:
    """The store of a monitor.

    Args:
        path: The file; made where it is missing.
        read_only: Whether nothing will be written.

    Raises:
        MonitorError: It is read only and there is none.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        if read_only and not path.is_file():
            raise MonitorError([_missing(path)])
        self.path = path
        self.engine = engine(parse(str(path)), "FULL", read_only=read_only)
        # The last connection that closes moves the log into the file: one stays open, so that no sample pays for it.
        self._held = self.engine.raw_connection()
        if not read_only:
            lay_out(self.engine, t.metadata)
            _indexed(self.engine)
        elif not laid_out(self.engine, t.metadata):
            raise MonitorError([_missing(path)])
        self._points: dict[Point, int] = {}
        self._certificates: dict[Certificate, int] = {}
        self.limit = 0
        self.final = 0
        """Instants before this lie in files, as far as was seen when something was kept last."""

    def close(self) -> None:
        """Give every connection back."""
        self._held.close()
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One durable transaction.

        Raises:
            NotKept: It could not be made durable; nothing of it is there.
        """
        try:
            with alone(self.engine) as connection:
                if self.limit:
                    connection.exec_driver_sql(f"PRAGMA max_page_count={max(1, self.limit // PAGE)}")
                yield connection
        except DatabaseError as error:
            self._certificates.clear()  # some may have been numbered in this transaction
            said = str(error.orig)
            raise NotKept(said, full=any(word in said for word in FULL)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection for reading whose queries all see the store as it is now, whatever is written meanwhile.

        Raises:
            MonitorError: It cannot be read.
        """
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("BEGIN")  # the driver itself begins no transaction before a SELECT
            connection.exec_driver_sql(
                "SELECT 1 FROM sqlite_master LIMIT 1"
            ).all()  # from now on, not from the next one
            try:
                yield connection
            except DatabaseError as error:
                raise MonitorError([_unreadable(self.path, str(error.orig))]) from error
            finally:
                with suppress(DatabaseError):  # a full disk has ended the transaction already
                    connection.exec_driver_sql("ROLLBACK")

    def begin(self, name: str, zone: str, points: Sequence[Point], now: float) -> None:
        """Note which monitor writes here, and what it reads from now on.

        Raises:
            MonitorError: Another monitor wrote here.
            NotKept: It could not be made durable.
        """
        with self.writing() as connection:
            there = connection.execute(select(t.head)).first()
            if there is None:
                connection.execute(insert(t.head).values(name=name, zone=zone, began=moment(now)))
            elif (there.name, there.zone) != (name, zone):
                raise MonitorError([_another(self.path, there.name, there.zone)])
            known = {Point(r.meter, r.quantity, r.period): r for r in connection.execute(select(t.point))}
            for p in points:
                if p not in known:
                    connection.execute(insert(t.point).values(
                        meter=p.meter, quantity=p.quantity, period=p.period, since=int(now),
                        hours_until=0, days_until=0, thinned=0))  # fmt: skip
                elif known[p].until is not None or known[p].since > now:  # begun by a clock that was ahead
                    again = {"until": None, "since": int(now)}
                    connection.execute(update(t.point).where(t.point.c.n == known[p].n).values(**again))
            gone = [r.n for p, r in known.items() if p not in points and r.until is None]
            if gone:
                connection.execute(update(t.point).where(t.point.c.n.in_(gone)).values(until=int(now)))
            self._points = _numbers(connection)
            self.final = archived_until(connection)

    def learn(self) -> None:
        """Read which points there are, where the monitor itself is not begun here."""
        with self.reading() as connection:
            self._points = _numbers(connection)

    def keep(self, samples: Sequence[Sample]) -> int:
        """Make samples durable in one transaction; an instant that has a value already keeps it, in the store or in a file.

        Returns:
            How many were new.

        Raises:
            NotKept: None of them is kept.
        """
        if not samples:
            return 0
        with self.writing() as connection:
            if any(s.point not in self._points for s in samples):
                self._points = _numbers(connection)
            self.final = archived_until(
                connection
            )  # what lies in files is final, also where a month was moved just now
            rows = [self._row(connection, s) for s in samples if s.instant >= self.final]
            if not rows:
                return 0
            before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
            connection.execute(insert(t.sample).prefix_with("OR IGNORE"), rows)
            new = int(connection.exec_driver_sql("SELECT total_changes()").scalar_one() - before)
            filled = [{"of_point": r["point"], "of_instant": r["instant"]} for r in rows if r["flag"] not in AT_ONCE]
            if filled:
                connection.execute(_FILLED, filled)
        return new

    def note_gaps(self, gaps: Sequence[tuple[Point, int, str, str]], now: float) -> None:
        """Note instants without a value: point, instant, reason, and ``open`` or ``absent``.

        Raises:
            NotKept: It could not be made durable.
        """
        rows = [
            {"point": self._points[p], "instant": instant, "noted": int(now), "reason": reason[:500], "state": state}
            for p, instant, reason, state in gaps
        ]
        if rows:
            with self.writing() as connection:
                connection.execute(_GAP, rows)

    def note_skews(self, compared: Sequence[tuple[str, float, Decimal]]) -> None:
        """Note comparisons of clocks: meter, when, and by how many seconds it was ahead.

        Raises:
            NotKept: It could not be made durable.
        """
        with self.writing() as connection:
            rows = [{"meter": meter, "at": int(at), "skew": str(seconds)} for meter, at, seconds in compared]
            connection.execute(insert(t.skew), rows)

    def set_back(self, now: float, before: float) -> None:
        """Note that the clock was set back, once for all lines: instants that are to come are not missing.

        Raises:
            NotKept: It could not be made durable.
        """
        text = Text(
            f"计算机时钟由 {moment(before)} 拨回 {moment(now)}；此时刻之后已有的样本是按错误时钟取得的",
            f"the clock of the computer was set back from {moment(before)} to {moment(now)}; samples of later instants are by a wrong clock",
        )
        with self.writing() as connection:
            connection.execute(delete(t.gap).where(t.gap.c.instant > now, t.gap.c.state != "filled"))
            connection.execute(update(t.point).where(t.point.c.since > now).values(since=int(now)))
            latest = connection.scalar(
                select(t.event.c.time).where(t.event.c.kind == "clock").order_by(t.event.c.n.desc())
            )
            if latest is None or abs(datetime.fromisoformat(latest).timestamp() - now) > ONCE:
                connection.execute(insert(t.event).values(time=moment(now), kind="clock", zh=text.zh, en=text.en))

    def note_event(self, kind: str, text: Text, at: float | None = None) -> None:
        """Note what happened to the monitor itself.

        Raises:
            NotKept: It could not be made durable.
        """
        with self.writing() as connection:
            when = moment(time.time() if at is None else at)
            connection.execute(insert(t.event).values(time=when, kind=kind, zh=text.zh, en=text.en))

    def number(self, of: Point) -> int:
        """The number of a point."""
        return self._points[of]

    def _row(self, connection: Connection, s: Sample) -> dict[str, Any]:
        return {
            "point": self._points[s.point], "instant": s.instant, "value": str(s.value), "unit": s.unit, "flag": s.flag,
            "taken": round(s.taken * 1000), "skew": None if s.skew is None else str(s.skew),
            "certificate": self._certificate(connection, s.certificate), "by": s.by or None,
            "simulated": int(s.simulated),
        }  # fmt: skip

    def _certificate(self, connection: Connection, of: Certificate | None) -> int | None:
        if of is None:
            return None
        if of not in self._certificates:
            c = t.certificate.c
            same = select(c.n).where(c.number == of.number, c.first == of.first, c.last == of.last)
            if connection.scalar(same) is None:
                connection.execute(insert(t.certificate).values(number=of.number, first=of.first, last=of.last))
            self._certificates[of] = int(connection.execute(same).scalar_one())
        return self._certificates[of]


def _numbers(connection: Connection) -> dict[Point, int]:
    return {Point(r.meter, r.quantity, r.period): r.n for r in connection.execute(select(t.point))}


def _indexed(engine: Engine) -> None:
    """Give a store of an earlier version the index that it lacks."""
    with engine.connect() as connection:
        if t.flagged.name in {i["name"] for i in inspect(connection).get_indexes(t.sample.name)}:
            return
    with alone(engine) as connection:
        t.flagged.create(connection, checkfirst=True)


def _unreadable(path: Path, said: str) -> Text:
    zh = f"读取 {path} 失败：{said}；请检查磁盘空间和权限"
    return Text(zh, f"{path} cannot be read: {said}; look at the disk space and the permissions")


def _missing(path: Path) -> Text:
    zh = f"没有采集库 {path}；运行 steelyard monitor 后才有"
    return Text(zh, f"there is no store of samples at {path}; `steelyard monitor` makes it when it runs")


def _another(path: Path, name: str, zone: str) -> Text:
    zh = f"{path} 属于监测 {name}（时区 {zone}）；请在 [store] 中另写 path"
    return Text(zh, f"{path} belongs to the monitor {name} (time zone {zone}); name another path in [store]")
