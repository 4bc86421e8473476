"""Conclusions of a run: compared, traced, journaled, counted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.decision import SIMPLE, decide, rule_for
from metrology.exact import plain
from metrology.limits import side_text
from procedures.text import NO_TEXT
from sequencer.item_outcomes import ItemOutcomes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.decision import AnyLimit, Decision, Outcome, Rule
    from metrology.rounding import Number, Rounding
    from metrology.status import Source
    from procedures.regulation import Item
    from procedures.run import Plot
    from procedures.standards import References
    from procedures.text import Text
    from sequencer.journal_memory import JournalMemory


class Conclusions:
    """Writes the conclusions of a run; the part of the run handle that decides.

    Args:
        record: The journal with its memory.
        rule: Decision rule of the laboratory's policy; None for simple acceptance, the regulations' own.
    """

    def __init__(self, record: JournalMemory, rule: Rule | None) -> None:
        self.tally = ItemOutcomes()
        self._record, self._rule = record, rule
        self._item: Item | None = None
        self._path: tuple[str, ...] = ()

    def decide(
        self,
        label: Text,
        error: Number,
        limit: AnyLimit,
        *,
        unit: str,
        formula: str,
        substitution: str,
        source: Source | None = None,
        point: Number | None = None,
        rounding: Rounding | Number | None = None,
        expanded_uncertainty: Number | None = None,
        rule: Rule | None = None,
        values: Mapping[str, Decimal | str] | None = None,
        plot: Plot | None = None,
        reference: References = None,
    ) -> Decision:
        """Compare with the limit, see `procedures.run.Run.decide`."""
        chosen = rule or rule_for(self._rule or SIMPLE, expanded_uncertainty)
        decision = decide(
            error,
            limit,
            expanded_uncertainty if chosen.needs_uncertainty else None,
            chosen,
            point=point,
            rounding=rounding,
            unit=unit,
            formula=formula,
            substitution=substitution,
            source=source,
        )
        extra: dict[str, Any] = {"decision": decision.to_dict()}
        if plot is not None:
            lower, upper = plot.limit
            axes = {"x": plain(plot.x), "y": plain(plot.y), "lower": side_text(lower), "upper": side_text(upper)}
            extra["plot"] = {"series": plot.series, "unit": plot.unit, **axes}
        # The decision's pedigree, not the argument's: it holds that of the limit as well.
        self._conclude(label, decision.outcome, values, NO_TEXT, decision.source, extra | _reference(reference))
        return decision

    def conclude(
        self,
        label: Text,
        outcome: Outcome,
        *,
        values: Mapping[str, Decimal | str] | None = None,
        reason: Text = NO_TEXT,
        source: Source | None = None,
        reference: References = None,
    ) -> None:
        """Conclude without a comparison, see `procedures.run.Run.conclude`."""
        self._conclude(label, outcome, values, reason, source, _reference(reference))

    def _conclude(
        self,
        label: Text,
        outcome: Outcome,
        values: Mapping[str, Decimal | str] | None,
        reason: Text,
        source: Source | None,
        extra: Mapping[str, Any],
    ) -> None:
        item = self._examined()
        body = {
            "item": item.key,
            "label": label.to_dict(),
            "outcome": str(outcome),
            "values": {key: plain(v) if isinstance(v, Decimal) else v for key, v in (values or {}).items()},
            "reason": reason.to_dict(),
            **extra,
        }
        self._record.write("conclusion", body, "/".join(self._path))
        self.tally.add(item, outcome, reason, source)

    def _examined(self) -> Item:
        if self._item is None:
            raise RuntimeError("the run handle is used only while an item is examined")
        return self._item


def _reference(reference: References) -> dict[str, Any]:
    """How a conclusion depends on standards; nothing where the procedure does not say."""
    return {} if reference is None else {"reference": [r.to_dict() for r in reference]}
