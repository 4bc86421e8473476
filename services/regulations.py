"""What is implemented: every edition as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.status import worst
from procedures.errors import UnknownRegulation
from procedures.instrument_kinds import kind_name
from procedures.jurisdictions import jurisdiction_name
from procedures.registry import implemented, named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from procedures.base import Procedure


def regulation_documents(
    name: str = "", kind: str = "", jurisdiction: str = "", folders: Sequence[Path] = ()
) -> list[dict[str, Any]]:
    """All editions, or those of one regulation, of one kind of instrument or of one jurisdiction, with items and sources.

    Raises:
        UnknownRegulation: There is none of that name, or no such kind.
    """
    found = named(name, folders) if name else implemented(folders).editions
    kinds = sorted({p.regulation.kind for p in found})
    if kind and kind not in kinds:
        raise UnknownRegulation(f"nothing is implemented for {kind!r}; kinds of instrument are: {', '.join(kinds)}")
    chosen = [p for p in found if kind in {"", p.regulation.kind}]
    return [_document(p) for p in chosen if jurisdiction in {"", p.regulation.jurisdiction}]


def broken_modules(folders: Sequence[Path]) -> list[str]:
    """Modules of the laboratory that cannot be loaded, each with what is wrong."""
    return [f"{b.file}: {b.problem}" for b in implemented(folders).broken]


def _document(procedure: type[Procedure[Any, Any]]) -> dict[str, Any]:
    r, items = procedure.regulation, procedure.items()
    return {
        "id": r.id,
        "number": r.number,
        "edition": r.edition,
        "work": r.work,
        "jurisdiction": r.jurisdiction,
        "kind": r.kind,
        "until": r.until.isoformat() if r.until else "",
        "transition_until": r.transition_until.isoformat() if r.transition_until else "",
        "succeeded_by": r.succeeded_by,
        "words": {"jurisdiction": jurisdiction_name(r.jurisdiction).to_dict(), "kind": kind_name(r.kind).to_dict()},
        "title": r.title.to_dict(),
        "issued": r.issued.isoformat(),
        "in_force": r.in_force.isoformat(),
        "replaces": list(r.replaces),
        "validity_months": r.validity_months,
        "status": str(worst([*(s.status for s in r.sources), *(i.status for i in items)])),
        "roles": list(procedure.role_types()),
        "items": [
            {
                "key": i.key,
                "clause": i.clause,
                "name": i.name.to_dict(),
                "stages": sorted(map(str, i.stages)),
                "status": str(i.status),
            }
            for i in items
        ],
        "sources": [s.to_dict() for s in procedure.tables()],
    }
