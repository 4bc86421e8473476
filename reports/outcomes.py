"""Outcomes of rows and items in words: those of a verification, or what a calibration says in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.findings import finding_of, investigated
from procedures.text import NO_TEXT, Text
from reports.anti_fraud import states_nothing
from reports.identity import CALIBRATION
from reports.wording import ANSWERS, OUTCOMES

if TYPE_CHECKING:
    from reports.view import Conclusion, ItemResult, RunView


ZONES = {
    "conditional pass": Text("有条件符合", "conditional pass"),
    "conditional fail": Text("有条件不符合", "conditional fail"),
}
"""Statements of a rule with four of them, where it is neither conform nor not conform."""
AGREED = {Outcome.CONFORM: ANSWERS["conform"], Outcome.NOT_CONFORM: ANSWERS["not_conform"]}


def agreed(conclusion: Conclusion) -> bool:
    """Whether a calibration result was compared by a rule that the customer agreed to."""
    return conclusion.comparison is not None and conclusion.uncertainty is not None


def of_row(run: RunView, conclusion: Conclusion) -> Text:
    """The outcome of a row in words; empty where a calibration concludes nothing on conformity."""
    if agreed(conclusion) and conclusion.comparison is not None:
        known = AGREED.get(conclusion.outcome, OUTCOMES[conclusion.outcome])
        return ZONES.get(conclusion.comparison.zone, known)
    if conclusion.uncertainty is not None or states_nothing(run, conclusion.item):
        return NO_TEXT
    return _in_work(run, conclusion.outcome, compared=conclusion.comparison is not None)


def of_item(run: RunView, item: ItemResult) -> Text:
    """The outcome of an item in words; see `of_row`."""
    mine = run.conclusions_of(item.key)
    if states_nothing(run, item.key):
        return NO_TEXT
    if any(agreed(c) for c in mine):
        return AGREED.get(item.outcome, OUTCOMES[item.outcome])
    compared = any(c.comparison is not None or c.uncertainty is not None for c in mine)
    return _in_work(run, item.outcome, compared=compared)


def _in_work(run: RunView, value: Outcome, *, compared: bool) -> Text:
    if run.opened.kind != CALIBRATION or value not in {Outcome.CONFORM, Outcome.NOT_CONFORM}:
        found = finding_of(value) if investigated(run.opened.kind) else None
        return OUTCOMES[value] if found is None else found.brief
    return NO_TEXT if compared else ANSWERS[str(value)]
