"""The readings of a register before and behind an instant, whatever period they were kept for, in files and in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from metrology.units import convert
from monitoring.archive_files import read_month
from monitoring.archived_months import archived_in, folder
from monitoring.register_steps import counted_on, never_falls
from monitoring.rows import rows, value_of
from monitoring.schedule import at_place
from monitoring.tables import point, sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from monitoring.register_steps import Step
    from monitoring.rows import Value
    from monitoring.store import SampleStore


class Read(NamedTuple):
    """A reading that a person took: instant, value, unit."""

    instant: int
    value: Decimal
    unit: str


def against(
    read: Read, quantity: str, before: Value | None, behind: Value | None, steps: Sequence[Step], zone: ZoneInfo
) -> Iterator[Text]:
    """What speaks against a reading: its register shows less than before, or more than behind it.

    Args:
        read: The reading.
        quantity: What was read.
        before: The newest reading before it.
        behind: The oldest one at or behind its instant.
        steps: What was stated of registers: an overflow, another meter.
        zone: Time zone of the place.
    """
    if not never_falls(quantity):
        return
    if before is not None:
        on = counted_on(steps, before.meter, quantity, before.instant, read.instant, read.unit)
        if read.value + on < convert(before.value, before.unit, read.unit):
            at = at_place(before.instant, zone)[:16]
            zh = f"{read.value} {read.unit} 小于 {at} 的 {before.value} {before.unit}"
            yield Text(zh, f"{read.value} {read.unit} is less than {before.value} {before.unit} of {at}")
    if behind is not None and behind.instant > read.instant:
        on = counted_on(steps, behind.meter, quantity, read.instant, behind.instant, read.unit)
        if read.value > convert(behind.value, behind.unit, read.unit) + on:
            at = at_place(behind.instant, zone)[:16]
            zh = f"{read.value} {read.unit} 大于其后 {at} 的 {behind.value} {behind.unit}"
            yield Text(
                zh, f"{read.value} {read.unit} is more than {behind.value} {behind.unit} of {at}, which is later"
            )


def neighbours(store: SampleStore, meter: str, quantity: str, instant: int) -> tuple[Value | None, Value | None]:
    """The newest reading of a register before an instant, and the oldest one at or behind it; None where there is none."""
    with store.snapshot() as connection:
        before = _nearest(connection, meter, quantity, instant, later=False)
        behind = _nearest(connection, meter, quantity, instant, later=True)
        months = archived_in(connection, folder(store)) if before is None else []
    for month in reversed(months):
        for value in read_month(month.path, month.begin, min(month.end, instant), meter=meter, quantity=quantity):
            before = value
        if before is not None:
            break
    return before, behind


def _nearest(connection: Connection, meter: str, quantity: str, instant: int, *, later: bool) -> Value | None:
    query = rows().where(point.c.meter == meter, point.c.quantity == quantity)
    if later:
        query = query.where(sample.c.instant >= instant).order_by(sample.c.instant)
    else:
        query = query.where(sample.c.instant < instant).order_by(sample.c.instant.desc())
    row = connection.execute(query.limit(1)).first()
    return value_of(row) if row is not None else None
