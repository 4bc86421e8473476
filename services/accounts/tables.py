"""The tables of accounts in a store. They are no registers: no export, no merge and no ledger entry holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import DDL, BigInteger, Column, Identity, Index, Integer, MetaData, Table, Text, event, inspect

from records.migrate import alone
from records.schema import append_only

if TYPE_CHECKING:
    from sqlalchemy import Engine

metadata = MetaData()

account = Table(
    "account",
    metadata,
    Column("person", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("password", "roles", "state", "changed")),
)
"""Accounts: key of the person, argon2id hash, roles separated by blanks, ``active`` or ``disabled``, and when it changed."""

account_token = Table(
    "account_token",
    metadata,
    Column("name", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("secret", "person", "roles", "until", "state", "changed")),
)
"""Tokens of machines: SHA-256 of the secret, the person who answers for it, roles, last day."""

account_event = Table(
    "account_event",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("time", "kind", "person", "address", "who", "detail")),
    Index("account_event_of", "person", "time"),
    Index("account_event_from", "address", "time"),
)
"""What happened to accounts, append-only; no password, no token and no id of a session."""

for _dialect, _statement in append_only(account_event.name):
    event.listen(
        account_event,
        "after_create",
        DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
    )


def laid_out(engine: Engine) -> bool:
    """Whether a store has the tables."""
    with engine.connect() as connection:
        return inspect(connection).has_table(account_event.name)


def lay_out(engine: Engine) -> None:
    """Make the tables where they are missing."""
    if not laid_out(engine):
        with alone(engine) as connection:
            metadata.create_all(connection)
