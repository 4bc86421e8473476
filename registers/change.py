"""One change of the registers: rows that are added, edited or removed together, each with an event.

The events and the rows are written in one transaction. A row that is edited is locked first, so that two people who
edit different fields of it at the same time lose nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from metrology.text import Text
from records.event import canonical
from records.many_rows import insert_many
from records.register_changes import ChangeLog, RegisterEvent
from registers.errors import Outdated, RegistersError
from registers.prepared import Prepared, difference, values_of
from registers.record import to_fields
from registers.register import R, Register
from registers.tables import register_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from records.ledger import Note
    from records.register_changes import Reason
    from registers.prepared import Values

K = TypeVar("K")
MANY = 500
"""Keys that are looked up together."""


class Row(NamedTuple, Generic[R]):
    """A row of a register with its number of version and the time from which it is so."""

    key: str
    version: int
    recorded: str
    record: R


class Change:
    """A change of the registers, inside a transaction.

    Args:
        connection: The transaction.
        time: Wall-clock time, ISO 8601 UTC with microseconds.
        reason: Who and why.
        known: Every register by name, for references; empty where rows are not checked: what a run found is written
            back also to a row that would not be accepted today.
    """

    def __init__(self, connection: Connection, time: str, reason: Reason, known: Mapping[str, Register[Any]]) -> None:
        self.connection, self.time, self.reason = connection, time, reason
        self._known = known
        self._log: ChangeLog | None = None
        self._given: dict[str, int] = {}

    def notes(self) -> list[Note]:
        """What the ledger is to say of it; nothing where nothing changed."""
        return [] if self._log is None else [self._log.note()]

    def get(self, register: Register[R], key: str) -> Row[R]:
        """A row, locked until the transaction ends.

        Raises:
            RegistersError: There is none.
        """
        found = self._rows(register, [key]).get(key)
        if found is None:
            raise no_row(register, key)
        return found

    def find(self, register: Register[R], key: str) -> Row[R] | None:
        """A row, locked until the transaction ends; None where there is none."""
        return self._rows(register, [key]).get(key)

    def add(self, register: Register[R], record: R, key: str = "") -> str:
        """Add a row; returns its key.

        Args:
            register: The register.
            record: The row.
            key: Its key; empty where the register gives numbers.

        Raises:
            RegistersError: There is such a row already, or something is wrong with it.
        """
        key = key or self.numbered(register)
        if self._rows(register, [key]):
            en = f"{register.title.en}: {key} is there already; edit it instead"
            raise RegistersError([Text(f"{register.title.zh}：{key} 已存在，请改为修改", en)])
        self.put_many(register, [(key, record)])
        return key

    def edit(self, register: Register[R], key: str, version: int | None = None, **fields: object) -> Row[R]:
        """Change fields of a row; returns it as it was.

        Args:
            register: The register.
            key: Key of the row.
            version: The version that the change was decided on; None for any.
            fields: New values.

        Raises:
            Outdated: The row has another version.
            RegistersError: There is no such row, or something is wrong with it then.
        """
        before = self.get(register, key)
        if version is not None and version != before.version:
            zh = f"{register.title.zh} {key} 已被他人修改（第 {before.version} 版，原为第 {version} 版），请重新查看"
            en = f"{register.title.en} {key} was changed meanwhile (version {before.version}, not {version})"
            raise Outdated([Text(zh, f"{en}; look at it again")])
        self.put_many(register, [(key, msgspec.structs.replace(before.record, **fields))])
        return before

    def remove(self, register: Register[R], key: str) -> Row[R]:
        """Remove a row; its history stays. Returns it as it was.

        Raises:
            RegistersError: There is none.
        """
        before = self.get(register, key)
        insert_many(self.connection, register.past, [self._replaced(register, before)])
        self.connection.execute(register.now.delete().where(register.now.c.key == key))
        left = canonical(to_fields(before.record))
        self._write([RegisterEvent(register.name, key, before.version + 1, max(self.time, before.recorded), left, "")])
        return before

    def put_many(self, register: Register[R], rows: Sequence[tuple[str, R]]) -> tuple[int, int]:
        """Make rows be so, whether they are new or not; returns how many are new and how many differ from before.

        Raises:
            RegistersError: Something is wrong with them; every problem is listed.
        """
        if self._known:
            self._check(register, rows)
        before = self._rows(register, [key for key, _ in rows])
        removed = self.removed(register, [key for key, _ in rows if key not in before])
        new, changed, old, events = [], [], [], []
        for key, record in rows:
            was = before.get(key)
            if was is None:
                version = removed.get(key, 0) + 1
                new.append(values_of(register.now, register.row(key, version, self.time, record)))
                events.append(RegisterEvent(register.name, key, version, self.time, "", canonical(to_fields(record))))
            elif (differs := difference(was.record, record)) is not None:
                time = max(self.time, was.recorded)
                changed.append(values_of(register.now, register.row(key, was.version + 1, time, record)))
                old.append(self._replaced(register, was))
                events.append(RegisterEvent(register.name, key, was.version + 1, time, *differs))
        self.put_prepared(register, Prepared(new, changed, old, events))
        return len(new), len(changed)

    def put_prepared(self, register: Register[Any], rows: Prepared) -> None:
        """Write rows that were checked and made ready before; nobody may have changed them since."""
        rows.write(self.connection, register)
        self._pass(register, [row[0] for row in rows.new])
        self._write(rows.events)

    def number(self, series: str, count: int = 1) -> int:
        """The next number of a series, or the first of several; without gaps, since it is given back with a failure."""
        make = upsert_sqlite if self.connection.dialect.name == "sqlite" else upsert_postgresql
        start = make(register_number).values(series=series, last=count)
        counted = start.on_conflict_do_update(
            index_elements=["series"], set_={"last": register_number.c.last + count}
        ).returning(register_number.c.last)
        return int(self.connection.execute(counted).scalar_one()) - count + 1

    def numbered(self, register: Register[Any]) -> str:
        """The next key of a register that gives numbers.

        Raises:
            RegistersError: It does not; a key must be given.
        """
        if not register.series:
            raise RegistersError([Text(f"{register.title.zh}：缺少编号", f"{register.title.en}: the key is missing")])
        self._given[register.name] = self.number(register.name)
        return register.series.format(self._given[register.name])

    def _pass(self, register: Register[Any], keys: Sequence[str]) -> None:
        """Go on numbering behind keys that were given, as those of an imported table are."""
        if not register.series:
            return
        given = self._given.get(register.name, 0)
        numbers = [n for key in keys if (n := register.number_of(key)) is not None and n > given]
        if numbers:
            of = register_number.c
            make = upsert_sqlite if self.connection.dialect.name == "sqlite" else upsert_postgresql
            start = make(register_number).values(series=register.name, last=max(numbers))
            behind = {"last": start.excluded.last}
            self.connection.execute(
                start.on_conflict_do_update(index_elements=["series"], set_=behind, where=of.last < start.excluded.last)
            )

    def _rows(self, register: Register[R], keys: Sequence[str]) -> dict[str, Row[R]]:
        table, found = register.now, {}
        for part in parts_of(sorted(set(keys))):
            query = select(table).where(table.c.key.in_(part)).order_by(table.c.key).with_for_update()
            for row in self.connection.execute(query).mappings():
                found[row["key"]] = Row(row["key"], row["version"], row["recorded"], register.read(row))
        return found

    def versions(self, register: Register[Any], keys: Sequence[str]) -> dict[str, int]:
        """The version that rows have now, locked until the transaction ends; rows that are not there are left out."""
        table, found = register.now, dict[str, int]()
        for part in parts_of(sorted(set(keys))):
            query = select(table.c.key, table.c.version).where(table.c.key.in_(part)).order_by(table.c.key)
            found |= {key: n for key, n in self.connection.execute(query.with_for_update())}  # noqa: C416
        return found

    def removed(self, register: Register[Any], keys: Sequence[str]) -> dict[str, int]:
        """The newest version of rows that were removed."""
        from records.schema import register_event as event

        found: dict[str, int] = {}
        for part in parts_of(keys):
            query = select(event.c.key, func.max(event.c.version)).where(event.c.register == register.name)
            rows = self.connection.execute(query.where(event.c.key.in_(part)).group_by(event.c.key))
            found |= {key: n for key, n in rows}  # noqa: C416  rows are no pairs for a type checker
        return found

    def _replaced(self, register: Register[R], was: Row[R]) -> Values:
        row = register.row(was.key, was.version, was.recorded, was.record)
        return values_of(register.past, {**row, "replaced": max(self.time, was.recorded)})

    def _check(self, register: Register[R], rows: Iterable[tuple[str, R]]) -> None:
        reasons: list[Text] = []
        wanted: dict[str, set[str]] = {}
        for key, record in rows:
            if (wrong := wrong_key(register, key)) is not None:
                reasons.append(Text(f"{register.title.zh} {key}：{wrong.zh}", f"{register.title.en} {key}: {wrong.en}"))
            titles = {f.name: f.title for f in register.fields}
            for problem in record.problems():
                said = titles.get(problem.field, Text.same(problem.field))
                zh = f"{register.title.zh} {key} {said.zh}：{problem.text.zh}"
                reasons.append(Text(zh, f"{register.title.en} {key}, {said.en}: {problem.text.en}"))
            for name, target in register.references.items():
                if value := getattr(record, name):
                    wanted.setdefault(target, set()).add(value)
        reasons += [t for target, keys in wanted.items() for t in self._unknown(self._known[target], sorted(keys))]
        if reasons:
            raise RegistersError(reasons)

    def _unknown(self, register: Register[Any], keys: Sequence[str]) -> list[Text]:
        table = register.now
        found: set[str] = set()
        for part in parts_of(keys):
            found |= set(self.connection.scalars(select(table.c.key).where(table.c.key.in_(part))))
        return [no_row(register, key).reasons[0] for key in keys if key not in found]

    def _write(self, events: Sequence[RegisterEvent]) -> None:
        if events and self._log is None:
            self._log = ChangeLog(self.connection, self.time, self.reason)
        if self._log is not None:
            self._log.append(events)


LONGEST = 80


def wrong_key(register: Register[Any], key: str) -> Text | None:
    """What is wrong with a key; None for nothing."""
    if not key or not key.isprintable() or len(key) > LONGEST:
        return Text(f"编号 {key!r} 不能使用", f"the key {key!r} cannot be used")
    return register.wrong_key(key) if register.wrong_key is not None else None


def no_row(register: Register[Any], key: str) -> RegistersError:
    """That a register has no such row."""
    zh, en = f"{register.title.zh}中没有 {key}", f"{register.title.en}: there is no {key}"
    return RegistersError([Text(zh, en)])


def parts_of(keys: Sequence[K]) -> Iterable[Sequence[K]]:
    """Keys, as many at a time as one query is asked with."""
    return (keys[start : start + MANY] for start in range(0, len(keys), MANY))
