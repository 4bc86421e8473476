"""The tables everything is kept in, and what keeps them append-only."""

from sqlalchemy import DDL, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text, event, text

HEAD = "0001"
"""Newest revision in `records/migrations`."""

metadata = MetaData()

ENDS = "kind IN ('verdict', 'closed')"
"""The entries that say how a run ended: the only ones with an index, which is otherwise written with every reading."""

entry = Table(
    "entry",
    metadata,
    Column("run", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("time", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
    PrimaryKeyConstraint("run", "seq"),
    Index("entry_end", "kind", sqlite_where=text(ENDS), postgresql_where=text(ENDS)),
)

seal = Table(
    "seal",
    metadata,
    Column("run", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("signature", Text, nullable=False),
    PrimaryKeyConstraint("run", "seq"),
)

REFUSAL = "a journal is append-only"


def append_only(table: str) -> list[tuple[str, str]]:
    """Statements that make a table append-only, as pairs of dialect and SQL."""
    found = []
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        found.append(("sqlite", f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {body}"))
    there = f"EXISTS (SELECT 1 FROM {table} WHERE run = NEW.run AND seq = NEW.seq)"  # noqa: S608
    body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"  # INSERT OR REPLACE deletes without a DELETE trigger
    found.append(("sqlite", f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {body}"))
    body = f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    function = f"CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS {body}"
    when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    found.append(("postgresql", function))
    found.append(("postgresql", f"CREATE TRIGGER {table}_append_only {when}"))
    found.append(("postgresql", f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC"))
    return found


for _table in (entry, seal):
    for _dialect, _statement in append_only(_table.name):
        event.listen(
            _table,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
