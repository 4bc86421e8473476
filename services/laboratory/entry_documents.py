"""Typed entries as the faces show them: one flat object each, words and numbers side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from records.entries import (
    Conclusion,
    Correction,
    Finding,
    ItemResult,
    Observation,
    Plan,
    Remark,
    Verdict,
    of_kind,
    read,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text
    from records.event import Event


def conclusion_document(entry: Conclusion) -> dict[str, Any]:
    """One decided point."""
    words, compared = entry.words, entry.decision
    document: dict[str, Any] = {
        "item": entry.item,
        "label": words.label.to_dict(),
        "outcome": entry.outcome,
        "values": entry.values | {key: text.to_dict() for key, text in words.values.items()},
        "reason": words.reason.to_dict(),
    }
    if compared is not None:
        document["decision"] = {
            "rule": compared.rule,
            "unrounded": compared.unrounded,
            "rounded": compared.rounded,
            "limit": list(compared.limit),
            "acceptance": list(compared.acceptance),
            "U": compared.U,
            "unit": compared.unit,
            "clause": compared.clause,
            "formula": words.formula,
            "substitution": words.substitution,
            "compared": words.compared,
            "status": words.status,
            "note": words.note,
        }
    if entry.uncertainty is not None:
        document["uncertainty"] = to_builtins(entry.uncertainty)
    return document


def conclusion_documents(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Every decided point with its address."""
    return [{"address": e.address, **conclusion_document(c)} for e, c in of_kind(events, Conclusion)]


def item_documents(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Every decided item."""
    return [
        {
            "key": i.key,
            "clause": i.clause,
            "name": i.words.name.to_dict(),
            "outcome": i.outcome,
            "reason": i.words.reason.to_dict(),
            "status": i.words.status,
        }
        for _, i in of_kind(events, ItemResult)
    ]


def plan_entry_document(plan: Plan) -> dict[str, Any]:
    """What will be examined."""
    return {
        "items": [
            {
                "key": i.key,
                "clause": i.clause,
                "name": i.words.name.to_dict(),
                "applicable": i.applicable,
                "reason": i.words.reason.to_dict(),
                "status": i.words.status,
                "columns": [{"key": c.key, **c.name.to_dict(), "unit": c.unit} for c in i.words.columns],
            }
            for i in plan.items
        ],
        "points": [
            {"item": p.item, "point": p.words.point.to_dict(), "reason": p.words.reason.to_dict()} for p in plan.points
        ],
        "band": [to_builtins(stretch) for stretch in plan.band],
    }


def verdict_document(events: Sequence[Event]) -> dict[str, Any] | None:
    """The verdict; None where the run has none."""
    found = of_kind(events, Verdict)
    if not found:
        return None
    verdict = found[-1].entry
    return {
        "outcome": verdict.outcome,
        "failed": list(verdict.failed),
        "undecided": list(verdict.undecided),
        "incomplete": list(verdict.incomplete),
        "invalid": list(verdict.invalid),
        "grade": verdict.words.grade.to_dict(),
        "unverified": _texts(verdict.words.unverified),
    }


def observation_documents(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Every reading and every answer to a check, in order; `withdrawn` of one that was corrected before its item closed."""
    withdrawn = {c.entry for _, c in of_kind(events, Correction)}
    return [
        {
            **(_observation(e, read(e, Observation)) if e.kind == "observation" else _finding(e, read(e, Finding))),
            **({"withdrawn": True} if e.seq in withdrawn else {}),
        }
        for e in events
        if e.kind in {"observation", "finding"}
    ]


def noted_documents(events: Sequence[Event]) -> dict[str, list[dict[str, Any]]]:
    """Remarks, and corrections of entries before their item closed, in order."""
    return {
        "remarks": [{"entry": e.seq, "time": e.time, **to_builtins(r)} for e, r in of_kind(events, Remark)],
        "corrections": [
            {"at": e.seq, "time": e.time, "address": e.address, **to_builtins(c)}
            for e, c in of_kind(events, Correction)
        ],
    }


def _observation(event: Event, entry: Observation) -> dict[str, Any]:
    value, unit = shown(entry.value)
    return {
        "address": event.address,
        "text": entry.text,
        "type": "" if entry.value is None else str(entry.value.__struct_config__.tag),
        "value": value,
        "unit": unit,
        "role": entry.role,
        "method": entry.method,
        "args": list(entry.args),
        "how": entry.how,
        "elapsed": entry.elapsed,
        "trail": list(entry.trail),
        "note": entry.note,
        "question": entry.words.question.to_dict(),
    }


def _finding(event: Event, entry: Finding) -> dict[str, Any]:
    asked = entry.words.question.to_dict()
    return {
        "address": event.address, "answer": entry.answer, "note": entry.note, "how": entry.how,
        "elapsed": entry.elapsed, "question": asked,
    }  # fmt: skip


def _texts(texts: tuple[Text, ...]) -> list[dict[str, str]]:
    return [text.to_dict() for text in texts]
