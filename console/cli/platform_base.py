"""What the commands of `steelyard platform` share."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervision.store import PlatformStore

Database = Annotated[str, typer.Option("--database", envvar="STEELYARD_PLATFORM", metavar="URL")]
DEFAULT = "platform.sqlite"
FOUND = 1
"""Exit code where something is not as it was received."""


@contextmanager
def opened(database: str) -> Iterator[PlatformStore]:
    """The database of a platform; what the platform refuses is a refusal of the command."""
    from exchange.errors import ExchangeError
    from metrology.text import Text
    from supervision.errors import NotAnswered
    from supervision.store import PlatformStore

    store = PlatformStore(database)
    try:
        yield store
    except NotAnswered as error:
        raise ExchangeError([Text(r.zh, r.en) for r in error.reasons]) from error
    finally:
        store.close()


def show_rows(rows: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    """Show rows of the database, as a table or as JSON."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised

    if as_json:
        print_json(rows)
        return
    lines = [[plain(_cell(row[name])) for name in columns] for row in rows]
    print_table("", [localised(m.COLUMNS[name]) for name in columns], lines, whole=(0,))


def _cell(value: Any) -> str:
    return (
        f"{value:.3f}" if isinstance(value, float) else "✓" if value is True else "" if value is False else str(value)
    )
