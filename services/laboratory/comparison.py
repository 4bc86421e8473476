"""Who asks what of one kind of instrument: validity, conditions, items, points and limits, edition by edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import Text
from procedures.errors import SubjectError, UnknownRegulation
from procedures.jurisdictions import jurisdiction_name
from procedures.registry import applicable, implemented
from procedures.subject import load_subject
from records.entries import Conclusion, of_kind
from records.journal import MemoryJournal
from sequencer.session import Setup, preview
from services.laboratory.example import example_of
from services.laboratory.prepare import unattended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from procedures.base import Procedure
    from procedures.regulation import Stage
    from procedures.subject import Subject

NO_EXAMPLE = Text(
    "没有示例仪器；请用 --subject 给出铭牌", "there is no example of an instrument; give a nameplate with --subject"
)


def comparison(
    kind: str, on: date, *, jurisdiction: str = "", stage: str = "", subject: Path | None = None,
    folders: Sequence[Path] = (),
) -> list[dict[str, Any]]:  # fmt: skip
    """What every edition that is in force on a day asks of a kind of instrument, by jurisdiction and stage.

    Points and limits are those of one instrument: the one of the subject file, else the example of each edition.

    Args:
        kind: Key of `procedures.instrument_kinds`.
        on: The day.
        jurisdiction: Only this one; empty for all.
        stage: Only this kind of verification; empty for all that an edition has.
        subject: Nameplate of the instrument.
        folders: Folders with regulations of a laboratory's own.

    Raises:
        UnknownRegulation: Nothing is implemented for this kind.
    """
    found = applicable(kind, on, jurisdiction, folders)
    if not found:
        kinds = sorted({p.regulation.kind for p in implemented(folders).editions})
        raise UnknownRegulation(
            f"nothing is in force for {kind!r} on {on}; kinds of instrument are: {', '.join(kinds)}"
        )
    return [
        _column(procedure, one, on, subject)
        for procedure in found
        for one in procedure.stages()
        if stage in {"", one}
    ]  # fmt: skip


def _column(procedure: type[Procedure[Any, Any]], stage: Stage, on: date, file: Path | None) -> dict[str, Any]:
    r = procedure.regulation
    column: dict[str, Any] = {
        "id": r.id,
        "jurisdiction": r.jurisdiction,
        "jurisdiction_name": jurisdiction_name(r.jurisdiction).to_dict(),
        "stage": str(stage),
        "stage_name": stage.text.to_dict(),
        "in_force": r.in_force.isoformat(),
        "validity_months": r.validity_months,
        "validity_mode": "",
        "conditions": [],
        "items": [],
        "problem": None,
    }
    try:
        instrument = _instrument(procedure, file)
    except SubjectError as error:
        return column | {"problem": Text.same("; ".join(error.problems)).to_dict()}
    if instrument is None:
        return column | {"problem": NO_EXAMPLE.to_dict()}
    if (refusal := procedure.refuses(instrument, on)) is not None:
        return column | {"problem": refusal.to_dict()}
    mode = procedure.validity_mode(instrument)
    conditions = [
        {"quantity": c.quantity, "name": c.name.to_dict(), "limit": c.limit, "unit": c.unit}
        for c in procedure.conditions(instrument)
    ]
    column |= {
        "validity_months": procedure.validity_months(instrument),
        "validity_mode": str(mode),
        "validity_name": mode.text.to_dict(),
        "conditions": conditions,
    }
    return column | {"items": _items(procedure, instrument, stage, on)}


def _instrument(procedure: type[Procedure[Any, Any]], file: Path | None) -> Subject | None:
    example = example_of(procedure)
    path = file or (example.good if example else None)
    if path is None:
        return None
    found: Subject = load_subject(path, procedure.subject_model)
    return found


def _items(procedure: type[Procedure[Any, Any]], instrument: Subject, stage: Stage, on: date) -> list[dict[str, Any]]:
    setup = Setup(procedure, instrument, unattended(procedure, instrument, stage=stage, on=on))
    plan = preview(setup, MemoryJournal())
    compared = [c for _, c in of_kind(plan.events, Conclusion) if c.decision is not None]
    return [
        {
            "key": item.key,
            "name": item.words.name.to_dict(),
            "clause": item.clause,
            "points": [
                {
                    "point": c.words.label.to_dict(),
                    "lower": c.decision.limit[0],
                    "upper": c.decision.limit[1],
                    "unit": c.decision.unit,
                    "status": c.words.status,
                }
                for c in compared
                if c.item == item.key and c.decision is not None
            ],
        }
        for item in plan.plan.items
        if item.applicable
    ]
