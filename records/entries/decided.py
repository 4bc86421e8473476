"""What follows from the readings: plan, conclusions, items, verdict. A replay compares all of it but the words."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import field

from metrology.text import NO_TEXT, Text
from records.entries.fields import Count, Entry, Key, MaybeNumeral, Numeral, Part, Witnessed
from records.entries.uncertainty import Uncertainty  # noqa: TC001  msgspec needs it

OutcomeName = Literal["conform", "not_conform", "undecided", "invalid", "incomplete", "not_applicable"]


class Column(Part, frozen=True, kw_only=True):
    """A column of an item's table of results; `key` is that of a conclusion's values."""

    key: Key
    name: Text
    unit: str = ""


class PlannedItemWords(Part, frozen=True, kw_only=True):
    """What a person reads of a planned item.

    Attributes:
        reason: Why it is not examined; empty where it is.
        status: How far its requirement was checked against the printed regulation.
        columns: Its table.
    """

    name: Text
    reason: Text = NO_TEXT
    status: str = ""
    columns: tuple[Column, ...] = ()


class PlannedItem(Part, frozen=True, kw_only=True):
    """An item of the regulation, examined or not."""

    key: Key
    clause: str
    applicable: bool
    words: PlannedItemWords


class PlannedPointWords(Part, frozen=True, kw_only=True):
    """How a point is printed, and why it was chosen."""

    point: Text
    reason: Text = NO_TEXT


class PlannedPoint(Part, frozen=True, kw_only=True):
    """A point that will be measured."""

    item: Key
    words: PlannedPointWords


class BandStretch(Part, frozen=True, kw_only=True):
    """A stretch of the range over which the limits stay the same; an absent limit is empty.

    Attributes:
        item, chart: The error curve that it belongs to; empty for the only one of the run.
    """

    start: Numeral = field(name="from")
    end: Numeral = field(name="to")
    lower: MaybeNumeral
    upper: MaybeNumeral
    item: Key = ""
    chart: Key = ""


class PlannedConditionWords(Part, frozen=True, kw_only=True):
    """How a quantity of the environment is called."""

    name: Text


class PlannedCondition(Part, frozen=True, kw_only=True):
    """One quantity of the environment with what the regulation asks of it for this instrument.

    Attributes:
        quantity: Key; it ends the address of the reading.
        lower, upper, drift: Limits and largest change; empty where the regulation sets none.
        watched: Seconds between two looks during the run; ``0`` where it is read before and after only.
    """

    quantity: Key
    role: Key
    method: Key
    unit: str
    lower: MaybeNumeral = ""
    upper: MaybeNumeral = ""
    drift: MaybeNumeral = ""
    watched: Numeral
    words: PlannedConditionWords


class Plan(Entry, frozen=True, kw_only=True):
    """What the run will examine, and under which conditions."""

    entry_kind: ClassVar[str] = "plan"
    derived: ClassVar[bool] = True

    items: tuple[PlannedItem, ...]
    points: tuple[PlannedPoint, ...] = ()
    band: tuple[BandStretch, ...] = ()
    conditions: tuple[PlannedCondition, ...] = ()


class Comparison(Part, frozen=True, kw_only=True):
    """What was compared with which limit, in numbers.

    Attributes:
        rule: Name of the decision rule.
        unrounded, rounded: The error as obtained; rounded once, or empty where the full value is compared.
        limit, acceptance: Lower and upper end; empty where there is none.
        U: Expanded uncertainty of the error; empty where none entered the decision.
    """

    rule: str
    unrounded: Numeral
    rounded: MaybeNumeral = ""
    limit: tuple[MaybeNumeral, MaybeNumeral]
    acceptance: tuple[MaybeNumeral, MaybeNumeral]
    U: MaybeNumeral = ""
    unit: str
    clause: str


class PlotPoint(Part, frozen=True, kw_only=True):
    """A point of an error curve with the limits at it.

    Attributes:
        unit: Unit of the error and its limits.
        chart: Which error curve of the item; empty where it has one.
        x_unit: Unit of `x`, empty where it is `unit`; ``1`` for a ratio.
    """

    series: Key
    x: Numeral
    y: Numeral
    lower: MaybeNumeral
    upper: MaybeNumeral
    unit: str
    chart: Key = ""
    x_unit: str = ""


class ReferenceUsed(Part, frozen=True, kw_only=True):
    """One value of a standard that enters a result: the result changes by `factor` times what the value changes.

    Attributes:
        standard: Identity of the standard; empty for every standard of this quantity in the role.
    """

    role: Key
    at: Numeral
    unit: str
    factor: Numeral
    standard: str = ""


class ConclusionWords(Part, frozen=True, kw_only=True):
    """What a person reads of a conclusion.

    Attributes:
        label: Name of the point.
        reason: Why the outcome is not conform where no comparison states it.
        values: Those values of the table that are texts.
        formula, substitution, compared, zone: The trace of the comparison in symbols.
        status, note: Pedigree of the limit.
        chart: Caption of the error curve that the point is on.
        components: Names of the components of its uncertainty budget.
    """

    label: Text
    reason: Text = NO_TEXT
    values: dict[str, Text] = field(default_factory=dict)
    formula: str = ""
    substitution: str = ""
    compared: str = ""
    zone: str = ""
    status: str = ""
    note: str = ""
    chart: Text = NO_TEXT
    components: dict[str, Text] = field(default_factory=dict)


class Conclusion(Entry, frozen=True, kw_only=True):
    """A point was decided.

    Attributes:
        values: The numbers of its row, by column; texts are in `words`.
        decision: The comparison; absent where nothing was compared.
        reference: Values of standards the result was computed from; empty where none enters, absent where the
            procedure does not say.
        uncertainty: The budget of a calibration result; absent where the result is stated without one.
    """

    entry_kind: ClassVar[str] = "conclusion"
    derived: ClassVar[bool] = True

    item: Key
    outcome: OutcomeName
    values: dict[str, str] = field(default_factory=dict)
    decision: Comparison | None = None
    plot: PlotPoint | None = None
    reference: tuple[ReferenceUsed, ...] | None = None
    uncertainty: Uncertainty | None = None
    words: ConclusionWords

    def __post_init__(self) -> None:
        """Refuse a column whose key sorts differently elsewhere.

        Raises:
            ValueError: There is one.
        """
        if not "".join((*self.values, *self.words.values)).isascii():
            raise ValueError(f"keys of values are ASCII: {', '.join((*self.values, *self.words.values))}")


class ItemWords(Part, frozen=True, kw_only=True):
    """What a person reads of a decided item."""

    name: Text
    reason: Text = NO_TEXT
    status: str = ""


class ItemResult(Entry, frozen=True, kw_only=True):
    """An item was decided."""

    entry_kind: ClassVar[str] = "item"
    derived: ClassVar[bool] = True

    key: Key
    clause: str
    outcome: OutcomeName
    words: ItemWords


class VerdictWords(Part, frozen=True, kw_only=True):
    """What a person reads of a verdict.

    Attributes:
        grade: What the conclusion names before 合格: an accuracy class, or nothing.
        unverified: What the verdict rests on that was not checked against the printed regulation.
    """

    grade: Text = NO_TEXT
    unverified: tuple[Text, ...] = ()


class Verdict(Entry, frozen=True, kw_only=True):
    """The run was decided; keys of the items by outcome."""

    entry_kind: ClassVar[str] = "verdict"
    derived: ClassVar[bool] = True

    outcome: OutcomeName
    failed: tuple[Key, ...] = ()
    undecided: tuple[Key, ...] = ()
    incomplete: tuple[Key, ...] = ()
    invalid: tuple[Key, ...] = ()
    words: VerdictWords


class Closed(Witnessed, frozen=True, kw_only=True):
    """The last entry of a run.

    Attributes:
        entries: How many entries the run has, this one included.
    """

    entry_kind: ClassVar[str] = "closed"

    entries: Count
    outcome: OutcomeName
