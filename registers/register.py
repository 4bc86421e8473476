"""A register: a record type, and the two tables in which its rows stand as they are and as they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from records.prepared import prepared
from records.schema import BYTEWISE
from registers.record import Record, fields_of, plain_value, to_row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import RowMapping

    from metrology.text import Text as Bilingual
    from registers.record import FieldOf

R = TypeVar("R", bound=Record)
metadata = MetaData()
POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]
WHOLE = ("whole", "yes")


@dataclass(frozen=True, eq=False)
class Register(Generic[R]):
    """A register.

    Attributes:
        name: Its name, and that of its table.
        record: Type of its rows.
        title: What it is called.
        series: Where keys are numbers that the register gives: how they are written, such as ``I{:07d}``.
        search: Fields that a search looks in; the first ones are looked up exactly before.
        indexes: Lists of columns that are looked up together.
        references: Fields that hold the key of a row of another register, and the name of that register.
        derived: Columns that follow from a row and are in no event, for look-ups.
        listed: Fields that a list shows.
        identity: Column by which a row is known again in a table without keys; empty for none.
        key_of: The key of a row, where its fields make it.
        wrong_key: Gives what is wrong with a key; None for nothing.
        known_by: Columns by which rows of other registers may name a row, beside its key.
        spelt: A column of these as it is compared where nothing has it as it was typed; empty for none.
        conclusion: What follows from a row, for lists; None for nothing.
        stepwise: Fields that steps of the work write, and nobody by hand.
    """

    name: str
    record: type[R]
    title: Bilingual
    series: str = ""
    search: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, Callable[[R], str]] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    identity: str = ""
    key_of: Callable[[R], str] | None = None
    wrong_key: Callable[[str], Bilingual | None] | None = None
    known_by: tuple[str, ...] = ()
    spelt: str = ""
    stepwise: frozenset[str] = frozenset()
    conclusion: Callable[[R], Bilingual] | None = None

    @cached_property
    def fields(self) -> tuple[FieldOf, ...]:
        """The fields of its rows."""
        record: type[Record] = self.record
        return fields_of(record)

    @cached_property
    def now(self) -> Table:
        """The rows as they are: `key`, `version` and `recorded` (time of that version) beside the fields."""
        return Table(
            self.name,
            metadata,
            Column("key", BYTEWISE, primary_key=True),
            *_head(),
            *self._columns(),
            *(Index(f"{self.name}_{n}_by_{names[0]}", *names) for n, names in enumerate(self.indexes, 1)),
        )

    @cached_property
    def past(self) -> Table:
        """The rows as they were: each with `replaced`, the time from which it was not so any more."""
        return Table(
            f"{self.name}_past",
            metadata,
            Column("key", BYTEWISE, primary_key=True),
            Column("version", Integer, primary_key=True, autoincrement=False),
            Column("recorded", BYTEWISE, nullable=False),
            Column("replaced", BYTEWISE, nullable=False),
            *self._columns(),
            Index(f"{self.name}_past_by_replaced", "replaced"),
        )

    @cached_property
    def layout(self) -> str:
        """A digest of the tables: where it differs from that of a store, they are made again from the events."""
        parts = [str(CreateTable(t).compile(dialect=POSTGRESQL)) for t in (self.now, self.past)] + [repr(self.indexes)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def number_of(self, key: str) -> int | None:
        """The number that a key of the series has; None where it is written otherwise."""
        start, _, end = self.series.partition("{")
        digits = key.removeprefix(start).removesuffix(end.partition("}")[2])
        number = int(digits) if digits.isdecimal() and digits.isascii() else None
        return number if number is not None and self.series.format(number) == key else None

    def row(self, key: str, version: int, recorded: str, record: R) -> dict[str, Any]:
        """The columns of a row."""
        derived = {name: make(record) for name, make in self.derived.items()}
        return {"key": key, "version": version, "recorded": recorded, **to_row(record), **derived}

    def read(self, row: RowMapping) -> R:
        """The record of a row."""
        plain = {f.name: plain_value(row[f.name], f.kind) for f in self.fields}
        return msgspec.convert(plain, prepared(self.record))

    def _columns(self) -> list[Column[Any]]:
        found: list[Column[Any]] = [Column(f.name, BigInteger if f.kind in WHOLE else BYTEWISE) for f in self.fields]
        return [*found, *(Column(name, BYTEWISE) for name in self.derived)]


def _head() -> list[Column[Any]]:
    return [Column("version", Integer, nullable=False), Column("recorded", BYTEWISE, nullable=False)]
