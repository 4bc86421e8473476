"""The six outcomes of an item, a position or a run."""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """What can be said of an item once it has been tested, or could not be.

    * ``CONFORM``: within the limits under the decision rule.
    * ``NOT_CONFORM``: outside them.
    * ``UNDECIDED``: inside the uncertainty zone, so that the rule decides neither way.
    * ``INVALID``: a condition of the measurement was broken; void, never "fail".
    * ``INCOMPLETE``: something was not measured; never "pass".
    * ``NOT_APPLICABLE``: the item does not concern this instrument or this stage.
    """

    CONFORM = "conform"
    NOT_CONFORM = "not_conform"
    UNDECIDED = "undecided"
    INVALID = "invalid"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not_applicable"

    @property
    def zh(self) -> str:
        """Chinese word for documents."""
        return _WORDS[self][0]

    @property
    def en(self) -> str:
        """English word for documents."""
        return _WORDS[self][1]


_WORDS = {
    Outcome.CONFORM: ("合格", "conform"),
    Outcome.NOT_CONFORM: ("不合格", "not conform"),
    Outcome.UNDECIDED: ("待定", "undecided"),
    Outcome.INVALID: ("无效", "invalid"),
    Outcome.INCOMPLETE: ("未完成", "incomplete"),
    Outcome.NOT_APPLICABLE: ("不适用", "not applicable"),
}

BY_SEVERITY: tuple[Outcome, ...] = (
    Outcome.NOT_APPLICABLE,
    Outcome.CONFORM,
    Outcome.UNDECIDED,
    Outcome.INCOMPLETE,
    Outcome.INVALID,
    Outcome.NOT_CONFORM,
)
"""The outcomes from the one that settles least to the one that settles all."""


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of a whole from those of its parts.

    One part that does not conform settles the whole, whatever else happened; else a void part, a missing part, and an
    undecided part prevail, in this order. Parts that are not applicable do not count.

    Args:
        outcomes: the outcomes of the parts.

    Returns:
        The outcome of the whole; `INCOMPLETE` when there are no parts, since nothing was then measured.
    """
    return max(outcomes, key=BY_SEVERITY.index, default=Outcome.INCOMPLETE)
