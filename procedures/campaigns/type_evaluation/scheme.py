"""Which tests a type evaluation has, in which order, and how they are judged: read from the data file of a scheme."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from metrology.status import Source
from metrology.text import Text
from procedures.errors import UnknownRegulation

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class TestRow:
    """A test of a scheme.

    Attributes:
        key: Its key, which ends that of its cells.
        name: How documents call it.
        test: Which test of the regulation it is.
        at: Which level of its quantity; empty for the reference.
        disturbance: The disturbance; empty for none.
        each: What it has a cell for each of; empty for one cell.
        turn: How often the same was tested before, plus one.
        only_with: What an instrument must have for it; empty for every instrument.
        otherwise: Why it is left out else.
    """

    __test__ = False  # a test of a type evaluation, not a test of this code

    key: str
    name: Text
    test: str
    at: str = ""
    disturbance: str = ""
    each: str = ""
    turn: int = 1
    only_with: str = ""
    otherwise: Text | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme.

    Attributes:
        name: What campaign files call it.
        regulation: The regulation whose runs fill the cells.
        content: The data file.
        tests: Its tests, in order.
    """

    name: str
    regulation: str
    content: dict[str, Any]
    tests: tuple[TestRow, ...]

    def source(self, key: str) -> Source:
        """A source of the data file."""
        return Source.from_dict(self.content["sources"][key])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of the data file."""
        return tuple(Source.from_dict(row) for row in self.content["sources"].values())

    @property
    def not_covered(self) -> tuple[Text, ...]:
        """Tests of the regulation that the scheme does not have."""
        return tuple(Text.of(text) for text in self.content["not_covered"]["texts"])

    def number(self, *path: str) -> Decimal:
        """A number of the data file."""
        found: Any = self.content
        for name in path:
            found = found[name]
        return Decimal(str(found))


def scheme(name: str) -> Scheme:
    """The scheme that campaign files call so.

    Raises:
        UnknownRegulation: There is none.
    """
    found = {s.name: s for s in _schemes()}
    if name not in found:
        raise UnknownRegulation(f"no scheme of type evaluation for {name!r}; there are {', '.join(sorted(found))}")
    return found[name]


@cache
def _schemes() -> tuple[Scheme, ...]:
    read = (tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml")))
    return tuple(_scheme(content) for content in read if "tests" in content)


def _scheme(content: dict[str, Any]) -> Scheme:
    tests = tuple(
        TestRow(
            key, Text.of(row["name"]), row["test"], row.get("at", ""), row.get("disturbance", ""), row.get("each", ""),
            row.get("turn", 1), row.get("only_with", ""), Text.of(row["otherwise"]) if "otherwise" in row else None,
        )
        for key, row in content["tests"].items()
    )  # fmt: skip
    return Scheme(content["name"], content["regulation"], content, tests)
