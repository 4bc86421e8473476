"""One check of a nameplate."""

from metrology.status import Source
from procedures.base import Requirement
from procedures.text import Text


def finding(code: str, source: Source, text: str, value: str, limit: str, *, conforms: bool) -> Requirement:
    """A check with the clause that it rests on.

    Args:
        code: The defect that the check looks for, e.g. ``n_above_max``.
        source: Pedigree of the clause.
        text: What is required, ``中文 | English``.
        value: What the nameplate says, with its unit.
        limit: What the clause allows, with its unit.
        conforms: Whether the requirement is met.
    """
    return Requirement(code, source.clause, Text.of(text), value, limit, conforms, source.status)
