"""A database that has the values of meters, asked by a query that the monitor file writes out. It is only read.

A query gives one row for the instant that it is asked for: `value`, and where it has them `time`, when the value was taken,
and `status`. It gets the instant as ``:instant`` (a time with its zone), ``:seconds`` (since 1970), ``:local`` and ``:utc``
(text ``2026-11-23 00:00:00``), beside the parameters that the file writes. Everything is handed over as a parameter.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from drivers.errors import InstrumentError, LinkError
from drivers.roles import QUANTITIES, Reading
from monitoring.owner import Taken
from monitoring.sample import UNCERTAIN
from monitoring.source_entries import NAMES, parameters_of
from monitoring.source_values import number, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection, Engine, Row

    from monitoring.monitor_file import LineEntry, MeterEntry
    from monitoring.sample import Point

SECONDS: Final = 10.0
"""For which a query may run where the file gives no timeout."""
AHEAD: Final = 5.0
"""Seconds by which a time stamp may be ahead of our clock."""
REMEDY: Final = "Look at the database and at the query of the monitor file."


class SqlSource:
    """A database.

    Args:
        name: Name of the line in the monitor file.
        entry: What the file says of it.
        meters: The meters there.
        folder: Folder of the monitor file.
        now: Seconds since 1970.
        zone: Time zone of the place.
        late: Seconds before an instant from which on a value may be taken to stand for it.
    """

    def __init__(
        self, name: str, entry: LineEntry, meters: Mapping[str, MeterEntry], folder: Path, now: Callable[[], float],
        zone: ZoneInfo, late: float,
    ) -> None:  # fmt: skip
        self.name, self.simulated = name, set[str]()
        self.serials: dict[str, str] = {}  # of the system that has the values, nothing is known of the meters
        self._entry, self._meters, self._folder, self._now, self._zone, self._late = (
            entry,
            meters,
            folder,
            now,
            zone,
            late,
        )
        self._where = f"{name} ({entry.address.partition('://')[0]})"
        self._engine: Engine | None = None

    def fit(self) -> None:
        """Prepare the connection; nothing is opened yet."""
        seconds = self._entry.timeout or SECONDS
        try:
            url = make_url(self._entry.address)
            if url.get_backend_name() == "sqlite":
                path = self._folder / str(url.database or "")
                self._engine = create_engine(
                    f"sqlite:///file:{path}?mode=ro&uri=true", poolclass=NullPool, connect_args={"timeout": seconds}
                )
                return
            options = f"-c default_transaction_read_only=on -c statement_timeout={int(seconds * 1000)}"
            url = url.set(drivername="postgresql+psycopg")
            if self._entry.user:
                url = url.set(username=self._entry.user, password=self._entry.password(self._folder))
            given = {"connect_timeout": max(2, int(seconds)), "options": options}
            self._engine = create_engine(url, connect_args=given, pool_pre_ping=True, pool_size=1, max_overflow=0)
        except (ArgumentError, ValueError) as error:
            raise InstrumentError(
                "This is no address of a database.", where=self._where, remedy="Correct the monitor file."
            ) from error
        except OSError as error:
            raise InstrumentError(
                f"The password cannot be read: {error}.", where=self._where, remedy="Correct the monitor file."
            ) from error
        except ImportError as error:
            remedy = "Install the extra of Steelyard: pip install 'steelyard[postgresql]'."
            raise InstrumentError("The library for PostgreSQL is missing.", where=self._where, remedy=remedy) from error

    def read(self, due: Mapping[Point, int]) -> list[Taken]:
        """The values for some instants; a row that is not there yet is asked for again later."""
        found: list[Taken] = []
        try:
            with self._connection() as connection:
                found += [self._asked(connection, p, instant) for p, instant in due.items()]
        except InstrumentError as error:
            found += [Taken(p, None, self._now(), str(error)) for p in list(due)[len(found) :]]
        return found

    def skew(self, meter: str) -> None:
        """A database has no clock of a meter."""

    def profiled(self, meter: str) -> tuple[str, ...]:
        """Quantities whose query asks for an instant."""
        return tuple(q for q in self._meters[meter].read if parameters_of(self._query(meter, q)) & set(NAMES))

    def recorded(self, point: Point, instants: Sequence[int]) -> dict[int, Taken | None]:
        """The values of earlier instants."""
        with self._connection() as connection:
            rows = {instant: self._asked(connection, point, instant) for instant in instants}
        return {instant: taken if taken.reading is not None else None for instant, taken in rows.items()}

    def close(self) -> None:
        """Give the connection back."""
        if self._engine is not None:
            self._engine.dispose()

    def _query(self, meter: str, quantity: str) -> str:
        return self._meters[meter].where[quantity].query or self._entry.query

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        if self._engine is None:
            self.fit()
        try:
            with self._engine.connect() as connection:  # type: ignore[union-attr]
                yield connection
        except SQLAlchemyError as error:
            raise LinkError(
                f"The database does not answer: {_said(error)}.", where=self._where, remedy=REMEDY
            ) from error

    def _asked(self, connection: Connection, of: Point, instant: int) -> Taken:
        """The row for an instant as a value, or why it is none."""
        at, where = datetime.fromtimestamp(instant, UTC), self._meters[of.meter].where[of.quantity]
        known: dict[str, object] = {
            "instant": at.astimezone(self._zone), "seconds": instant, "local": f"{at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}",
            "utc": f"{at:%Y-%m-%d %H:%M:%S}",
        }  # fmt: skip
        query = self._query(of.meter, of.quantity)
        wanted = parameters_of(query)
        given = {name: value for name, value in {**known, **where.parameters}.items() if name in wanted}
        try:
            rows = connection.execute(text(query), given).fetchmany(2)
        except DBAPIError as error:
            if error.connection_invalidated:
                raise
            connection.rollback()  # the query of this point is refused; the others are asked for
            return Taken(of, None, self._now(), f"the query is refused: {_said(error)}")
        if not rows:
            return Taken(of, None, self._now(), "the query gives no row for this instant")
        if len(rows) > 1:
            return Taken(of, None, self._now(), "the query gives more than one row for an instant")
        try:
            return self._taken(of, rows[0], instant, where.unit or QUANTITIES[of.quantity])
        except ValueError as error:
            return Taken(of, None, self._now(), f"the row is no value: {error}")

    def _taken(self, of: Point, row: Row[Any], instant: int, unit: str) -> Taken:
        columns = row._mapping  # noqa: SLF001  its public name
        if "value" not in columns:
            raise ValueError("it has no column value")
        doubts = self._doubts(columns["status"]) if "status" in columns else ()
        now = self._now()
        at = stamp(columns["time"], self._zone) if columns.get("time") is not None else now
        if at > now + AHEAD:
            raise ValueError("its time stamp is in the future")
        if "time" in columns and not instant - self._late <= at:
            raise ValueError("the newest row was taken too long before this instant")
        if columns["value"] is None:
            raise ValueError("it is empty")
        value = number(columns["value"])
        return Taken(of, Reading(str(columns["value"]), value, unit), min(at, now), doubts=doubts)

    def _doubts(self, status: object) -> tuple[str, ...]:
        said = "" if status is None else str(status)
        if said in self._entry.good:
            return ()
        if said in self._entry.uncertain:
            return (UNCERTAIN,)
        raise ValueError(f"its status {said!r} is not one that the file calls good")


def _said(error: SQLAlchemyError) -> str:
    """What the database said, its first line."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
