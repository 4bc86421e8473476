"""Figures of a regulation that a laboratory read in the printed text, in place of those that are not verified."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Figures:
    """A file of figures, complete and checked.

    Attributes:
        file: Its name.
        text: Its content; a run keeps it, so that it can be replayed and re-evaluated with the same figures.
        sha256: Digest of `text`.
        regulation: The edition that it is for.
        source: What was read: title, publisher, printing.
        read_by, read_on: Who read the figures in print, and when.
        checked_by, checked_on: Who compared the file with the print, and when; another person.
        clauses: The figures by the key of their clause.
    """

    file: str
    text: str
    sha256: str
    regulation: str
    source: str
    read_by: str
    read_on: str
    checked_by: str
    checked_on: str
    clauses: Mapping[str, Any] = field(compare=False, repr=False, default_factory=dict)
