"""A decision and its trace: the one object that console, record, certificate and re-evaluation read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from metrology.decision.outcome import Outcome
from metrology.exact import plain
from metrology.limits.text import limit_text, side_text
from metrology.status import Source, Status


@dataclass(frozen=True)
class Decision:
    """What was decided about one error, and everything needed to see why.

    Attributes:
        outcome: conform, not conform or undecided.
        error: the error as compared: rounded if the regulation states it.
        unrounded: the error as obtained.
        rounded: the error rounded once, or None where the full value is compared (全数值比较法).
        limit: lower and upper limit; infinite where there is none on that side.
        acceptance: lower and upper acceptance limit under the rule.
        expanded_uncertainty: U of the error, or None.
        rule: name of the decision rule.
        zone: name of the zone under the rule, e.g. "conditional pass".
        compared: what was compared with what, in symbols.
        unit: unit of the error and the limits.
        formula: formula of the error, e.g. ``"E = I − L"``.
        substitution: the formula with its numbers.
        source: clause and status of the limit.
    """

    outcome: Outcome
    error: Decimal
    unrounded: Decimal
    rounded: Decimal | None
    limit: tuple[Decimal, Decimal]
    acceptance: tuple[Decimal, Decimal]
    expanded_uncertainty: Decimal | None
    rule: str
    zone: str
    compared: str
    unit: str = ""
    formula: str = ""
    substitution: str = ""
    source: Source | None = None

    @property
    def limit_text(self) -> str:
        """The limit as documents print it, e.g. ``±0.5 kPa`` or ``≥ 20 MΩ``."""
        return limit_text(*self.limit, self.unit)

    @property
    def trace(self) -> tuple[str, ...]:
        """The way from the readings to the outcome, a step a line, in symbols."""
        unit = f" {self.unit}" if self.unit else ""
        steps = [self.formula, self.substitution]
        if self.rounded is not None:
            steps.append(f"{plain(self.unrounded)}{unit} → {plain(self.rounded)}{unit}")
        steps.append(f"{self.compared}{unit}")
        return tuple(step for step in steps if step)

    def to_dict(self) -> dict[str, Any]:
        """Return the decision as JSON-able data of texts only; an absent part is an empty text."""
        source = self.source or Source("", Status.UNVERIFIED)
        return {
            "outcome": str(self.outcome),
            "rule": self.rule,
            "zone": self.zone,
            "formula": self.formula,
            "substitution": self.substitution,
            "unrounded": plain(self.unrounded),
            "rounded": _text(self.rounded),
            "limit": [side_text(side) for side in self.limit],
            "acceptance": [side_text(side) for side in self.acceptance],
            "U": _text(self.expanded_uncertainty),
            "unit": self.unit,
            "clause": source.clause,
            "status": str(source.status) if self.source else "",
            "note": source.note,
            "compared": self.compared,
        }


def _text(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
