"""That a run corrects an entry of an earlier one."""

from __future__ import annotations

from records.entries.fields import Count, Part
from records.entries.people import Person  # noqa: TC001


class Amends(Part, frozen=True, kw_only=True):
    """The entry of an old run that a later one corrects.

    Attributes:
        evidence: What shows the right value: a paper form, a photograph.
        checked_by: Who held the correction against the evidence, another person than `who`.
    """

    run: str
    entry: Count
    hash: str
    address: str
    old: str
    new: str
    who: Person
    when: str
    why: str
    evidence: str
    checked_by: Person
