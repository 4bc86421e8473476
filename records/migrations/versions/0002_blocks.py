"""The entries of a transaction in one row."""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from records.audit import canonical, digest

revision = "0002"
down_revision = "0001"

FIELDS = ("run", "seq", "time", "kind", "address", "body", "prev", "hash")
MANY = 64
BLOCK = sa.table("block", *(sa.column(name) for name in ("run", "seq", "prev", "entries")))


def upgrade() -> None:
    """Move every entry into a block, as it stands; hashes and seals stay what they are."""
    op.create_table(
        "block",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.Identity(), primary_key=True),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("prev", sa.Text, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.UniqueConstraint("run", "seq"),
    )
    bind = op.get_bind()
    old = bind.execute(sa.text("SELECT run, seq, time, kind, address, body, prev, hash FROM entry ORDER BY run, seq"))
    entries = (dict(zip(FIELDS, row, strict=True)) for row in old)
    for (_, _), group in groupby(entries, key=lambda e: (e["run"], e["seq"] // MANY)):
        for start in _unbroken(list(group)):
            text = "\n".join(_line(e) for e in start)
            row = {"run": start[0]["run"], "seq": start[0]["seq"], "prev": start[0]["prev"], "entries": text}
            bind.execute(BLOCK.insert(), row)
    op.execute("DROP TABLE entry")
    from records.migrations.guards_0002 import append_only
    from records.schema import entry_view

    guards = [*append_only("block"), *entry_view()]
    if bind.dialect.name == "sqlite":  # that of 0001 let a row be replaced by the number that SQLite gives it
        op.execute("DROP TRIGGER seal_no_replace")
        guards += [(dialect, guard) for dialect, guard in append_only("seal") if "seal_no_replace" in guard]
    for dialect, statement in guards:
        if dialect == bind.dialect.name:
            op.execute(sa.text(statement.replace(":", "\\:")))


def _unbroken(group: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Cut where a block would not give number and previous hash back as they stand."""
    cut: list[list[dict[str, str]]] = []
    for e in group:
        if cut and e["seq"] == cut[-1][-1]["seq"] + 1 and e["prev"] == cut[-1][-1]["hash"]:  # type: ignore[operator]
            cut[-1].append(e)
        else:
            cut.append([e])
    return cut


def _line(e: dict[str, str]) -> str:
    """An entry; a body that was changed goes on as a text that no reader takes for one."""
    intact = digest(*(e[name] for name in FIELDS[:-1])) == e["hash"]  # type: ignore[arg-type]
    fields = {name: e[name] for name in ("address", "hash", "kind", "time")}
    return canonical(fields | {"body": json.loads(e["body"]) if intact else e["body"]})
