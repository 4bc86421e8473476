"""Brings a store to the schema this version writes; an older store keeps every entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from records.errors import StoreError
from records.schema import HEAD, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VERSION_TABLE = "alembic_version"


def bring_up(engine: Engine) -> None:
    """Create the schema in an empty store, migrate an older one, refuse a newer one.

    Raises:
        StoreError: The database holds tables but is no store of ours, or was written by a newer version.
    """
    tables = set(inspect(engine).get_table_names())
    if not tables:
        _create(engine)
        return
    if VERSION_TABLE not in tables:
        raise StoreError(
            f"{engine.url} is a database, but not a Steelyard store: it has tables {', '.join(sorted(tables)[:5])}"
        )
    with engine.connect() as connection:
        version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()  # noqa: S608
    if version != HEAD:
        _upgrade(engine, version)


def _create(engine: Engine) -> None:
    """All of the schema or nothing: who is killed half-way, or comes second, leaves no half of a store behind."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            _schema(connection)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver itself begins no transaction before a CREATE
        if not inspect(connection).has_table(VERSION_TABLE):
            _schema(connection)
        connection.exec_driver_sql("COMMIT")


def _schema(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(
        text(f"CREATE TABLE IF NOT EXISTS {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES (:head)"), {"head": HEAD})  # noqa: S608


def _upgrade(engine: Engine, version: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                f"{engine.url} has schema {version}, newer than this version of Steelyard; install that one"
            ) from error
