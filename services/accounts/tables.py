"""The tables of accounts in a store. They are no registers: no export, no merge and no ledger entry holds them."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Identity, Index, MetaData, Table, Text, event

from records.schema import NUMBER, append_only, texts

metadata = MetaData()

account = Table(
    "account",
    metadata,
    Column("person", Text, primary_key=True),
    *texts("password", "roles", "state", "changed"),
)
"""Accounts: key of the person, argon2id hash, roles separated by blanks, ``active`` or ``disabled``, and when it changed."""

account_token = Table(
    "account_token",
    metadata,
    Column("name", Text, primary_key=True),
    *texts("secret", "person", "roles", "until", "state", "changed"),
)
"""Tokens of machines: SHA-256 of the secret, the person who answers for it, roles, last day."""

account_event = Table(
    "account_event",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    *texts("time", "kind", "person", "address", "who", "detail"),
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
