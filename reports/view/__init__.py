"""What a run's journal says, in types. Texts and numbers stay exactly as they were journaled."""

from reports.view.decided import Comparison, Conclusion, ItemResult, PlotPoint, Verdict
from reports.view.measured import Interruption, Observation, Refusal
from reports.view.planned import BandStretch, Column, PlannedCondition, PlannedItem, PlannedPoint
from reports.view.run import Numbered, RunView

__all__ = [
    "BandStretch",
    "Column",
    "Comparison",
    "Conclusion",
    "Interruption",
    "ItemResult",
    "Numbered",
    "Observation",
    "PlannedCondition",
    "PlannedItem",
    "PlannedPoint",
    "PlotPoint",
    "Refusal",
    "RunView",
    "Verdict",
]
