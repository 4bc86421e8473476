"""Conclusions of a run: compared, traced, journaled, counted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from msgspec import structs

from metrology.decision import SIMPLE, Outcome, decide, rule_for
from metrology.exact import plain
from metrology.limits import side_text
from metrology.status import Status
from procedures.text import NO_TEXT, Text
from records.entries import Comparison, Conclusion, ConclusionWords, PlotPoint, ReferenceUsed
from sequencer.budget_entries import budget_entry
from sequencer.item_outcomes import ItemOutcomes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.decision import AnyLimit, Decision, Rule
    from metrology.rounding import Number, Rounding
    from metrology.status import Source
    from procedures.regulation import Item
    from procedures.run import Plot
    from procedures.standards import Reference, References
    from procedures.uncertainty import EvaluatedBudget
    from sequencer.journal_memory import JournalMemory

Value: TypeAlias = "Decimal | str | Text"
"""A value of a row: a number, a key or numeral that is compared, or a text for a person."""


FROM_MEMORY = Text("要求凭记忆录入，未核对原文", "the requirement is from memory, not read in print")
_DECIDED = frozenset({Outcome.CONFORM, Outcome.NOT_CONFORM})


class Conclusions:
    """Writes the conclusions of a run; the part of the run handle that decides.

    Args:
        record: The journal with its memory.
        rule: Decision rule of the laboratory's policy; None for simple acceptance, the regulations' own.
        draft: Whether nothing conforms or fails by a figure that is not verified.
    """

    def __init__(self, record: JournalMemory, rule: Rule | None, draft: bool = False) -> None:  # noqa: FBT001, FBT002
        self.tally, self._draft = ItemOutcomes(), draft
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
        values: Mapping[str, Value] | None = None,
        plot: Plot | None = None,
        reference: References = None,
        uncertainty: EvaluatedBudget | None = None,
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
        plotted = None
        if plot is not None:
            lower, upper = plot.limit
            axes = {"x": plain(plot.x), "y": plain(plot.y), "lower": side_text(lower), "upper": side_text(upper)}
            plotted = PlotPoint(series=plot.series, unit=plot.unit, chart=plot.chart, x_unit=plot.x_unit, **axes)
        caption = NO_TEXT if plot is None else plot.caption
        traced = (reference, decision, plotted, caption, uncertainty)
        self._conclude(label, decision.outcome, values, NO_TEXT, decision.source, *traced)
        return decision

    def conclude(
        self,
        label: Text,
        outcome: Outcome,
        *,
        values: Mapping[str, Value] | None = None,
        reason: Text = NO_TEXT,
        source: Source | None = None,
        reference: References = None,
        uncertainty: EvaluatedBudget | None = None,
    ) -> None:
        """Conclude without a comparison, see `procedures.run.Run.conclude`."""
        self._conclude(label, outcome, values, reason, source, reference, uncertainty=uncertainty)

    def _conclude(
        self,
        label: Text,
        outcome: Outcome,
        values: Mapping[str, Value] | None,
        reason: Text,
        source: Source | None,
        reference: References,
        decision: Decision | None = None,
        plot: PlotPoint | None = None,
        caption: Text = NO_TEXT,
        uncertainty: EvaluatedBudget | None = None,
    ) -> None:
        item, given = self._examined(), values or {}
        if self._draft and outcome in _DECIDED and (item if source is None else source).status is Status.UNVERIFIED:
            outcome, reason = Outcome.UNDECIDED, FROM_MEMORY
        names = {} if uncertainty is None else {c.key: c.name for c in uncertainty.components}
        texts = {key: value for key, value in given.items() if isinstance(value, Text)}
        entry = Conclusion(
            item=item.key,
            outcome=outcome.value,
            values={
                key: plain(v) if isinstance(v, Decimal) else v for key, v in given.items() if not isinstance(v, Text)
            },
            decision=None if decision is None else comparison(decision),
            plot=plot,
            reference=None if reference is None else tuple(map(_reference, reference)),
            uncertainty=None if uncertainty is None else budget_entry(uncertainty),
            words=structs.replace(_words(label, reason, texts, decision, uncertainty), chart=caption, components=names),
        )
        self._record.write(entry, "/".join(self._path))
        self.tally.add(item, outcome, reason, source)

    def _examined(self) -> Item:
        if self._item is None:
            raise RuntimeError("the run handle is used only while an item is examined")
        return self._item


def comparison(decision: Decision) -> Comparison:
    """The numbers of a decision."""
    (lower, upper), (least, most) = decision.limit, decision.acceptance
    return Comparison(
        rule=decision.rule,
        unrounded=plain(decision.unrounded),
        rounded=_number(decision.rounded),
        limit=(side_text(lower), side_text(upper)),
        acceptance=(side_text(least), side_text(most)),
        U=_number(decision.expanded_uncertainty),
        unit=decision.unit,
        clause=decision.source.clause if decision.source else "",
    )


def _words(
    label: Text, reason: Text, values: dict[str, Text], decision: Decision | None, stated: EvaluatedBudget | None
) -> ConclusionWords:
    """What a person reads of a conclusion."""
    if decision is None:
        formula, substitution = ("", "") if stated is None else (stated.formula, stated.substitution)
        return ConclusionWords(label=label, reason=reason, values=values, formula=formula, substitution=substitution)
    source = decision.source
    return ConclusionWords(
        label=label,
        reason=reason,
        values=values,
        formula=decision.formula,
        substitution=decision.substitution,
        compared=decision.compared,
        zone=decision.zone,
        status=str(source.status) if source else "",
        note=source.note if source else "",
    )


def _number(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def _reference(reference: Reference) -> ReferenceUsed:
    return ReferenceUsed(
        role=reference.role,
        at=plain(reference.at),
        unit=reference.unit,
        factor=plain(reference.factor),
        standard=reference.standard,
    )
