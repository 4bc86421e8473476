"""Packs of field kits that a platform passes on to their institute: it keeps the files and their list, and reads none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from sqlalchemy import func, insert, select

from exchange.pack_forms import PackForm, Packs, PassedOn
from metrology.text import Text
from supervision import files
from supervision.asking import At, Caller
from supervision.errors import NotAnswered, reason
from supervision.pack_tables import pack
from supervision.refusals import refusals

if TYPE_CHECKING:
    from typing import Any

passing = APIRouter(prefix="/api/v1/packs", tags=["packs"])


@passing.post("", responses=refusals(404))
def ready(at: At, who: Caller, form: PackForm) -> PassedOn:
    """State that every file of a pack was uploaded; stated twice it is one pack."""
    if not files.state_of(at.store, who.institute, form.manifest).complete:
        text = Text(f"没有文件 {form.manifest}，或尚未传完", f"there is no file {form.manifest}, or it is not whole")
        raise NotAnswered(404, [reason("unknown-file", text, "manifest")])
    mine = (pack.c.institute == who.institute) & (pack.c.manifest == form.manifest)
    with at.store.writing() as connection:
        row = connection.execute(select(pack).where(mine)).first()
        if row is None:
            n = int(connection.scalar(select(func.max(pack.c.n))) or 0) + 1
            values = {"n": n, "institute": who.institute, "manifest": form.manifest, "sender": who.key}
            connection.execute(insert(pack).values(**values, received=at.store.moment()))
            row = connection.execute(select(pack).where(mine)).first()
    return _passed(row)


@passing.get("", responses=refusals())
def listed(at: At, who: Caller, after: Annotated[int, Query(ge=0, le=9_000_000_000_000_000)] = 0) -> Packs:
    """Packs of the institute behind a number, fifty at most."""
    query = select(pack).where(pack.c.institute == who.institute, pack.c.n > after).order_by(pack.c.n).limit(50)
    with at.store.reading() as connection:
        return Packs(packs=[_passed(row) for row in connection.execute(query)])


def _passed(row: Any) -> PassedOn:
    return PassedOn(number=row.n, manifest=row.manifest, sender=row.sender, received=row.received)
