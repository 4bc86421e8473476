"""Tables that a store gets beside its own when they are first needed: of accounts, of the exchange with platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from records.migrate import alone

if TYPE_CHECKING:
    from sqlalchemy import Engine, MetaData


def laid_out(engine: Engine, metadata: MetaData) -> bool:
    """Whether a store has the tables."""
    with engine.connect() as connection:
        return set(metadata.tables) <= set(inspect(connection).get_table_names())


def lay_out(engine: Engine, metadata: MetaData) -> None:
    """Make the tables where they are missing."""
    if not laid_out(engine, metadata):
        with alone(engine) as connection:
            metadata.create_all(connection)
