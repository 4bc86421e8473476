"""The instrument under test of a run: from a subject file, or from the register of instruments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from procedures.subject import Subject, load_subject, subject_of

if TYPE_CHECKING:
    from collections.abc import Mapping

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True)
class Nameplate:
    """A nameplate from the register of instruments.

    Attributes:
        instrument: Its key there.
        fields: What a subject file would hold.
    """

    instrument: str
    fields: Mapping[str, Any]


def subject_given(given: Path | Nameplate, model: type[S]) -> S:
    """The instrument under test.

    Raises:
        SubjectError: What is given describes no such instrument; every problem is named.
    """
    if isinstance(given, Path):
        return load_subject(given, model)
    return subject_of(given.fields, model, given.instrument)
