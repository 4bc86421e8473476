"""The one table everything is kept in, and what keeps it append-only."""

from sqlalchemy import DDL, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text, event

metadata = MetaData()

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
    Index("entry_kind", "kind"),
)

for _verb in ("UPDATE", "DELETE"):
    event.listen(
        entry,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER entry_no_{_verb.lower()} BEFORE {_verb} ON entry "
            "BEGIN SELECT RAISE(ABORT, 'a journal is append-only'); END"
        ).execute_if(dialect="sqlite"),
    )
    event.listen(
        entry,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE RULE entry_no_{_verb.lower()} AS ON {_verb} TO entry DO INSTEAD NOTHING"
        ).execute_if(dialect="postgresql"),
    )
