"""What follows from the readings: plan, conclusions, items, verdict. A replay compares all of it but the words."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from metrology.text import NO_TEXT
from records.entries.fields import Count, Entry, Flag, Key, MaybeNumeral, Numeral, Part, Words

OutcomeName = Literal["conform", "not_conform", "undecided", "invalid", "incomplete", "not_applicable"]


class Column(Part):
    """A column of an item's table of results; `key` is that of a conclusion's values."""

    key: Key
    name: Words
    unit: str = ""


class PlannedItemWords(Part):
    """What a person reads of a planned item.

    Attributes:
        reason: Why it is not examined; empty where it is.
        status: How far its requirement was checked against the printed regulation.
        columns: Its table.
    """

    name: Words
    reason: Words = NO_TEXT
    status: str = ""
    columns: tuple[Column, ...] = ()


class PlannedItem(Part):
    """An item of the regulation, examined or not."""

    key: Key
    clause: str
    applicable: Flag
    words: PlannedItemWords


class PlannedPointWords(Part):
    """Why a point was chosen, and how it is printed."""

    point: str
    reason: Words = NO_TEXT


class PlannedPoint(Part):
    """A point that will be measured."""

    item: Key
    words: PlannedPointWords


class BandStretch(Part):
    """A stretch of the range over which the limits stay the same, in the unit of the display."""

    start: Numeral = Field(alias="from")
    end: Numeral = Field(alias="to")
    lower: Numeral
    upper: Numeral


class Plan(Entry):
    """What the run will examine."""

    entry_kind: ClassVar[str] = "plan"
    derived: ClassVar[bool] = True

    items: tuple[PlannedItem, ...]
    points: tuple[PlannedPoint, ...] = ()
    band: tuple[BandStretch, ...] = ()


class Comparison(Part):
    """What was compared with which limit, in numbers.

    Attributes:
        rule: Name of the decision rule.
        unrounded, rounded: The error as obtained; rounded once, or empty where the full value is compared.
        limit, acceptance: Lower and upper end; infinite where there is none.
        U: Expanded uncertainty of the error; empty where none entered the decision.
    """

    rule: str
    unrounded: Numeral
    rounded: MaybeNumeral = ""
    limit: tuple[Numeral, Numeral]
    acceptance: tuple[Numeral, Numeral]
    U: MaybeNumeral = ""
    unit: str
    clause: str


class PlotPoint(Part):
    """A point of the error curve with the limits at it."""

    series: Key
    x: Numeral
    y: Numeral
    lower: Numeral
    upper: Numeral
    unit: str


class ReferenceUsed(Part):
    """One value of a standard that enters a result: the result changes by `factor` times what the value changes."""

    role: Key
    at: Numeral
    unit: str
    factor: Numeral


class ConclusionWords(Part):
    """What a person reads of a conclusion.

    Attributes:
        label: Name of the point.
        reason: Why the outcome is not conform where no comparison says so.
        values: Those values of the table that are texts.
        formula, substitution, compared, zone: The trace of the comparison in symbols.
        status, note: Pedigree of the limit.
    """

    label: Words
    reason: Words = NO_TEXT
    values: dict[str, Words] = Field(default_factory=dict)
    formula: str = ""
    substitution: str = ""
    compared: str = ""
    zone: str = ""
    status: str = ""
    note: str = ""


class Conclusion(Entry):
    """A point was decided.

    Attributes:
        values: The numbers of its row, by column; texts are in `words`.
        decision: The comparison; absent where nothing was compared.
        reference: Values of standards the result was computed from; empty where none enters, absent where the
            procedure does not say.
    """

    entry_kind: ClassVar[str] = "conclusion"
    derived: ClassVar[bool] = True

    item: Key
    outcome: OutcomeName
    values: dict[str, str] = Field(default_factory=dict)
    decision: Comparison | None = None
    plot: PlotPoint | None = None
    reference: tuple[ReferenceUsed, ...] | None = None
    words: ConclusionWords


class ItemWords(Part):
    """What a person reads of a decided item."""

    name: Words
    reason: Words = NO_TEXT
    status: str = ""


class ItemResult(Entry):
    """An item was decided."""

    entry_kind: ClassVar[str] = "item"
    derived: ClassVar[bool] = True

    key: Key
    clause: str
    outcome: OutcomeName
    words: ItemWords


class VerdictWords(Part):
    """What a person reads of a verdict.

    Attributes:
        grade: What the conclusion names before 合格: an accuracy class, or nothing.
        unverified: What the verdict rests on that was not checked against the printed regulation.
    """

    grade: Words = NO_TEXT
    unverified: tuple[Words, ...] = ()


class Verdict(Entry):
    """The run was decided; keys of the items by outcome."""

    entry_kind: ClassVar[str] = "verdict"
    derived: ClassVar[bool] = True

    outcome: OutcomeName
    failed: tuple[Key, ...] = ()
    undecided: tuple[Key, ...] = ()
    incomplete: tuple[Key, ...] = ()
    invalid: tuple[Key, ...] = ()
    words: VerdictWords


class Closed(Entry):
    """The last entry of a run.

    Attributes:
        entries: How many entries the run has, this one included.
    """

    entry_kind: ClassVar[str] = "closed"

    entries: Count
    outcome: OutcomeName
