"""The tables everything is kept in, and what keeps them append-only."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    UniqueConstraint,
    event,
    func,
    select,
)

HEAD = "0006"
"""Newest revision in `records/migrations`."""

metadata = MetaData()
BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that PostgreSQL compares by its bytes, as SQLite and Python do."""
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A large whole number that SQLite counts up by itself where it is the key."""


def texts(*names: str) -> list[Column[str]]:
    """Columns of texts that are never missing."""
    return [Column(name, Text, nullable=False) for name in names]


block = Table(
    "block",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    Column("run", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("prev", Text, nullable=False),
    Column("entries", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("signature", Text, nullable=False),
    UniqueConstraint("run", "seq"),
)
"""Entries, those of one transaction in a row, see `records.block`; `n` says only which was written last.

`key` and `signature` are the seal of the last entry of the row; empty in a row of revision 0002 that bore none.
"""

BLOCKS: Select[Any] = select(block.c.run, block.c.seq, block.c.prev, block.c.entries)
"""What there is to a block."""


def last_blocks(runs: Sequence[str] | None = None) -> Select[Any]:
    """The newest block of every run, or of each of some."""
    ends = select(block.c.run, func.max(block.c.seq).label("seq")).group_by(block.c.run)
    newest = (ends if runs is None else ends.where(block.c.run.in_(runs))).subquery()
    return BLOCKS.join(newest, (block.c.run == newest.c.run) & (block.c.seq == newest.c.seq))


ledger = Table(
    "ledger",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Index("ledger_by_kind", "kind", "n"),
)
"""The ledger, see `records.ledger`. Every entry asks for those about keys, which are few among many."""

attachment = Table(
    "attachment",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The bytes of files that observations name by their digest; written before the entry that does."""

register_change = Table(
    "register_change",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    *texts("time", "who", "why", "cause"),
)
"""Changes of the registers, see `records.register_changes`; a ledger entry states the digest of each."""

register_event = Table(
    "register_event",
    metadata,
    Column("change", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("register", Text, nullable=False),
    Column("key", BYTEWISE, nullable=False),
    Column("version", Integer, nullable=False),
    *texts("time", "before", "after"),
    UniqueConstraint("register", "key", "version"),
)
"""What a change did to one row of a register: the fields that differ, before and after, as canonical JSON."""

REFUSAL = "a journal is append-only"


_SAME = {
    "block": "(run = NEW.run AND seq = NEW.seq) OR ",
    "attachment": "sha256 = NEW.sha256 OR ",
    "register_event": "(register = NEW.register AND key = NEW.key AND version = NEW.version) OR "
    "(change = NEW.change AND place = NEW.place) OR ",
}
"""What else than the row number makes a new row take the place of an old one."""


def append_only(table: str) -> list[tuple[str, str]]:
    """Statements that make a table append-only, as pairs of dialect and SQL."""
    found = []
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        found.append(("sqlite", f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {body}"))
    own = _SAME.get(table, "")
    same = f"{own}rowid = NEW.rowid"
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
    body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"  # INSERT OR REPLACE deletes without a DELETE trigger
    found.append(("sqlite", f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {body}"))
    body = f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    function = f"CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS {body}"
    when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    found.append(("postgresql", function))
    found.append(("postgresql", f"CREATE TRIGGER {table}_append_only {when}"))
    found.append(("postgresql", f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC"))
    return found


_SQLITE_VIEW = """CREATE VIEW entry AS
SELECT b.run, b.seq + e.key AS seq, json_extract(e.value, '$.time') AS time, json_extract(e.value, '$.kind') AS kind,
       json_extract(e.value, '$.address') AS address, json_extract(e.value, '$.body') AS body,
       json_extract(e.value, '$.hash') AS hash
FROM block b, json_each('[' || replace(b.entries, char(10), ',') || ']') e"""
_POSTGRESQL_VIEW = """CREATE VIEW entry AS
SELECT b.run, b.seq + e.place - 1 AS seq, e.value ->> 'time' AS time, e.value ->> 'kind' AS kind,
       e.value ->> 'address' AS address, e.value ->> 'body' AS body, e.value ->> 'hash' AS hash
FROM block b, json_array_elements(('[' || replace(b.entries, chr(10), ',') || ']')::json)
     WITH ORDINALITY AS e(value, place)"""


def entry_view() -> list[tuple[str, str]]:
    """Statements that make the view `entry`: one row per entry, for direct queries."""
    return [("sqlite", _SQLITE_VIEW), ("postgresql", _POSTGRESQL_VIEW)]


GUARDED = (block, ledger, attachment, register_change, register_event)
"""The tables that are append-only."""
_STATEMENTS = [(t, *s) for t in GUARDED for s in append_only(t.name)] + [(block, *s) for s in entry_view()]
for _table, _dialect, _statement in _STATEMENTS:
    event.listen(
        _table,
        "after_create",
        DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
    )
