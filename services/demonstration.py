"""Whether a store holds a demonstration: its figures are then marked as simulated wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import exists, select

from metrology.text import Text
from records.schema import register_change

if TYPE_CHECKING:
    from registers.book import Book

CAUSE: Final = "province/"
"""Begins the cause of every change that a demonstration wrote."""
SIMULATED: Final = Text(
    "演示数据：除州市的代码和名称外全部为模拟。",
    "Demonstration: everything but the codes and names of the prefectures is simulated.",
)


def is_demonstration(book: Book) -> bool:
    """Whether the registers of a store were made by `steelyard init --province`."""
    query = select(exists().where(register_change.c.cause.startswith(CAUSE)))
    with book.store.reporting(), book.store.engine.connect() as connection:
        return bool(connection.scalar(query))
