"""The instrument under test of a run: from a subject file, or from the register of instruments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from procedures.subject import Subject, load_subject, subject_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.text import Text
    from records.entries import CatalogueUsed

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True)
class Nameplate:
    """A nameplate from the register of instruments.

    Attributes:
        instrument: Its key there.
        fields: What a subject file would hold.
        catalogue: The entry of the catalogue that it stands under; None where the register names none.
        notices: What a person should know of that before.
    """

    instrument: str
    fields: Mapping[str, Any]
    catalogue: CatalogueUsed | None = None
    notices: tuple[Text, ...] = ()


def subject_given(given: Path | Nameplate, model: type[S]) -> S:
    """The instrument under test.

    Raises:
        SubjectError: What is given describes no such instrument; every problem is named.
    """
    if isinstance(given, Path):
        return load_subject(given, model)
    return subject_of(given.fields, model, given.instrument)


def stated_of(given: Path | Nameplate) -> tuple[Text, ...]:
    """What a person should know of the entry of the catalogue that an instrument of the register stands under."""
    return () if isinstance(given, Path) else given.notices
