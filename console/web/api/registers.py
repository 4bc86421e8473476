"""Registers, for reading: orders, jobs, instruments, standards, and what falls due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Path, Query

from console.catalogue import web_api as m
from console.web.api.asking import Place, Viewer
from console.web.api.refusals import NotThere, filled, refusals
from console.web.api.register_shapes import DueList, Row, Rows, Today
from registers.contents import REGISTERS
from registers.record import all_fields
from services.due import due_rows
from services.laboratory.gate_facts import real_today
from services.register.book import end_of, opened_book
from services.today.overview import overview

if TYPE_CHECKING:
    from registers.change import Row as Kept

registers = APIRouter(tags=["registers"])
NAMES = {
    "orders": "work_order", "jobs": "job", "instruments": "instrument", "organisations": "organisation",
    "standards": "standard", "verifications": "verification",
}  # fmt: skip
Register = Literal["orders", "jobs", "instruments", "organisations", "standards", "verifications"]
Key = Annotated[str, Path(max_length=200, pattern=r"^[^\x00-\x1f]+$", examples=["I0000017"])]
Text_ = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$", description="Searched; empty for all.")]
AsOf = Annotated[date | None, Query(description="The register as it was at the end of this day.")]


@registers.get("/due", response_model=DueList, responses=refusals(409))
def due(
    console: Place, _: Viewer, days: Annotated[int, Query(ge=0, le=3660)] = 30, on: date | None = None, overdue: bool = False,
    division: Annotated[str, Query(max_length=12, pattern=r"^\d*$")] = "",
    owner: Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")] = "",
    limit: Annotated[int, Query(ge=1, le=100_000)] = 1000,
) -> dict[str, Any]:  # fmt: skip
    """List instruments that fall due, are overdue, were never verified, or failed."""
    day = on or real_today()
    found = due_rows(console.store, day, days, division=division, owner=owner, overdue=overdue, as_of=None, limit=limit)
    return {"rows": found.rows, "counts": found.counts}


@registers.get("/today", response_model=Today, responses=refusals(409))
def today(console: Place, who: Viewer) -> dict[str, Any]:
    """Show what was left, what waits, whether it can be done, and what is due or wrong."""
    return overview(console.store, real_today(), who.person, console.laboratory).document()


@registers.get("/registers/{register}", response_model=Rows, responses=refusals(409))
def rows(
    console: Place, _: Viewer, register: Register, text: Text_ = "", as_of: AsOf = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> dict[str, Any]:  # fmt: skip
    """List rows of a register."""
    with opened_book(console.store) as book:
        found = book.search(REGISTERS[NAMES[register]], text, at=end_of(as_of), limit=limit + 1)
    return {"rows": [_document(row) for row in found[:limit]], "more": len(found) > limit}


@registers.get("/registers/{register}/{key:path}", response_model=Row, responses=refusals(404, 409))
def row(console: Place, _: Viewer, register: Register, key: Key, as_of: AsOf = None) -> dict[str, Any]:
    """Show a row with every field. The key of a job holds a stroke: `2026-00017/1`."""
    with opened_book(console.store) as book:
        found = book.find(REGISTERS[NAMES[register]], key, end_of(as_of))
    if found is None:
        raise NotThere([filled(m.NO_ROW, name=key)])
    return _document(found)


def _document(row: Kept[Any]) -> dict[str, Any]:
    return {"key": row.key, "version": row.version, "recorded": row.recorded, **all_fields(row.record)}
