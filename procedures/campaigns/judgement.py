"""What a kind of campaign says of its results, and how its report shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from metrology.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from metrology.decision import Outcome


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the verdict.

    Attributes:
        key: Name for programs, ASCII, each once.
        name: What is required.
        value: What was found, with its unit.
        limit: What is allowed, with its unit.
        outcome: What follows.
        clause: Where it is required.
        status: How far that was checked, a `metrology.status.Status`.
        cells: The cells that it is about; empty for all.
    """

    key: str
    name: Text
    value: str
    limit: str
    outcome: Outcome
    clause: str
    status: str = "unverified"
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignJudgement:
    """The verdict.

    Attributes:
        outcome: What is concluded of the whole.
        requirements: What it follows from.
        words: The verdict in a sentence, or the values that were found; empty for the words of the outcome.
        figures: Numbers that the ledger keeps with the verdict, by name, as text.
    """

    outcome: Outcome
    requirements: tuple[Requirement, ...] = ()
    words: Text = NO_TEXT
    figures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report.

    Attributes:
        title: Its title.
        heads: Heads of its columns.
        rows: Its cells: a text as it is, one in both languages, or an outcome, which is shown with its mark.
        weights: Widths of the columns in proportion; empty for equal ones.
    """

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[str | Text | Outcome, ...], ...]
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Points of a plot: joined by a line where `joined`, each with a mark where `marks`."""

    name: Text
    points: tuple[tuple[Decimal, Decimal], ...]
    joined: bool = True
    marks: bool = True


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot of the report.

    Attributes:
        title, x, y: Its title, and what the axes show, with units.
        series: What is drawn.
        lines: Horizontal lines, such as limits, each with its name.
        ticks: Names of whole numbers on the x axis, where it counts things.
        band: An area: place, lower and upper end, places ascending.
        bars: Upright bars: place, lower and upper end, such as an uncertainty.
    """

    title: Text
    x: Text
    y: Text
    series: tuple[Series, ...]
    lines: tuple[tuple[Text, Decimal], ...] = ()
    ticks: tuple[str, ...] = ()
    band: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()
    bars: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Sentences of the report."""

    title: Text
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the report.

    Attributes:
        title: Its title.
        draw: Makes it as SVG in a language: ``zh``, ``en`` or ``both``.
    """

    title: Text
    draw: Callable[[str], str]


Section: TypeAlias = Table | Plot | Note | Picture
