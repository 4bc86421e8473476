"""Changes of a data file: numbers, also as keys of tables, dates, flags, statuses, stages, checks, choosing words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from tests.mutations.mutant import Mutant, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN: Final = re.compile(
    r'(?P<comment>#.*)|(?P<key>(?:"[^"]*"|[\w.-]+)\s*(?==))|(?P<header>^\[.*?\])|(?P<text>"[^"]*")'
    r"|(?P<date>\d{4}-\d\d-\d\d)|(?P<number>[+-]?\d[\d_]*(?:\.\d+)?)|(?P<flag>\btrue\b|\bfalse\b)"
)
STATUSES: Final = {'"verified"': '"secondary"', '"secondary"': '"verified"', '"unverified"': '"verified"'}
LISTED: Final = {"checks", "replaces", "rests_on"}
NUMBER: Final = re.compile(r"\d+(\.\d+)?")
NAMES: Final = {"unit", "key"}
"""Fields whose text is a name, also where it looks like a number."""


class DataMutants:
    """Every mutant of a data file.

    Args:
        file: The data file, TOML without texts over several lines.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines = file.read_text("utf-8").splitlines(keepends=True)

    def __iter__(self) -> Iterator[Mutant]:
        """Line by line."""
        header = ""
        for number, line in enumerate(self._lines, 1):
            key = ""
            for token in TOKEN.finditer(line):
                if token.lastgroup == "header":
                    header = token.group()
                if token.lastgroup == "key":
                    key = token.group().strip()
                    yield from self._keys(number, token) if header.startswith("[tables.") else ()
                for after in _others(token, key):
                    yield self._replaced(number, token, after)

    def _keys(self, number: int, token: re.Match[str]) -> Iterator[Mutant]:
        """Another edge of a row, where the table has no such row."""
        text, key = token.group(), token.group().strip()
        bare = key.strip('"')
        if NUMBER.fullmatch(bare):
            for after in neighbours(bare):
                mutant = self._replaced(number, token, text.replace(bare, after))
                if not after.startswith("-") and _readable(mutant.text):
                    yield replace(mutant, before=key, after=key.replace(bare, after))

    def _replaced(self, number: int, token: re.Match[str], after: str) -> Mutant:
        line = self._lines[number - 1]
        changed = line[: token.start()] + after + line[token.end() :]
        text = "".join([*self._lines[: number - 1], changed, *self._lines[number:]])
        return Mutant(self._file, number, token.start(), token.group(), after, text)


def _others(token: re.Match[str], key: str) -> list[str]:
    text = token.group()
    match token.lastgroup:
        case "number":
            found = neighbours(text)
        case "date":
            day, one = date.fromisoformat(text), timedelta(days=1)
            found = [(day + one).isoformat(), (day - one).isoformat()]
        case "flag":
            found = ["false" if text == "true" else "true"]
        case "text":
            found = _other_texts(text, key)
        case _:
            found = []
    return found


def _other_texts(text: str, key: str) -> list[str]:
    bare = text.strip('"')
    if key == "status":
        return [STATUSES[text]]
    if key == "stages":
        return [f'"{bare.replace(s, "") if s in bare else bare + s}"' for s in "ISV" if bare != s]
    if key in LISTED:
        return ['"—"']
    return [f'"{n}"' for n in neighbours(bare)] if NUMBER.fullmatch(bare) and key not in NAMES else []


def _readable(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True
