"""Entries and seals, append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ENDS = "kind IN ('verdict', 'closed')"


def upgrade() -> None:
    """Create both tables and what keeps them append-only."""
    op.create_table(
        "entry",
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("time", "kind", "address", "body", "prev", "hash")),
        sa.PrimaryKeyConstraint("run", "seq"),
    )
    op.create_index("entry_end", "entry", ["kind"], sqlite_where=sa.text(ENDS), postgresql_where=sa.text(ENDS))
    op.create_table(
        "seal",
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("hash", "key", "signature")),
        sa.PrimaryKeyConstraint("run", "seq"),
    )
    from records.migrations.guards_0002 import append_only

    for table in ("entry", "seal"):
        for dialect, statement in append_only(table):
            if dialect == op.get_bind().dialect.name:
                op.execute(statement)
