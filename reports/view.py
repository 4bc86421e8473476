"""What a run's journal says, in types. Texts and numbers stay exactly as they were journaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.decision import Outcome
    from procedures.text import Text


@dataclass(frozen=True, slots=True)
class Regulation:
    """The edition the run followed."""

    id: str
    title: Text
    issued: str
    in_force: str
    validity_months: int | None
    status: str
    statements: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Laboratory:
    """Who issues the document. `prefix` begins its certificate numbers; `place` is where the bench stands."""

    name: Text
    address: Text
    authorisation: str
    postcode: str
    phone: str
    email: str
    prefix: str
    place: Text


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs."""

    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NameplateEntry:
    """One line of the nameplate, e.g. 最大秤量 Max: 15 kg."""

    name: Text
    value: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The instrument under test and whose it is."""

    name: Text
    maker: str
    model: str
    serial: str
    client: str
    client_address: str
    specification: tuple[NameplateEntry, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """A measurement standard that was used, with its certificate."""

    id: str
    name: Text
    model: str
    serial: str
    range: str
    accuracy: str
    certificate: str
    issuer: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an item's results table; `key` is the key in a conclusion's `values`."""

    key: str
    name: Text
    unit: str


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of the regulation, examined or left out with the reason."""

    key: str
    clause: str
    name: Text
    applicable: bool
    reason: Text
    status: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """A test point and why it was chosen."""

    item: str
    point: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Observation:
    """A reading, or the answer to a visual or functional check (`kind` is the kind of the journal entry)."""

    seq: int
    time: str
    kind: str
    address: str
    text: str
    value: str
    unit: str
    role: str
    method: str
    driver: str
    how: str
    elapsed: str
    trail: tuple[str, ...]
    question: Text
    note: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that was not accepted (`reason` empty) or was accepted only with a reason."""

    seq: int
    time: str
    address: str
    text: str
    problem: Text
    reason: Text


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


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A point of the error curve with the limits at it."""

    series: str
    x: str
    y: str
    lower: str
    upper: str
    unit: str


@dataclass(frozen=True, slots=True)
class BandStretch:
    """A stretch of the range over which the limits stay the same."""

    start: str
    end: str
    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A decided point."""

    seq: int
    address: str
    item: str
    label: Text
    outcome: Outcome
    values: Mapping[str, str]
    comparison: Comparison | None
    plot: PlotPoint | None
    reason: Text


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


@dataclass(frozen=True, slots=True)
class Interruption:
    """A stop before the end, or (kind `resumed`) the start afterwards."""

    kind: str
    time: str
    reason: Text
    safe: tuple[str, ...]
    operator: str


@dataclass(frozen=True, slots=True)
class RunView:
    """One run.

    Attributes:
        state: `open`, `interrupted` or `closed`.
        head: Hash of the last entry; names the state of the journal that a document was made from.
        finished: Time of the last entry (ISO 8601 UTC): the time stamp of every document.
        amends: Which earlier run this one corrects, where and why; every document prints it.
        overrides: What was not as it must be at the start, and who let it pass, why; every document prints it.
    """

    run: str
    state: str
    started: str
    finished: str
    head: str
    regulation: Regulation
    stage: str
    date: str
    seed: str
    simulated: bool
    laboratory: Laboratory
    people: Mapping[str, Person]
    subject: Subject
    standards: tuple[Standard, ...]
    policy: Mapping[str, str]
    version: str
    manifest: str
    overrides: tuple[Text, ...] = ()
    amends: Text | None = None
    items: tuple[PlannedItem, ...] = ()
    points: tuple[PlannedPoint, ...] = ()
    band: tuple[BandStretch, ...] = ()
    observations: tuple[Observation, ...] = ()
    refused: tuple[Refusal, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    results: tuple[ItemResult, ...] = ()
    verdict: Verdict | None = None
    interruptions: tuple[Interruption, ...] = ()

    def conclusions_of(self, key: str) -> tuple[Conclusion, ...]:
        """The decided points of an item, in the order in which they were decided."""
        return tuple(c for c in self.conclusions if c.item == key)

    def result_of(self, key: str) -> ItemResult | None:
        """The decision about an item, None where it was not decided."""
        return next((r for r in self.results if r.key == key), None)

    def column_names(self, key: str) -> dict[str, str]:
        """Chinese names, with units, of the values of an item, by their keys."""
        columns = next((item.columns for item in self.items if item.key == key), ())
        return {c.key: f"{c.name.zh} / {c.unit}" if c.unit else c.name.zh for c in columns}

    def person(self, role: str) -> Person:
        """Operator, reviewer or approver; an empty person where nobody is entered."""
        return self.people.get(role, Person())
