"""Instruments that were used outside confirmation: by the register of uses, a monitor, or readings of a production."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text
from monitoring.monitor_file import load_monitor
from registers.confirmations import PLANNED
from registers.errors import RegistersError
from registers.instrument_time import USES, moment
from services.confirmation.covering import Confirmations
from services.confirmation.readings_file import each, readings_of
from services.monitoring.kept import measured
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from registers.book import Book

USE, MONITOR, READINGS = "uses", "monitor", "readings"


class Use(NamedTuple):
    """That a gauge was used on a day.

    Attributes:
        source: ``uses``, ``monitor`` or ``readings``.
        where: What states it: keys of uses, the meter, rows of the file.
        gauge: What names the instrument there.
        on: The day.
        times: How often on it.
        requirement: For what; empty where it is not known.
    """

    source: str
    where: str
    gauge: str
    on: date
    times: int = 1
    requirement: str = ""


class Outside(NamedTuple):
    """A use outside confirmation."""

    use: Use
    instrument: str
    why: Text

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            **self.use._asdict(), "on": self.use.on.isoformat(), "instrument": self.instrument, "why": self.why.to_dict(),
        }  # fmt: skip


class Audited(NamedTuple):
    """What an audit found.

    Attributes:
        uses: How many uses (gauge and day) were looked at.
        inside: Of these, confirmed on the day, by confirmation.
        outside: The others.
    """

    uses: int
    inside: dict[str, int]
    outside: list[Outside]


def audited(
    url: str, first: date, last: date, *, readings: Path | None = None, monitor: Path | None = None,
    as_of: date | None = None,
) -> Audited:  # fmt: skip
    """Hold every use in a period against the confirmations of its day.

    Uses of the register are looked at where they name an instrument of the register of instruments.

    Raises:
        RegistersError: The file of readings cannot be used, or the period ends before it begins.
        MonitorError: There is no store of the monitor.
        StoreError: The store cannot be read.
    """
    if last < first:
        raise RegistersError(
            [Text(f"{first} 至 {last}：止日早于起日", f"{first} to {last}: the period ends before it begins")]
        )
    at = end_of(as_of)
    with opened_book(url) as book:
        known = Confirmations(book, at)
        uses = list(_of_register(book, known, first, last, at))
        if readings is not None:
            uses += _of_readings(readings, first, last)
        if monitor is not None:
            uses += _of_monitor(monitor, first, last)
        outside, inside = list[Outside](), dict[str, int]()
        for use in uses:
            gauge = known.named(use.gauge)
            found = known.on(gauge.instrument, use.on, use.requirement) if gauge.instrument else gauge
            if found.key:
                inside[found.key] = inside.get(found.key, 0) + 1
            else:
                outside.append(Outside(use, found.instrument, found.why))
    return Audited(len(uses), inside, sorted(outside, key=lambda o: (o.use.on, o.use.gauge, o.use.source)))


def _of_register(book: Book, known: Confirmations, first: date, last: date, at: str) -> Iterator[Use]:
    asked = {
        row.record.instrument: row.record.requirement for row in book.rows(PLANNED, lambda c: c.instrument != "", at=at)
    }
    for row in book.rows(USES, at=at):
        begin, end = moment(row.record.start), moment(row.record.until)
        if begin is None or end is None or not (instrument := known.named(row.record.instrument).instrument):
            continue
        for on in _days(begin, end, first, last):
            yield Use(USE, row.key, row.record.instrument, on, requirement=asked.get(instrument, ""))


def _days(begin: datetime, end: datetime, first: date, last: date) -> Iterable[date]:
    on, stop = max(begin.date(), first), min(end.date(), last)
    while on <= stop:
        yield on
        on += timedelta(days=1)


def _of_readings(path: Path, first: date, last: date) -> Iterator[Use]:
    for (gauge, on, requirement), rows in each(readings_of(path)):
        if first <= on <= last:
            yield Use(READINGS, f"{path.name}:{rows[0]}", gauge, on, len(rows), requirement)


def _of_monitor(path: Path, first: date, last: date) -> Iterator[Use]:
    from datetime import datetime, time

    instruments = {name: meter.instrument or name for name, meter in load_monitor(path).meters.items()}
    begin = datetime.combine(first, time()).astimezone()
    end = datetime.combine(last + timedelta(days=1), time()).astimezone()
    counts: dict[tuple[str, date], int] = {}
    for value in measured(path, begin, end):
        where = value.meter, value.instant.date()
        counts[where] = counts.get(where, 0) + 1
    for (meter, on), count in counts.items():
        yield Use(MONITOR, meter, instruments.get(meter, meter), on, count)
