"""The tables of samples that monitors send."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, UniqueConstraint

from records.schema import BYTEWISE, NUMBER, texts
from supervision.tables import metadata

sample_record = Table(
    "sample_record",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("institute", BYTEWISE, nullable=False),
    Column("key", BYTEWISE, nullable=False),
    Column("monitor", BYTEWISE, nullable=False),
    Column("first", NUMBER, nullable=False),
    Column("last", NUMBER, nullable=False),
    *texts("statement", "sha256", "signer", "signature", "received"),
    UniqueConstraint("institute", "key"),
    Index("sample_record_of", "institute", "monitor", "n"),
)
"""Records in the order in which they were received, numbered without gaps; the statement is what the station signed."""

sample = Table(
    "energy_sample",
    metadata,
    Column("institute", BYTEWISE, primary_key=True),
    Column("monitor", BYTEWISE, primary_key=True),
    Column("meter", BYTEWISE, primary_key=True),
    Column("quantity", BYTEWISE, primary_key=True),
    Column("period", BYTEWISE, primary_key=True),
    Column("instant", NUMBER, primary_key=True, autoincrement=False),
    *texts("value", "unit", "flag", "entry", "certificate", "valid_until"),
    Column("taken", NUMBER, nullable=False),
    Column("simulated", Integer, nullable=False),
    Column("record", NUMBER, nullable=False),
    Index("energy_sample_by_time", "institute", "monitor", "instant"),
)
"""Each instant of each point once; `record` is the number of the record that brought it, `instant` and `taken` seconds since 1970."""
