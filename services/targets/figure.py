"""A figure that can be counted: in all, in parts, and with what is behind each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from services.targets.items import Counted, Slice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from metrology.text import Text
    from services.targets.items import Item
    from services.targets.sources import Sources


class Figure(Protocol):
    """A figure.

    Attributes:
        kind: ``rate`` or ``count``.
        dimensions: By what it can be shown in parts, and what that is called.
    """

    @property
    def kind(self) -> str:
        """Whether it is a rate or a count."""
        ...

    @property
    def dimensions(self) -> Mapping[str, Text]:
        """By what it can be shown in parts."""
        ...

    def count(self, s: Sources) -> Counted:
        """What it comes to."""
        ...

    def slices(self, s: Sources, by: str) -> list[Slice]:
        """Its parts by a dimension, by value."""
        ...

    def behind(self, s: Sources, by: str, value: str, *, counts: bool | None, limit: int) -> tuple[list[Item], int]:
        """What it counts, and how many there are.

        Args:
            s: What it is counted from.
            by: A dimension; empty for all.
            value: The value of the dimension.
            counts: Whether only what counts, or only what does not; None for both.
            limit: How many are listed at most.
        """
        ...


@dataclass(frozen=True)
class Listed:
    """A figure whose items are few enough to be listed one by one.

    Attributes:
        kind: ``rate`` or ``count``.
        dimensions: By what it can be shown in parts.
        items: Lists everything that it is about.
        remark: What is to be known of it; gets the items.
    """

    kind: str
    dimensions: Mapping[str, Text]
    items: Callable[[Sources], Iterable[Item]]
    remark: Callable[[Sources, Sequence[Item]], tuple[Text, ...]] | None = None

    def all(self, s: Sources) -> Sequence[Item]:
        """Its items; listed once for all that is asked of one moment."""
        name = f"{id(self)}"
        if name not in s.listed:
            s.listed[name] = list(self.items(s))
        return s.listed[name]

    def count(self, s: Sources) -> Counted:
        """What it comes to."""
        found = self.all(s)
        remarks = self.remark(s, found) if self.remark is not None else ()
        part = sum(i.counts for i in found)
        return Counted(part, len(found), {}, remarks, any(i.simulated for i in found))

    def slices(self, s: Sources, by: str) -> list[Slice]:
        """Its parts."""
        groups: dict[str, list[bool]] = {}
        for item in self.all(s):
            groups.setdefault(item.groups.get(by, ""), []).append(item.counts)
        names = s.names(by, groups)
        return [Slice(value, names.get(value, ""), sum(of), len(of)) for value, of in sorted(groups.items())]

    def behind(self, s: Sources, by: str, value: str, *, counts: bool | None, limit: int) -> tuple[list[Item], int]:
        """What it counts."""
        found = [
            i for i in self.all(s)
            if (not by or i.groups.get(by, "") == value) and (counts is None or i.counts is counts)
        ]  # fmt: skip
        return found[:limit], len(found)
