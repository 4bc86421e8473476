"""The table of packs of field kits that wait for their institute."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, UniqueConstraint

from records.schema import BYTEWISE, NUMBER, texts
from supervision.tables import metadata

pack = Table(
    "kit_pack",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("institute", BYTEWISE, nullable=False),
    Column("manifest", BYTEWISE, nullable=False),
    *texts("sender", "received"),
    UniqueConstraint("institute", "manifest"),
    Index("kit_pack_of", "institute", "n"),
)
"""Packs in the order in which they were ready."""
