"""Which meter answered last at each place, by its serial number, so that another one is noticed, also behind a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table, delete, insert, select

from metrology.text import Text
from monitoring import tables as t
from monitoring.schedule import moment
from records.further_tables import lay_out
from records.schema import BYTEWISE, texts

if TYPE_CHECKING:
    from monitoring.store import SampleStore

metadata = MetaData()
identity = Table(
    "monitor_identity", metadata, Column("meter", BYTEWISE, primary_key=True), *texts("serial", "since")
)  # fmt: skip


def serials_of(store: SampleStore) -> dict[str, str]:
    """The serial number that answered last, by meter; makes the table where it is missing."""
    lay_out(store.engine, metadata)
    with store.reading() as connection:
        return {row.meter: row.serial for row in connection.execute(select(identity))}


def note_serial(store: SampleStore, meter: str, serial: str, now: float, text: Text | None) -> None:
    """Note which meter answers now, and what is to be said where it is another one.

    Raises:
        NotKept: It could not be made durable.
    """
    with store.writing() as connection:
        connection.execute(delete(identity).where(identity.c.meter == meter))
        connection.execute(insert(identity).values(meter=meter, serial=serial, since=moment(now)))
        if text is not None:
            connection.execute(insert(t.event).values(time=moment(now), kind="meter", zh=text.zh, en=text.en))


def another(meter: str, serial: str, before: str) -> Text:
    """What is said where another meter answers."""
    zh = f"{meter}：应答的表号为 {serial}，此前为 {before}；若已换表，请用 monitor replaced 写明止码和起码，否则请检查地址"
    return Text(
        zh,
        f"{meter}: meter {serial} answers, before it was {before}; if it was replaced, state the last and the first value by "
        "`monitor replaced`, else look at the address",
    )
