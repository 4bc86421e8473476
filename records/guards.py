"""What keeps a store append-only: triggers, and on PostgreSQL a role that may only insert and read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text

from records.ledger_state import Finding
from records.schema import GUARDED, append_only

if TYPE_CHECKING:
    from sqlalchemy import Engine

TABLES = tuple(table.name for table in GUARDED)


def missing_guards(engine: Engine) -> list[Finding]:
    """Triggers that were dropped, disabled or changed."""
    if engine.dialect.name == "sqlite":
        wanted = {_name(s): s for t in TABLES for d, s in append_only(t) if d == "sqlite"}
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
            found = {str(name): str(sql) for name, sql in rows}
        gone = [name for name, statement in wanted.items() if found.get(name) != statement]
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        with engine.connect() as connection:
            there = set(connection.execute(text(query)).scalars())
        gone = [f"{t}_append_only" for t in TABLES if f"{t}_append_only" not in there]
    return [
        Finding(f"防改写触发器 {n} 缺失或被改", f"the trigger {n} is gone or changed; it refuses changes") for n in gone
    ]


def ownership(engine: Engine) -> list[Finding]:
    """That this program may drop the guards: on PostgreSQL a role that owns the tables, or may change them."""
    if engine.dialect.name == "sqlite":
        return []
    query = (
        "SELECT current_user, rolsuper OR pg_has_role(tableowner, 'USAGE') FROM pg_tables, pg_roles "
        "WHERE tablename = 'block' AND schemaname = ANY (current_schemas(false)) AND rolname = current_user"
    )
    with engine.connect() as connection:
        row = connection.execute(text(query)).first()
    if row is None or not row[1]:
        return []
    zh = f"数据库用户 {row[0]} 是记录表的所有者，可以解除防改写；请改用仅有 INSERT 和 SELECT 权限的用户"
    en = f"the database user {row[0]} owns the tables and may lift their guards; use one with INSERT and SELECT only"
    return [Finding(zh, en)]


def _name(statement: str) -> str:
    found = re.match(r"CREATE TRIGGER (\w+)", statement)
    return found[1] if found else ""
