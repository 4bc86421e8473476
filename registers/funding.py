"""What verifications cost, by who pays and where: the account of what is free of charge."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from registers.verifications import VERIFICATIONS

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book


def funding(book: Book, start: date, end: date, at: str = "") -> dict[str, Any]:
    """Verifications of a period as left, so that each job counts once, with their cost.

    Args:
        book: The registers.
        start: First day.
        end: Last day.
        at: Time of which the registers are read; empty for now.

    Returns:
        `rows` by funding and township with `instruments`, `conform`, `cost`; `total` of all of them; `unfunded`: jobs
        whose orders do not say who pays.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    unfunded = set()
    first, last = start.isoformat(), end.isoformat()
    for _, _, _, of in book.rows(VERIFICATIONS, lambda c: (c.on >= first) & (c.on <= last) & (c.as_left == 1), at=at):
        row = rows.setdefault((of.funding, of.township), {"instruments": 0, "conform": 0, "cost": Decimal(0)})
        row["instruments"] += 1
        row["conform"] += of.outcome == "conform"
        row["cost"] += of.cost
        if of.job and not of.funding:
            unfunded.add(of.job)
    found = [{"funding": key[0], "township": key[1], **_plain(row)} for key, row in sorted(rows.items())]
    total = {
        "instruments": sum(r["instruments"] for r in rows.values()),
        "conform": sum(r["conform"] for r in rows.values()),
        "cost": sum((r["cost"] for r in rows.values()), Decimal(0)),
    }
    return {"from": first, "to": last, "rows": found, "total": _plain(total), "unfunded": sorted(unfunded)}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "cost": format(row["cost"], "f")}
