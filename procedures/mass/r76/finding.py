"""One check of a nameplate and what came of it."""

from dataclasses import dataclass
from typing import Self

from metrology.status import Source, Status


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of the nameplate.

    Attributes:
        code: The defect that the check looks for, e.g. ``n_above_max``.
        clause: Clause that the check rests on.
        zh: What is required, in Chinese.
        en: What is required, in English.
        value: What the nameplate says, as text with its unit.
        limit: What the clause allows, as text with its unit.
        conforms: Whether the requirement is met.
        status: How far the clause's figure has been checked.
    """

    code: str
    clause: str
    zh: str
    en: str
    value: str
    limit: str
    conforms: bool
    status: Status

    @classmethod
    def of(cls, code: str, source: Source, texts: tuple[str, str], value: str, limit: str, *, conforms: bool) -> Self:
        """A finding from the clause's pedigree and the pair of Chinese and English texts."""
        return cls(code, source.clause, *texts, value, limit, conforms, source.status)
