"""Forms that every part of a document shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from metrology.status import Status
from procedures.text import Text
from reports.wording import STATUSES, known

if TYPE_CHECKING:
    from metrology.decision import Outcome
    from records.entries import Laboratory

Json: TypeAlias = dict[str, Any]


def both(text: Text) -> Json:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def labelled(zh: str, en: str, value: Text | str) -> Json:
    """A value under its name; a value that is a bare string needs no translation."""
    shown = value if isinstance(value, Text) else Text.same(value)
    return {"name": {"zh": zh, "en": en}, **both(shown)}


def issuer(laboratory: Laboratory) -> Json:
    """Who issues a document, as templates take it."""
    return {
        "name": both(laboratory.name),
        "address": both(laboratory.address),
        "authorisation": laboratory.authorisation,
        "postcode": laboratory.postcode,
        "phone": laboratory.phone,
        "email": laboratory.email,
    }


def shown(text: Text, value: Outcome) -> Json:
    """An outcome in these words with its key; a dash without a colour where there are none."""
    return {"key": str(value), **both(text)} if text.zh else {"key": "stated", "zh": "—", "en": ""}


def status(value: str) -> Text:
    """A pedigree in words; a row without one has no pedigree at all and is shown as not verified."""
    return known(STATUSES, value or str(Status.UNVERIFIED))
