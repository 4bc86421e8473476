"""The edition of a run, as its first entry names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from metrology.status import worst
from records.entries import FiguresUsed, Regulation, SourceOfData

if TYPE_CHECKING:
    from procedures.base import Procedure
    from procedures.figures import Figures
    from procedures.subject import Subject


def regulation_entry(procedure: type[Procedure[Any, Any]], subject: Subject) -> Regulation:
    """The edition as the first entry names it, for this instrument."""
    r = procedure.regulation
    return Regulation(
        id=r.id,
        number=r.number,
        edition=r.edition,
        jurisdiction=r.jurisdiction,
        kind=r.kind,
        title=r.title,
        issued=r.issued.isoformat(),
        in_force=r.in_force.isoformat(),
        validity_months=str(procedure.validity_months(subject)),
        validity_mode=str(procedure.validity_mode(subject)),
        status=str(worst(s.status for s in r.sources)),
        sources=tuple(SourceOfData(clause=s.clause, status=str(s.status), note=s.note) for s in r.sources),
        draft=r.draft,
        figures=None if r.figures is None else _figures(r.figures),
    )


def _figures(f: Figures) -> FiguresUsed:
    return FiguresUsed(
        file=Path(f.file).name, sha256=f.sha256, source=f.source, read_by=f.read_by, read_on=f.read_on,
        checked_by=f.checked_by, checked_on=f.checked_on, text=f.text,
    )  # fmt: skip
