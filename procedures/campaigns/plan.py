"""The frozen plan of a campaign: its cells, each of which one run fills, and what its kind needs to judge them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from msgspec import Struct, ValidationError, convert, field, json

from metrology.status import Source  # noqa: TC001  msgspec needs it
from metrology.text import NO_TEXT, Text


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a plan; it has one form as JSON."""


class Level(Part, frozen=True, kw_only=True):
    """A quantity of the condition of a cell at one level: temperature 40 °C, disturbance level 2.

    Attributes:
        key: Name for programs, ASCII.
        value: A number or a word, as it is printed.
        unit: Its unit; empty for a word.
    """

    key: str
    name: Text
    value: str
    unit: str = ""

    def __str__(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".strip()


class Sample(Part, frozen=True, kw_only=True):
    """What is examined: one instrument, a package, a bottle of a material.

    Attributes:
        key: Its name in the plan, ASCII.
        nameplate: What a subject file would say of it.
        name: How documents call it.
    """

    key: str
    nameplate: dict[str, Any]
    name: Text = NO_TEXT


class Cell(Part, frozen=True, kw_only=True):
    """What one run fills.

    Attributes:
        key: Its name in the plan, ASCII, such as ``A/temperature/40C``.
        sample: Key of its sample.
        item: Key of what is examined, for the matrix of samples and items.
        name: How documents call the item with its condition.
        levels: Its condition.
        regulation: Edition of the regulation that the run follows.
        stage: Column of the regulation's matrix of items.
        fields: What the subject of this run says besides the nameplate of its sample.
    """

    key: str
    sample: str
    item: str
    name: Text
    regulation: str
    stage: str = "initial"
    levels: tuple[Level, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


class Plan(Part, frozen=True, kw_only=True):
    """A plan.

    Attributes:
        cells: In the order in which they are proposed to be run.
        samples: Every sample.
        parameters: What the kind needs besides, to judge and to report: JSON values, numbers as text.
        sources: What the plan itself rests on.
        edition: The regulation by which the whole is judged, with its edition.
    """

    cells: tuple[Cell, ...]
    samples: tuple[Sample, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    edition: str = ""

    def sample(self, key: str) -> Sample:
        """The sample of this name."""
        return next(s for s in self.samples if s.key == key)

    def cell(self, key: str) -> Cell:
        """The cell of this name.

        Raises:
            KeyError: There is none.
        """
        found = next((c for c in self.cells if c.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def subject(self, cell: Cell) -> dict[str, Any]:
        """What the run of a cell takes as its subject."""
        return {**self.sample(cell.sample).nameplate, **cell.fields}

    def text(self) -> str:
        """The plan as JSON, one form only."""
        return json.encode(self, order="sorted").decode()

    @property
    def digest(self) -> str:
        """SHA-256 of its JSON."""
        return sha256(self.text().encode()).hexdigest()

    def faults(self) -> list[str]:
        """What is wrong with it as a plan, whatever its kind: keys that are double, not ASCII, or name nothing."""
        keys, samples = [c.key for c in self.cells], [s.key for s in self.samples]
        wrong = [f"{k!r} is there twice" for k in sorted({k for k in keys + samples if (keys + samples).count(k) > 1})]
        wrong += [f"{k!r} is no key: printable ASCII without blanks" for k in (*keys, *samples) if not _is_key(k)]
        wrong += [f"cell {c.key}: there is no sample {c.sample!r}" for c in self.cells if c.sample not in samples]
        return wrong if keys else ["there are no cells"]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isprintable() and bool(text) and " " not in text


def plan_of(text: str) -> Plan:
    """A plan from its JSON.

    Raises:
        ValueError: It is none.
    """
    try:
        return convert(json.decode(text), Plan)
    except ValidationError as error:
        raise ValueError(str(error)) from error
