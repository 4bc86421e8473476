"""A decision rule: how the uncertainty of measurement enters the comparison with a limit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from metrology.decision.outcome import Outcome
from metrology.exact import Number, add, divide, multiply, subtract, to_decimal
from metrology.status import Source


@dataclass(frozen=True)
class Zones:
    """Names of the four zones, from inside the acceptance limits to outside the refusal limits.

    Attributes:
        inside: accepted.
        inner: within the limit, but too near to it to be accepted.
        outer: outside the limit, but too near to it to be refused.
        outside: refused.
    """

    inside: str = "pass"
    inner: str = "fail"
    outer: str = "fail"
    outside: str = "fail"


class Judgement(NamedTuple):
    """What a rule says of one error.

    Attributes:
        outcome: conform, not conform or undecided.
        acceptance: lower and upper acceptance limit; empty (lower above upper) when the uncertainty leaves no room.
        refusal: lower and upper refusal limit; equal to the acceptance limits under a binary rule.
        refusal_at_edge: whether an error equal to a refusal limit is refused.
        zone: name of the zone in which the error lies.
    """

    outcome: Outcome
    acceptance: tuple[Decimal, Decimal]
    refusal: tuple[Decimal, Decimal]
    refusal_at_edge: bool
    zone: str


@dataclass(frozen=True)
class Rule:
    """A decision rule (判定规则) with a guard band of `guard` · U on the inner side of each limit.

    An error equal to an acceptance limit is accepted. A binary rule refuses everything else; a rule with an undecided
    zone refuses only beyond the limit plus the same width.

    Attributes:
        name: name as printed in records.
        guard: width of the guard band in units of the expanded uncertainty U; 0 for simple acceptance, negative for a
            rule that accepts beyond the limit what is not proved to be outside.
        binary: whether everything that is not accepted is refused.
        refusal_at_edge: whether an error equal to the limit plus the width is refused (JJF 1094) or still undecided.
        direct_ratio: U ≤ MPEV / direct_ratio lets the error be compared with the limit itself; None: never.
        zones: names of the zones.
        source: document and clause of the rule.
    """

    name: str
    guard: Decimal = Decimal(0)
    binary: bool = True
    refusal_at_edge: bool = False
    direct_ratio: int | None = None
    zones: Zones = Zones()
    source: Source | None = None

    @property
    def needs_uncertainty(self) -> bool:
        """Whether the rule cannot decide without an expanded uncertainty."""
        return self.guard != 0

    def width(self, lower: Decimal, upper: Decimal, expanded_uncertainty: Number | None) -> Decimal:
        """Return the width of the guard band between the given limits.

        The magnitude MPEV of limits that differ is that of the nearer one; of limits that do not enclose zero, as of a
        value between 95 and 105, it is half their distance. A limit on one side only has none, so that the uncertainty
        is then always taken into account.

        Raises:
            ValueError: the rule needs an uncertainty and there is none, or it is negative.
        """
        if not self.needs_uncertainty:
            return Decimal(0)
        if expanded_uncertainty is None:
            raise ValueError(
                f"the rule {self.name!r} needs the expanded uncertainty U of the error, and none was given"
            )
        U = to_decimal(expanded_uncertainty)
        if U < 0:
            raise ValueError(f"an expanded uncertainty cannot be negative, as {U} is")
        if self.direct_ratio is not None and lower.is_finite() and upper.is_finite():
            encloses = lower <= 0 <= upper
            MPEV = min(lower.copy_abs(), upper.copy_abs()) if encloses else divide(subtract(upper, lower), 2)
            if multiply(U, Decimal(self.direct_ratio)) <= MPEV:
                return Decimal(0)
        return multiply(self.guard, U)

    def judge(
        self, error: Decimal, lower: Decimal, upper: Decimal, expanded_uncertainty: Number | None = None
    ) -> Judgement:
        """Judge an error against two limits, all in one unit; an absent limit is infinite.

        Raises:
            ValueError: the rule needs an uncertainty and there is none, or it is negative.
        """
        width = self.width(lower, upper, expanded_uncertainty)
        acceptance = add(lower, width), subtract(upper, width)
        refusal = acceptance if self.binary else (subtract(lower, width), add(upper, width))
        at_edge = self.refusal_at_edge and not self.binary and width != 0
        if acceptance[0] <= error <= acceptance[1]:
            outcome, zone = Outcome.CONFORM, self.zones.inside
        elif self.binary or error < refusal[0] or error > refusal[1] or (at_edge and error in refusal):
            outcome, zone = Outcome.NOT_CONFORM, self.zones.outside
        else:
            outcome, zone = Outcome.UNDECIDED, self.zones.inner if lower <= error <= upper else self.zones.outer
        return Judgement(outcome, acceptance, refusal, at_edge, zone)
