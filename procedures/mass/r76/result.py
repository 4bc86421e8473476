"""What a test of an instrument came to: the outcome, the comparisons behind it, and what stood in the way."""

from dataclasses import dataclass
from typing import Self

from metrology.decision import Decision, Outcome, combine


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of a test.

    Attributes:
        outcome: One of the six outcomes.
        decisions: Every comparison with a limit that was made, each with its trace.
        zh: Reason in Chinese where the outcome does not follow from the comparisons alone, else empty.
        en: The same in English.
    """

    outcome: Outcome
    decisions: tuple[Decision, ...] = ()
    zh: str = ""
    en: str = ""

    @classmethod
    def of(cls, *decisions: Decision) -> Self:
        """The result of comparisons that have all been made; the worst of them counts."""
        return cls(combine(decision.outcome for decision in decisions), decisions)

    @classmethod
    def incomplete(cls, zh: str, en: str, decisions: tuple[Decision, ...] = ()) -> Self:
        """Something was not measured: never a pass, unless what was measured already fails."""
        return cls(combine([Outcome.INCOMPLETE, *(decision.outcome for decision in decisions)]), decisions, zh, en)

    @classmethod
    def invalid(cls, zh: str, en: str) -> Self:
        """A condition of the measurement was broken: what was read is void, never a fail."""
        return cls(Outcome.INVALID, (), zh, en)
