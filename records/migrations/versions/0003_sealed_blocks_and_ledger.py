"""The seal lies in the row that it seals; a ledger states the runs of the store."""

import sqlalchemy as sa
from alembic import op

from records.schema import append_only, entry_view

revision = "0003"
down_revision = "0002"

NEW = ("run", "seq", "prev", "entries", "key", "signature")
BLOCK = sa.table("block", *(sa.column(name) for name in NEW))
GUARDS = ("block_no_update", "block_no_delete", "block_no_replace")
MANY = 1000


def upgrade() -> None:
    """Cut each row behind every entry that bears a seal; entries, hashes and signatures stay what they are."""
    bind = op.get_bind()
    sqlite = bind.dialect.name == "sqlite"
    op.execute("DROP VIEW entry")
    for guard in GUARDS if sqlite else ():
        op.execute(f"DROP TRIGGER {guard}")
    op.execute("ALTER TABLE block RENAME TO block_0002")
    if not sqlite:
        op.execute("ALTER TABLE block_0002 DROP CONSTRAINT block_pkey, DROP CONSTRAINT block_run_seq_key")
    op.create_table(
        "block",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.Identity(), primary_key=True),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("prev", "entries", "key", "signature")),
        sa.UniqueConstraint("run", "seq"),
    )
    op.create_table(
        "ledger",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "entry", "key", "signature")),
    )
    _move(bind)
    op.execute("DROP TABLE block_0002")
    op.execute("DROP TABLE seal")
    for dialect, statement in [*append_only("block"), *append_only("ledger"), *entry_view()]:
        if dialect == bind.dialect.name:
            op.execute(sa.text(statement.replace(":", "\\:")))


def _move(bind: sa.Connection) -> None:
    rows = bind.execute(sa.text("SELECT run, seq, prev, entries FROM block_0002 ORDER BY n")).all()
    seals: dict[str, dict[int, tuple[str, str]]] = {}
    for run, seq, key, signature in bind.execute(sa.text("SELECT run, seq, key, signature FROM seal")):
        seals.setdefault(run, {})[seq] = (key, signature)
    parts = (part for r in rows for part in _cut(r.run, r.seq, r.prev, r.entries, seals.get(r.run, {})))
    new = [dict(zip(NEW, part, strict=True)) for part in parts]
    for start in range(0, len(new), MANY):
        bind.execute(BLOCK.insert(), new[start : start + MANY])


def _cut(run: str, seq: int, prev: str, entries: str, seals: dict[int, tuple[str, str]]) -> list[tuple[object, ...]]:
    """The parts of a row, each with the seal of its last entry."""
    parts: list[tuple[object, ...]] = []
    part: list[str] = []
    first, before = seq, prev
    lines = entries.split("\n")
    for at, line in enumerate(lines):
        part.append(line)
        seal = seals.get(seq + at)
        if seal is not None or at == len(lines) - 1:
            parts.append((run, first, before, "\n".join(part), *(seal or ("", ""))))
            first, before, part = seq + at + 1, _hash(line), []
    return parts


def _hash(line: str) -> str:
    """Hash of an entry as its line gives it; a line that gives none is damaged, and an audit names it."""
    _, _, rest = line.rpartition(',"hash":"')
    return rest[:64]
