"""What a person states of a counting register that shows less than before: it passed its end, or another meter is there now.

The samples stay as they were read. Between two of them a step is added, so that a difference over it is what went through.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select

from metrology.units import convert
from monitoring.data_quality import counts_up
from records.further_tables import lay_out
from records.schema import BYTEWISE, NUMBER, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from monitoring.store import SampleStore

Kind = Literal["rollover", "replaced", "withdrawn"]
metadata = MetaData()

step = Table(
    "monitor_register_step",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("meter", BYTEWISE, nullable=False),
    Column("quantity", BYTEWISE, nullable=False),
    Column("instant", NUMBER, nullable=False),
    *texts("kind", "amount", "unit", "reason", "by", "noted"),
)
"""Rows are only added: of one register and instant the newest counts."""
NONE: Final = Decimal(0)


class Step(NamedTuple):
    """A step of a register.

    Attributes:
        meter, quantity: The register.
        instant: The first instant whose value is of the time behind it, seconds since 1970.
        kind: What happened.
        amount: What is added to the values from there on, to count on from those before.
        unit: Unit of `amount`.
        reason: Why it is stated.
        by: Who states it.
        noted: When, ISO.
    """

    meter: str
    quantity: str
    instant: int
    kind: Kind
    amount: Decimal
    unit: str
    reason: str
    by: str
    noted: str


def never_falls(quantity: str) -> bool:
    """Whether a register only counts up; one of import less export may fall."""
    return counts_up(quantity) and "combined" not in quantity


def note_step(store: SampleStore, of: Step) -> None:
    """Note a step.

    Raises:
        NotKept: It could not be made durable.
    """
    lay_out(store.engine, metadata)
    with store.writing() as connection:
        connection.execute(insert(step).values(**of._asdict() | {"amount": str(of.amount)}))


def steps_in(connection: Connection) -> list[Step]:
    """The steps that count, in their order in time."""
    named = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (step.name,))
    if named.first() is None:
        return []
    newest = select(func.max(step.c.n)).group_by(step.c.meter, step.c.quantity, step.c.instant)
    rows = connection.execute(select(step).where(step.c.n.in_(newest)).order_by(step.c.instant)).all()
    return [
        Step(r.meter, r.quantity, r.instant, r.kind, Decimal(r.amount), r.unit, r.reason, r.by, r.noted)
        for r in rows
        if r.kind != "withdrawn"
    ]


def steps_of(store: SampleStore) -> list[Step]:
    """The steps that count, in their order in time."""
    with store.reading() as connection:
        return steps_in(connection)


def counted_on(steps: Sequence[Step], meter: str, quantity: str, since: float, instant: float, unit: str) -> Decimal:
    """What is added to a value so that it counts on from values at and behind `since`.

    Args:
        steps: The steps of a store.
        meter: The meter.
        quantity: What was read of it.
        since: Steps up to here are left out.
        instant: Instant of the value.
        unit: Its unit.
    """
    return sum(_amounts(steps, meter, quantity, since, instant, unit), NONE)


def _amounts(
    steps: Sequence[Step], meter: str, quantity: str, since: float, instant: float, unit: str
) -> Iterator[Decimal]:
    for s in steps:
        if (s.meter, s.quantity) == (meter, quantity) and since < s.instant <= instant:
            yield convert(s.amount, s.unit, unit)
