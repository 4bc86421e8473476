"""Changes of the registers of a laboratory lie in the store."""

import sqlalchemy as sa
from alembic import op

from records.schema import BYTEWISE, append_only

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; an older store has no registers."""
    op.create_table(
        "register_change",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.Identity(), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("time", "who", "why", "cause")),
    )
    op.create_table(
        "register_event",
        sa.Column("change", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("register", sa.Text, nullable=False),
        sa.Column("key", BYTEWISE, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("time", "before", "after")),
        sa.UniqueConstraint("register", "key", "version"),
    )
    bind = op.get_bind()
    for table in ("register_change", "register_event"):
        for dialect, statement in append_only(table):
            if dialect == bind.dialect.name:
                op.execute(sa.text(statement.replace(":", "\\:")))
