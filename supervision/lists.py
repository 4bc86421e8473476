"""What the people of a platform look at: results, requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from supervision.tables import request, result

if TYPE_CHECKING:
    from supervision.store import PlatformStore

RESULT = (
    "n",
    "institute",
    "res_id",
    "event",
    "verdict",
    "inspect_date",
    "valid_until",
    "trial",
    "division",
    "received",
)
REQUEST = ("n", "time", "address", "institute", "method", "path", "status", "bytes", "seconds")


def results(store: PlatformStore, institute: str, limit: int) -> list[dict[str, Any]]:
    """The newest results, of one institute or of all.

    Args:
        store: The platform.
        institute: The institute; empty for all.
        limit: How many at most.
    """
    query = select(*(result.c[name] for name in RESULT)).order_by(result.c.n.desc()).limit(limit)
    query = query.where(result.c.institute == institute) if institute else query
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def requests(store: PlatformStore, limit: int) -> list[dict[str, Any]]:
    """The newest lines of the log of requests.

    Args:
        store: The platform.
        limit: How many at most.
    """
    query = select(*(request.c[name] for name in REQUEST)).order_by(request.c.n.desc()).limit(limit)
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
