"""What an edition of GB 17167 asks of the measuring instruments of an energy user: rates by kind of energy and level, classes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from procedures.energy_metering.editions import FOLDER, edition, exactly
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from metrology.status import Source
    from procedures.kit.facts import Facts

LEVELS: Final = ("user", "sub_unit", "equipment")
"""Levels for which a rate is asked, from the whole user down; what is metered besides is `other`."""
_CLASS: Final = re.compile(r"(?P<number>\d+(\.\d+)?)(?P<special>[SsＳ]?)")


class Required(NamedTuple):
    """What is asked for: the figure, None where none is known, and its pedigree."""

    value: Decimal | None
    source: Source


class RequiredClass(NamedTuple):
    """An accuracy class that is asked for, empty where none is known, and its pedigree."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Equipping:
    """One edition.

    Attributes:
        facts: Its data.
    """

    facts: Facts

    def rate(self, kind: str, level: str) -> Required:
        """The rate that is asked for, in %, of a kind of energy at a level; 0 where none is required."""
        column = LEVELS.index(level)
        for name in ("rates", "rates_open"):
            if name in self.facts.content.get("tables", {}) and kind in (table := self.facts.table(name)):
                return Required(table.numbers(kind)[column], table.source)
        key = f"{kind}_{level}"
        source = self.facts.source(str(self.facts.content["numbers"][key]["source"]))
        return Required(self.facts.number(key) if self.facts.known(key) else None, source)

    def accuracy_class(self, group: str) -> RequiredClass:
        """The accuracy class that is asked of a group of instruments."""
        table = self.facts.table("classes")
        return RequiredClass(table.texts(group)[0], table.source)


def equipping(on: date, figures: Sequence[Path] = (), year: str = "") -> Equipping:
    """The edition in force on a day, or that of a year; errors as for `procedures.energy_metering.editions`."""
    return Equipping(exactly("GB 17167", year, figures) if year else edition("GB 17167", on, figures))


def at_least_as_good(found: str, required: str) -> bool | None:
    """Whether an accuracy class is at least as good as another; None where one of them is no class index.

    A class with S is also limited at small currents, so 0.5 is not as good as 0.5S.

    >>> at_least_as_good("0.5S", "0.5"), at_least_as_good("0.5", "0.5S"), at_least_as_good("0.2", "0.5S")
    (True, False, True)
    >>> at_least_as_good("B", "1.0") is None
    True
    """
    own, asked = _CLASS.fullmatch(found.strip()), _CLASS.fullmatch(required.strip())
    if own is None or asked is None:
        return None
    a, b = Decimal(own["number"]), Decimal(asked["number"])
    return a < b or (a == b and bool(own["special"] or not asked["special"]))


def kinds() -> Mapping[str, Text]:
    """Kinds of energy, by key."""
    return _names()["kinds"]


def levels() -> Mapping[str, Text]:
    """Levels of metering, by key."""
    return _names()["levels"]


def groups() -> Mapping[str, Text]:
    """Groups of instruments that a class is asked of, by key."""
    return _names()["groups"]


@cache
def _names() -> dict[str, dict[str, Text]]:
    content = tomllib.loads((FOLDER / "kinds.toml").read_text("utf-8"))
    return {table: {key: Text.of(name) for key, name in rows.items()} for table, rows in content.items()}
