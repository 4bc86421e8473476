"""Brings a store to the schema this version writes; an older store keeps every entry.

All of it is one transaction, which one process makes at a time: killed or out of disk space at any moment, the store is
what it was before.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import ProgrammingError

from records.errors import EmptyStore, StoreError
from records.schema import HEAD, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

VERSION_TABLE = "alembic_version"
LOCK = 0x5EA0
"""The lock that those who create or migrate one PostgreSQL store queue at."""


def bring_up(engine: Engine, name: str) -> None:
    """Create the schema in an empty store, migrate an older one, refuse a newer one.

    Args:
        engine: The store.
        name: Its address as it may be printed.

    Raises:
        StoreError: The database holds tables but is no store of ours, or was written by a newer version.
    """
    with engine.connect() as connection:
        version = _version(connection, name)
    if version != HEAD:
        with alone(engine) as connection:
            version = _version(connection, name)  # another may have been quicker
            if not version:
                _create(connection, name)
            elif version != HEAD:
                _upgrade(connection, version, name)


def refuse_other_versions(engine: Engine, name: str) -> None:
    """Make sure that a store can be read as it is.

    Raises:
        StoreError: It is no store of ours, or of another version.
    """
    with engine.connect() as connection:
        version = _version(connection, name)
    if not version:
        raise EmptyStore(f"{name} is empty: it holds no runs and is no Steelyard store yet")
    if version != HEAD:
        raise StoreError(f"{name} has schema {version}, this version reads {HEAD}; `steelyard migrate` brings it up")


def _version(connection: Connection, name: str) -> str:
    """Revision of a store; empty for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return ""
    if VERSION_TABLE not in tables:
        raise StoreError(
            f"{name} is a database, but not a Steelyard store: it has tables {', '.join(sorted(tables)[:5])}"
        )
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()  # noqa: S608
    if len(found) != 1:
        raise StoreError(f"{name} is no Steelyard store: its table {VERSION_TABLE} names {len(found)} versions")
    return str(found[0])


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """One transaction, while nobody else creates or migrates."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield connection
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver itself begins no transaction before a CREATE
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            if getattr(connection.connection.driver_connection, "in_transaction", True):  # a full disk has ended it
                connection.exec_driver_sql("ROLLBACK")
            raise


def _create(connection: Connection, name: str) -> None:
    try:
        metadata.create_all(connection)
    except ProgrammingError as error:
        raise StoreError(
            f"{name} is empty, and this user may not create tables in it ({error.orig}); the owner of the database "
            "creates them: `steelyard migrate`"
        ) from error
    connection.execute(text(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES (:head)"), {"head": HEAD})  # noqa: S608


def _upgrade(connection: Connection, version: str, name: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"{name} has schema {version}, newer than this version of Steelyard; install that one"
        ) from error
    except ProgrammingError as error:
        raise StoreError(
            f"{name} has schema {version}, and this user may not change it ({error.orig}); the owner of the database "
            "brings it up: `steelyard migrate`"
        ) from error
