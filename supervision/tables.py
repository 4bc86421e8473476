"""The tables of a platform."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Identity, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint

from records.schema import BYTEWISE, NUMBER, texts

metadata = MetaData()

station = Table(
    "station",
    metadata,
    Column("key", BYTEWISE, primary_key=True),
    *texts("public", "institute", "name", "division", "registered", "revoked", "reason"),
)
"""Keys of stations by fingerprint; `revoked` is the time from which a key is refused, empty while it is not."""

task = Table(
    "task",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    Column("task_id", BYTEWISE, nullable=False, unique=True),
    Column("institute", BYTEWISE, nullable=False),
    *texts("body", "state", "answer", "answered"),
    Index("task_of", "institute", "n"),
)
"""Tasks: the form as canonical JSON, ``open``, ``accepted`` or ``refused``, and the answer of the institute."""

task_instrument = Table(
    "task_instrument",
    metadata,
    Column("task_id", BYTEWISE, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    *texts("instrument", "division"),
)
"""The instruments of tasks, as far as coverage asks for them."""

result = Table(
    "result",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("institute", BYTEWISE, nullable=False),
    Column("key", BYTEWISE, nullable=False),
    Column("instrument", BYTEWISE, nullable=False),
    Column("trial", Boolean, nullable=False),
    *texts("res_id", "event", "division", "verdict", "inspect_date", "valid_until", "statement", "sha256", "signer"),
    *texts("signature", "received"),
    UniqueConstraint("institute", "key"),
    Index("result_of_instrument", "institute", "instrument", "n"),
    Index("result_of_number", "res_id", "n"),
)
"""Results in the order in which they were received, numbered without gaps; the statement is what its station signed."""

file = Table(
    "file",
    metadata,
    Column("institute", BYTEWISE, primary_key=True),
    Column("sha256", BYTEWISE, primary_key=True),
    Column("size", NUMBER, nullable=False),
    Column("received", NUMBER, nullable=False),
    Column("complete", Boolean, nullable=False),
)
"""Files that institutes upload, and how much of each is there."""

file_part = Table(
    "file_part",
    metadata,
    Column("institute", BYTEWISE, primary_key=True),
    Column("sha256", BYTEWISE, primary_key=True),
    Column("at", NUMBER, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
"""The bytes of files, in the parts in which they came."""

nonce = Table(
    "nonce",
    metadata,
    Column("key", BYTEWISE, primary_key=True),
    Column("nonce", BYTEWISE, primary_key=True),
    Column("created", NUMBER, nullable=False),
    Index("nonce_by_time", "created"),
)
"""Numbers that keys used once, kept as long as a request of that time is accepted."""

request = Table(
    "request",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    *texts("time", "address", "key", "institute", "method", "path"),
    Column("status", Integer, nullable=False),
    Column("bytes", NUMBER, nullable=False),
    Column("seconds", Float, nullable=False),
)
"""Every request, with what it was answered; no content."""

request_removed = Table(
    "request_removed",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    *texts("time", "rule", "first", "last", "summary"),
    Column("days", Integer, nullable=False),
    Column("lines", NUMBER, nullable=False),
    Column("count", NUMBER, nullable=False),
)
"""What was removed of the requests, by which rule, see `supervision.request_log`."""
