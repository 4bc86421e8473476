"""What was decided: points, items, the instrument."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from records.entries import Uncertainty


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared with which limit; every field as the decision wrote it, empty where it wrote none."""

    rule: str
    formula: str
    substitution: str
    unrounded: str
    rounded: str
    limit: tuple[str, ...]
    acceptance: tuple[str, ...]
    uncertainty: str
    unit: str
    clause: str
    status: str
    compared: str
    note: str
    zone: str = ""


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A point of an error curve with the limits at it."""

    series: str
    x: str
    y: str
    lower: str
    upper: str
    unit: str
    chart: str = ""
    caption: Text = NO_TEXT
    x_unit: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A decided point.

    Attributes:
        english: Those of the values that are texts, in English where that is another text.
        formula, substitution: How the result was computed, in symbols and with numbers.
        uncertainty, components: The uncertainty budget of a calibration result, and the names of its components.
    """

    seq: int
    address: str
    item: str
    label: Text
    outcome: Outcome
    values: Mapping[str, str]
    comparison: Comparison | None
    plot: PlotPoint | None
    reason: Text
    formula: str = ""
    substitution: str = ""
    uncertainty: Uncertainty | None = None
    components: Mapping[str, Text] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)

    def states_only(self, columns: Collection[str]) -> bool:
        """Whether it states values among rows that are compared with a limit, and concludes nothing itself."""
        compared = self.comparison is not None or "MPE" in self.values or "MPE" not in columns
        return not compared and self.outcome is Outcome.CONFORM


@dataclass(frozen=True, slots=True)
class ItemResult:
    """A decided item."""

    key: str
    clause: str
    name: Text
    outcome: Outcome
    reason: Text
    status: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision about the instrument."""

    outcome: Outcome
    failed: tuple[str, ...]
    incomplete: tuple[str, ...]
    invalid: tuple[str, ...]
    unverified: tuple[Text, ...]
    grade: Text
