"""The tables of the exchange in a laboratory's store. They are no registers: what they say is kept by the platform too."""

from __future__ import annotations

from sqlalchemy import Column, Float, Identity, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint

from records.schema import BYTEWISE, NUMBER, texts

metadata = MetaData()

report = Table(
    "exchange_report",
    metadata,
    Column("n", NUMBER, Identity(), primary_key=True),
    Column("platform", BYTEWISE, nullable=False),
    Column("document", BYTEWISE, nullable=False),
    Column("event", BYTEWISE, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("key", BYTEWISE, nullable=False),
    Column("instrument", BYTEWISE, nullable=False),
    *texts(
        "run", "due", "state", "statement", "signer", "signature", "queued", "answered", "receipt", "reasons", "sending"
    ),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Float, nullable=False),
    UniqueConstraint("platform", "key"),
    UniqueConstraint("platform", "document", "event", "revision"),
    Index("exchange_report_of", "platform", "instrument", "n"),
    Index("exchange_report_by_state", "platform", "state", "n"),
)
"""The outbox: what is reported to each platform, in order.

States: ``ready``; ``sent``: an answer is awaited, under the number in `sending`; ``accepted``; ``refused``; ``rebuilt``: a
later revision stands in its place.
"""

report_file = Table(
    "exchange_file",
    metadata,
    Column("platform", BYTEWISE, primary_key=True),
    Column("key", BYTEWISE, primary_key=True),
    Column("sha256", BYTEWISE, primary_key=True),
    Column("size", NUMBER, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""The files of results that are not accepted yet."""

task = Table(
    "exchange_task",
    metadata,
    Column("platform", BYTEWISE, primary_key=True),
    Column("task_id", BYTEWISE, primary_key=True),
    *texts("pulled", "body", "state", "answer", "told", "order_number", "reasons"),
)
"""Tasks of platforms. States: ``open``, ``accepted``, ``refused``; `told` is the time at which the platform knew the answer."""

task_file = Table(
    "exchange_task_file",
    metadata,
    Column("platform", BYTEWISE, primary_key=True),
    Column("task_id", BYTEWISE, primary_key=True),
    Column("sha256", BYTEWISE, primary_key=True),
    Column("at", NUMBER, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
"""Files of tasks, in the parts in which they came."""

place = Table(
    "exchange_place",
    metadata,
    Column("platform", BYTEWISE, primary_key=True),
    Column("next", NUMBER, nullable=False),
)
"""How far the tasks of each platform were read."""
