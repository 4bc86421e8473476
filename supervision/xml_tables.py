"""The tables of uploads in XML."""

from sqlalchemy import Boolean, Column, Identity, LargeBinary, Table, Text, UniqueConstraint

from records.schema import BYTEWISE, NUMBER, texts
from supervision.tables import metadata

upload = Table(
    "xml_upload",
    metadata,
    Column("number", BYTEWISE, primary_key=True),
    Column("institute", BYTEWISE, nullable=False),
    Column("content", LargeBinary, nullable=False),
    *texts("received", "signer", "signed", "signature"),
)
"""Uploads as they came, with the text that the signature of the request covers."""

record = Table(
    "xml_record",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    Column("institute", BYTEWISE, nullable=False),
    Column("key", BYTEWISE, nullable=False),
    Column("upload", BYTEWISE, nullable=False),
    Column("sha256", BYTEWISE, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("upload", "key"),
)
"""What became of each record of an upload; of one key, at most one record is accepted."""
