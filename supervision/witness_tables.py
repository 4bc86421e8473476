"""The tables of the platform's witness."""

from __future__ import annotations

from sqlalchemy import Column, Identity, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from records.schema import BYTEWISE, NUMBER, texts
from supervision.tables import metadata

leaf = Table(
    "witness_leaf",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("store", BYTEWISE, nullable=False),
    Column("institute", BYTEWISE, nullable=False),
    Column("key", BYTEWISE, nullable=False),
    Column("digest", BYTEWISE, nullable=False),
    Column("line", Text, nullable=False),
    UniqueConstraint("store", "digest"),
    Index("witness_leaf_of_store", "store", "n"),
)
"""What stations told, numbered without gaps from 0: the leaf itself, and by what it is found."""

node = Table(
    "witness_node",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
)
"""The full nodes of the tree, see `records.merkle`."""

stamp = Table(
    "witness_stamp",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    Column("size", NUMBER, nullable=False),
    *texts("root", "head", "stated", "authority"),
    Column("token", LargeBinary, nullable=False),
)
"""Time stamps of heads of the tree, see `supervision.time_stamps`."""

secret = Table("witness_key", metadata, Column("key", BYTEWISE, primary_key=True))
"""The private key that signs the heads of the tree, hexadecimal; one row."""
