"""The tables of alarms, beside those of the samples. What happened to an alarm is a row that is never changed."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, column, or_

from records.schema import BYTEWISE, NUMBER, texts

metadata = MetaData()

alarm = Table(
    "monitor_alarm",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("rule", BYTEWISE, nullable=False),
    Column("meter", BYTEWISE, nullable=False),
    *texts("quantity", "period", "kind", "severity", "route", "value", "zh", "en"),
    Column("raised", NUMBER, nullable=False),
    Column("instant", NUMBER, nullable=False),
    Column("returns", NUMBER, nullable=False),
    Column("level", NUMBER, nullable=False),
    Column("simulated", NUMBER, nullable=False),
    Column("cleared", NUMBER),
    Column("acknowledged", NUMBER),
    Column("by", Text),
    Column("note", Text),
    Index(
        "monitor_alarm_once", "rule", "meter", "quantity", "period", unique=True,
        sqlite_where=or_(column("cleared").is_(None), column("acknowledged").is_(None)),
    ),
    Index("monitor_alarm_raised", "raised"),
    sqlite_autoincrement=True,
)  # fmt: skip
"""Alarms as they stand. One is open until it has cleared and was acknowledged; of a rule and a point at most one is open.

`raised`, `cleared`, `acknowledged`: ms since 1970. `instant`: of the sample that raised it, s. `returns`: how often the cause
came back before it was closed. `level`: how far it has escalated, from 0.
"""

happening = Table(
    "monitor_alarm_event",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("alarm", NUMBER, nullable=False),
    Column("at", NUMBER, nullable=False),
    *texts("kind", "value", "people"),
    Column("level", NUMBER, nullable=False),
    Column("by", Text),
    Column("note", Text),
    Index("monitor_alarm_event_of", "alarm"),
    sqlite_autoincrement=True,
)
"""What happened to an alarm, in order: ``raised``, ``returned``, ``cleared``, ``acknowledged``, ``escalated``; `people` are told."""

course = Table(
    "monitor_alarm_course",
    metadata,
    Column("rule", BYTEWISE, primary_key=True),
    Column("meter", BYTEWISE, primary_key=True),
    Column("quantity", BYTEWISE, primary_key=True),
    Column("period", BYTEWISE, primary_key=True),
    Column("since", NUMBER),
)
"""Since which instant a value is beyond its limit, where its delay has not passed yet."""

judged = Table(
    "monitor_alarm_judged", metadata, Column("one", Integer, primary_key=True), Column("seq", NUMBER, nullable=False)
)
"""One row: up to which sample alarms were decided, in the transaction that raised them."""

rule = Table(
    "monitor_alarm_rule", metadata, Column("name", BYTEWISE, primary_key=True), Column("since", NUMBER, nullable=False)
)
"""Rules of the file, and the newest sample when each was written there: what was kept before is not judged by it."""

sent = Table(
    "monitor_sent",
    metadata,
    Column("to", BYTEWISE, primary_key=True),
    Column("stream", BYTEWISE, primary_key=True),
    Column("through", NUMBER, nullable=False),
)
"""How far each receiver has confirmed samples and happenings, by their numbers."""
