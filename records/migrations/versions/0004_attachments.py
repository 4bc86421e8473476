"""Files that observations name by their digest lie in the store."""

import sqlalchemy as sa
from alembic import op

from records.schema import append_only

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; no run of an older store has a file."""
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    bind = op.get_bind()
    for dialect, statement in append_only("attachment"):
        if dialect == bind.dialect.name:
            op.execute(sa.text(statement.replace(":", "\\:")))
