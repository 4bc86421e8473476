"""What an anti-fraud investigation concludes: three classes, each in place of an outcome of a verification.

A class is about what an instrument was seen to do, never about a person. `REPRODUCED` is kept for an effect that a
state switched on, off, and on again; every other deviation, a worn meter above all, is `OPEN`.
"""

from __future__ import annotations

from enum import StrEnum

from metrology.decision import Outcome
from procedures.regulation import Work
from procedures.text import Text


class Finding(StrEnum):
    """Class of a conclusion.

    * ``NONE``: nothing beyond what chance explains, at the stated power and for the states that were tested.
    * ``OPEN``: something that chance does not explain; what causes it has to be found out.
    * ``REPRODUCED``: the instrument has a function that changes what it shows, and it was shown to work twice.
    """

    NONE = "none"
    OPEN = "open"
    REPRODUCED = "reproduced"

    @property
    def text(self) -> Text:
        """The class in words."""
        return _WORDS[self]

    @property
    def brief(self) -> Text:
        """The class in the words of a table."""
        return _BRIEF.get(self, _WORDS[self])

    @property
    def outcome(self) -> Outcome:
        """The outcome of an entry that states it."""
        return _OUTCOMES[self]


_WORDS = {
    Finding.NONE: Text("无异常", "no anomaly"),
    Finding.OPEN: Text("异常待查", "anomaly to be examined"),
    Finding.REPRODUCED: Text("作弊功能证实（已复现）", "cheating function confirmed (reproduced)"),
}
_BRIEF = {Finding.OPEN: Text("异常待查", "to be examined"), Finding.REPRODUCED: Text("已复现", "reproduced")}
_OUTCOMES = {
    Finding.NONE: Outcome.CONFORM,
    Finding.OPEN: Outcome.UNDECIDED,
    Finding.REPRODUCED: Outcome.NOT_CONFORM,
}
ERROR = "E"
"""Under which a row of evidence keeps the error of the instrument in %."""
COVERAGE, CLASSIFICATION = "coverage", "classification"
"""Items of every investigation: which states were tested, and the class of the whole."""
_OF_OUTCOME = {str(outcome): finding for finding, outcome in _OUTCOMES.items()}


def investigated(work: str) -> bool:
    """Whether a kind of work concludes in classes."""
    return work == Work.ANTI_FRAUD


def finding_of(outcome: str) -> Finding | None:
    """The class behind the outcome of an investigation; None where it came to none (void, incomplete)."""
    return _OF_OUTCOME.get(outcome)


def outcome_in(work: str, outcome: str) -> Text:
    """An outcome in the words of a kind of work.

    >>> outcome_in("anti-fraud", "conform").zh, outcome_in("verification", "conform").zh
    ('无异常', '合格')
    """
    found = finding_of(outcome) if investigated(work) else None
    plain = Outcome(outcome)
    return Text(plain.zh, plain.en) if found is None else found.text
