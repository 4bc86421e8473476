"""What is implemented: every edition as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.status import worst
from procedures.registry import all_editions, named

if TYPE_CHECKING:
    from procedures.base import Procedure


def regulation_documents(name: str = "") -> list[dict[str, Any]]:
    """All editions, or those of one regulation, with items and sources."""
    return [_document(p) for p in (named(name) if name else all_editions())]


def _document(procedure: type[Procedure[Any, Any]]) -> dict[str, Any]:
    r, items = procedure.regulation, procedure.items()
    return {
        "id": r.id,
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
