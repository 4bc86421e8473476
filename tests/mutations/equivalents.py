"""Mutants that change no result, each with the reason why."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.mutations.root import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.mutations.mutant import Mutant

Entry = tuple[str, str, str, str]


@dataclass
class Equivalents:
    """The entries of `equivalents.toml` for one regulation, found by the text of their line.

    Attributes:
        entries: File, line without blanks around it, before and after; and how many mutants each named.
    """

    entries: dict[Entry, int] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Iterable[Path]) -> Self:
        """Those of some files."""
        names = {str(f.relative_to(ROOT)) for f in files if f.is_relative_to(ROOT)}
        rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).get("equivalent", [])
        if any(not row["reason"].strip() for row in rows):
            raise ValueError("equivalents.toml: every entry needs a reason")
        return cls({(r["file"], r["line"], r["before"], r["after"]): 0 for r in rows if r["file"] in names})

    def __contains__(self, mutant: Mutant) -> bool:
        if not self.entries or not mutant.file.is_relative_to(ROOT):
            return False
        key = (str(mutant.file.relative_to(ROOT)), mutant.context, mutant.before, mutant.after)
        if key not in self.entries:
            return False
        self.entries[key] += 1
        return True

    @property
    def used(self) -> int:
        """How many mutants were named."""
        return sum(self.entries.values())

    @property
    def unused(self) -> list[Entry]:
        """Entries that named none."""
        return [entry for entry, times in self.entries.items() if not times]
