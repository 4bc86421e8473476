"""What is implemented: every edition as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.status import worst
from procedures.registry import implemented, named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from procedures.base import Procedure


def regulation_documents(name: str = "", kind: str = "", folders: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """All editions, those of one regulation or of one kind, with items and sources.

    Raises:
        UnknownRegulation: There is none of that name.
    """
    found = named(name, folders) if name else implemented(folders).editions
    return [_document(p) for p in found if kind in {"", p.regulation.kind}]


def broken_modules(folders: Sequence[Path]) -> list[str]:
    """Modules of the laboratory that cannot be loaded, each with what is wrong."""
    return [f"{b.file}: {b.problem}" for b in implemented(folders).broken]


def _document(procedure: type[Procedure[Any, Any]]) -> dict[str, Any]:
    r, items = procedure.regulation, procedure.items()
    return {
        "id": r.id,
        "number": r.number,
        "edition": r.edition,
        "kind": r.kind,
        "jurisdiction": r.jurisdiction,
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
