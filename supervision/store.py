"""The database of a platform: an SQLite file, or a PostgreSQL database by its URL."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, inspect
from sqlalchemy.exc import IntegrityError

from records.address import parse
from records.connect import engine
from records.migrate import alone
from supervision import pack_tables, sample_tables, witness_tables, xml_tables  # noqa: F401  their tables are made with the others
from supervision.tables import metadata, nonce, request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection


class PlatformStore:
    """The database of a platform; its tables are made where they are missing.

    Args:
        address: The path of an SQLite file, or the URL of a PostgreSQL database.
        clock: Gives the time, seconds since 1970.
    """

    def __init__(self, address: str, clock: Callable[[], float] = time.time) -> None:
        self.address, self.clock = address, clock
        self.engine = engine(parse(address), "FULL", read_only=False)
        # The log and the numbers that were used: a power cut may take the last of them, and nothing that was received.
        self._quick = engine(parse(address), "NORMAL", read_only=False)
        # SQLite's log is moved into the file whenever the last connection closes: one stays open, so that no request pays for it.
        self._held = self.engine.raw_connection()
        with self.engine.connect() as connection:
            there = set(inspect(connection).get_table_names())
        if not set(metadata.tables) <= there:
            with self.writing() as connection:
                metadata.create_all(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; those that write wait for each other, so that numbers have no gaps."""
        with alone(self.engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    def moment(self) -> str:
        """Now, ISO 8601 UTC with microseconds."""
        return datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="microseconds")

    def use_once(self, key: str, number: str, created: int, forget: int) -> bool:
        """Note a number that a key uses once; whether it was not used before.

        Args:
            key: The key.
            number: The number.
            created: Time of the request.
            forget: Numbers of requests before this time are not kept: they are refused by their time.
        """
        try:
            with alone(self._quick) as connection:
                connection.execute(delete(nonce).where(nonce.c.created < forget))
                connection.execute(insert(nonce).values(key=key, nonce=number, created=created))
        except IntegrityError:
            return False
        return True

    def log(self, **row: object) -> None:
        """Keep a line of the log of requests."""
        with alone(self._quick) as connection:
            connection.execute(insert(request).values(time=self.moment(), **row))

    def close(self) -> None:
        """Give every connection back."""
        self._held.close()
        self.engine.dispose()
        self._quick.dispose()
