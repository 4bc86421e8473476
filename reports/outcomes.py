"""Outcomes of rows and items in words: those of a verification, or what a calibration says in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.text import NO_TEXT, Text
from reports.identity import CALIBRATION
from reports.wording import ANSWERS, OUTCOMES

if TYPE_CHECKING:
    from reports.view import Conclusion, ItemResult, RunView


def of_row(run: RunView, conclusion: Conclusion) -> Text:
    """The outcome of a row in words; empty where a calibration compared, for it concludes nothing on conformity."""
    return _in_work(run, conclusion.outcome, compared=conclusion.comparison is not None)


def of_item(run: RunView, item: ItemResult) -> Text:
    """The outcome of an item in words; see `of_row`."""
    compared = any(c.comparison is not None for c in run.conclusions_of(item.key))
    return _in_work(run, item.outcome, compared=compared)


def _in_work(run: RunView, value: Outcome, *, compared: bool) -> Text:
    if run.opened.kind != CALIBRATION or value not in {Outcome.CONFORM, Outcome.NOT_CONFORM}:
        return OUTCOMES[value]
    return NO_TEXT if compared else ANSWERS[str(value)]
