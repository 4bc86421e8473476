"""What is implemented: every edition as a document, and what of it must be read in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.status import worst
from metrology.text import Text
from procedures.errors import UnknownRegulation
from procedures.instrument_kinds import kind_name
from procedures.jurisdictions import jurisdiction_name
from procedures.kit.facts import Facts
from procedures.kit.figures_form import figures_form
from procedures.kit.filled import shown
from procedures.registry import exactly, implemented, named
from procedures.regulation_names import parse_name
from sequencer.errors import Refused
from services.output import write_new

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from procedures.base import Procedure
    from procedures.figures import Figures
    from procedures.kit.unread import Clause


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
    """Modules of the laboratory that cannot be loaded, and figures that cannot be used, each with what is wrong."""
    known = implemented(folders)
    return [*(f"{b.file}: {b.problem}" for b in known.broken), *(str(r.error) for r in known.refused)]


def missing(name: str, folders: Sequence[Path] = ()) -> dict[str, Any]:
    """What of the newest edition of a name, or of the one that it names, must be read in print.

    Raises:
        UnknownRegulation: There is none of that name.
    """
    procedure = _asked(name, folders)
    r = procedure.regulation
    return {
        "id": r.id,
        "title": r.title.to_dict(),
        "draft": r.draft,
        "clauses": [
            {
                "key": clause.key,
                "clause": clause.clause,
                "note": clause.note,
                "figures": [
                    {
                        "key": figure.key,
                        "words": {"name": figure.name.to_dict()},
                        "unit": figure.unit,
                        "columns": list(figure.columns),
                        "remembered": "" if figure.remembered is None else shown(figure.remembered),
                    }
                    for figure in clause.figures
                ],
            }
            for clause in _unread(procedure)
        ],
    }


def write_missing(name: str, path: Path, folders: Sequence[Path] = ()) -> None:
    """Write the file to fill in with what must be read in print.

    Raises:
        UnknownRegulation: There is none of that name.
        Refused: Nothing waits to be read, or the file exists already.
    """
    procedure = _asked(name, folders)
    clauses, id_ = _unread(procedure), procedure.regulation.id
    if not clauses:
        raise Refused([Text(f"{id_} 没有待核对原文的数据", f"nothing of {id_} waits to be read in print")])
    write_new(path, figures_form(id_, clauses).encode())


def _asked(name: str, folders: Sequence[Path]) -> type[Procedure[Any, Any]]:
    return exactly(name, folders) if parse_name(name).edition else named(name, folders)[-1]


def _unread(procedure: type[Procedure[Any, Any]]) -> tuple[Clause, ...]:
    facts = getattr(procedure, "facts", None)
    return facts.unread if isinstance(facts, Facts) else ()


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
        "draft": r.draft,
        "figures": None if r.figures is None else _figures(r.figures),
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


def _figures(figures: Figures) -> dict[str, str]:
    said = ("file", "sha256", "source", "read_by", "read_on", "checked_by", "checked_on")
    return {key: str(getattr(figures, key)) for key in said}
