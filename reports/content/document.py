"""The whole of a certificate, notice or statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.content.common import Json, both, issuer
from reports.content.compact import compact, is_compact
from reports.content.conditions import PRECONDITIONS, conditions, left_out, nameplate, standards, summary
from reports.content.cover import cover
from reports.content.cover_room import is_brief
from reports.content.english import in_english
from reports.content.essentials import attention, essentials
from reports.content.remarks import notes, pedigree, rules
from reports.content.results import items
from reports.identity import certificate_number, no_certificate, title
from reports.letterhead import letterhead
from reports.work_words import in_words_of, words_for

if TYPE_CHECKING:
    from reports.view import RunView


def document(run: RunView) -> Json:
    """Everything that the template it names prints: `document.typ`, or `compact.typ` for the compact form.

    Raises:
        NoVerdict: The run has no verdict.
        BadJournal: A field the document needs is absent.
    """
    heading, examined = title(run), items(run)
    first = {**cover(run, heading.kind), "attention": attention(run)}
    content = {
        **frame(run),
        "template": "document.typ",
        "title": both(heading.name),
        "cover": {**first, "brief": is_brief(first)},
        "essentials": essentials(run, heading.name, first["conclusion"]["zh"]),
        "conditions": conditions(run),
        "standards": standards(run),
        "nameplate": nameplate(run),
        "summary": summary(run),
        "left_out": left_out(run),
        "checks": [item for item in examined if item["key"] in PRECONDITIONS],
        "items": [item for item in examined if item["key"] not in PRECONDITIONS],
        "rules": rules(run),
        "pedigree": pedigree(run),
        "notes": notes(run, heading.kind, letterhead().digest),
    }
    if is_compact(run, heading.kind):
        content = {**compact(run, content), "template": "compact.typ"}
    said = in_words_of(content, content["words"])
    alone: Json = in_english(said) if run.opened.policy.documents_language == "en" else said
    return alone


def ended(run: RunView) -> str:
    """Why the documents of a run hold no more, as every page says it; empty while they hold."""
    if run.replaced_by:
        return f"cancelled, replaced by {run.replaced_by}"
    return run.numbered.ended if run.numbered is not None else ""


def frame(run: RunView) -> Json:
    """What every page of every document needs."""
    return {
        "language": run.opened.policy.documents_language,
        "words": words_for(run.opened.kind),
        "simulated": run.opened.simulated,
        "no_certificate": no_certificate(run),
        "cancelled": ended(run),
        "proof": run.proof,
        "number": certificate_number(run),
        "seal": run.opened.policy.seal,
        "laboratory": issuer(run.opened.laboratory),
    }
