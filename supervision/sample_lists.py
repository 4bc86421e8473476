"""What the people of a platform look at of samples: each point with how many there are, and its newest value."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from supervision.sample_tables import sample

if TYPE_CHECKING:
    from supervision.store import PlatformStore

POINT = ("institute", "monitor", "meter", "quantity", "period")
SAMPLES = (*POINT, "samples", "since", "newest", "value", "unit", "certificate")


def points(store: PlatformStore, institute: str, limit: int) -> list[dict[str, Any]]:
    """Points of one institute or of all, with the number of samples, their first and last instant, and the newest value.

    Args:
        store: The platform.
        institute: The institute; empty for all.
        limit: How many at most.
    """
    of = [sample.c[name] for name in POINT]
    ends = select(
        *of, func.count().label("samples"), func.min(sample.c.instant).label("since"), func.max(sample.c.instant).label("newest")
    ).group_by(*of)  # fmt: skip
    ends = ends.where(sample.c.institute == institute) if institute else ends
    inner = ends.subquery()
    same = and_(*(inner.c[name] == sample.c[name] for name in POINT), inner.c.newest == sample.c.instant)
    query = select(inner, sample.c.value, sample.c.unit, sample.c.certificate).join(sample, same)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(*(inner.c[name] for name in POINT)).limit(limit)).mappings()
        return [{**r, "since": _moment(r["since"]), "newest": _moment(r["newest"])} for r in rows]


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="minutes")
