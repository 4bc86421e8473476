"""The ledger is found by kind: each entry asks which keys are trusted, however long the ledger is."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index; nothing that was written changes."""
    op.create_index("ledger_by_kind", "ledger", ["kind", "n"])
