"""What a figure counts, one by one, so that it can be shown in parts and each part leads to what is behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a figure counts, or does not count.

    Attributes:
        key: Its key in its register, or the run.
        what: ``instrument``, ``run``, ``batch``, ``unit``, ``assessment``, ``demand``, ``capability`` or ``regulation``.
        name: What it is called.
        counts: Whether it counts for the figure.
        why: Why it does not; empty where it does or nothing is to be said.
        runs: The runs behind it.
        groups: Its value for each dimension.
        simulated: Whether what is behind it was simulated.
        standard: Of an assessment: the standard whose page shows it.
    """

    key: str
    what: str
    name: Text
    counts: bool
    why: Text = NO_TEXT
    runs: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    simulated: bool = False
    standard: str = ""

    def document(self) -> dict[str, object]:
        """The item as words."""
        return {
            "key": self.key, "what": self.what, "name": self.name.to_dict(), "counts": self.counts, "why": self.why.to_dict(),
            "runs": list(self.runs), "groups": dict(self.groups), "simulated": self.simulated,
            "standard": self.standard,
        }  # fmt: skip


class Counted(NamedTuple):
    """What a figure comes to.

    Attributes:
        part: How many count.
        whole: Of how many; for a count, how many there are in all.
        more: Further counts by name.
        remarks: What is to be known of it.
        simulated: Whether something that was simulated is in it.
    """

    part: int
    whole: int
    more: Mapping[str, int] = {}
    remarks: tuple[Text, ...] = ()
    simulated: bool = False


class Slice(NamedTuple):
    """A part of a figure: the value of the dimension, what it is called (``中文 | English``), and what it comes to."""

    value: str
    name: str
    part: int
    whole: int
