"""The catalogue of messages: an English form with numbered fields, and its Chinese form.

A message is written where it occurs, in English, and stays English in journals and logs. Its form, such as
``{0} is not one whole M-Bus frame``, is its code. A user interface finds the form that a message was made from, and
with it the fields and the Chinese form. A field can be a message itself: the reason of a link inside the
error of a driver.

A message that no form fits is shown as it is: the words of an instrument, of a plug-in, of the operating system.
"""

from __future__ import annotations

import os
import re
import string
import sys
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = "zh"
LANGUAGE = "STEELYARD_LANG"
"""Environment variable that names the language of a process."""
SEPARATORS = {"; ": "；", ": ": "：", ". ": "。", ", ": "、"}
"""Where several messages may stand in a row, and what separates them in Chinese."""
SEPARATOR = re.compile("; |: |, |[.] ")
MOST_PIECES = 20
"""Separators in one message; a list of more is read piece by piece."""
DEEPEST = 8
LONGEST = 4000
"""Characters; a longer text is no message of ours."""
WORD = re.compile(r"[A-Za-z]{2}")
PROSE = re.compile(r"[a-z]{3,} [a-z]")


@dataclass(frozen=True)
class Form:
    """One message: its English form, which is its code, and its Chinese form."""

    english: str
    chinese: str

    @cached_property
    def _parts(self) -> list[tuple[str, str | None]]:
        return [(literal, name) for literal, name, _, _ in string.Formatter().parse(self.english)]

    @cached_property
    def anchor(self) -> str:
        """The longest piece without a field: a text without it is not this message."""
        return max((literal for literal, _ in self._parts), key=len)

    @cached_property
    def weight(self) -> int:
        """Characters outside the fields: of two forms that fit, the one that states more is meant."""
        return sum(len(literal) for literal, _ in self._parts)

    @cached_property
    def joins(self) -> bool:
        """Whether it is little more than fields, such as ``{0} to {1}``: it fits any sentence."""
        outside = "".join(literal for literal, _ in self._parts).replace(" ", "")
        return outside.isalpha() and len(outside) <= 3 and sum(name is not None for _, name in self._parts) > 1

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        seen: set[str] = set()
        pattern = ""
        for literal, name in self._parts:
            pattern += re.escape(literal)
            if name is not None:
                pattern += f"(?P=f{name})" if name in seen else f"(?P<f{name}>.*?)"
                seen.add(name)
        return re.compile(pattern, re.DOTALL)

    def fields(self, text: str) -> dict[str, str] | None:
        """What stands in the fields of a text; None where the text was not made from this form."""
        found = self._pattern.fullmatch(text) if self.anchor in text else None
        return {name[1:]: value for name, value in found.groupdict().items()} if found else None

    def filled(self, fields: dict[str, str]) -> str:
        """The Chinese form with its fields."""
        pieces = []
        for literal, name, _, _ in string.Formatter().parse(self.chinese):
            pieces += [literal, fields[name] if name is not None else ""]
        return "".join(pieces)


@cache
def forms() -> tuple[Form, ...]:
    """Every form of the catalogue, those that state most first."""
    found = []
    for file in sorted(files(__package__).joinpath(FOLDER).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            found += [Form(*pair) for pair in tomllib.loads(file.read_text("utf-8")).items()]
    return tuple(sorted(found, key=lambda form: -form.weight))


def both(text: str) -> Text:
    """A message in both languages."""
    return Text(chinese(text), text)


def chinese(text: str) -> str:
    """The Chinese form of a message; the text itself where the catalogue has none."""
    if len(text) > LONGEST or len(SEPARATOR.findall(text)) > MOST_PIECES:
        return "；".join(map(chinese, text.split("; "))) if "; " in text and len(text) <= LONGEST else text
    return _Reading([form for form in forms() if form.anchor in text]).best(text, DEEPEST)[1]


class _Reading:
    """Finds the forms that a text was made from: those that account for most of its characters."""

    def __init__(self, known: Sequence[Form]) -> None:
        self._known = known
        self._found: dict[str, tuple[int, str]] = {}

    def best(self, text: str, deepest: int) -> tuple[int, str]:
        """Characters accounted for, and the Chinese text."""
        if not WORD.search(text) or not deepest:
            return 0, text
        if text not in self._found:
            self._found[text] = 0, text
            candidates = [*self._whole(text, deepest - 1), *self._in_a_row(text, deepest)]
            self._found[text] = max(candidates, key=lambda found: found[0], default=(0, text))
        return self._found[text]

    def _whole(self, text: str, deepest: int) -> Iterator[tuple[int, str]]:
        for form in self._known:
            fields = form.fields(text)
            if fields is not None:
                said = {name: self.best(value, deepest) for name, value in fields.items()}
                if form.joins and any(not said[name][0] and PROSE.search(v) for name, v in fields.items()):
                    continue
                score = form.weight + sum(found for found, _ in said.values())
                yield score, form.filled({name: words for name, (_, words) in said.items()})

    def _in_a_row(self, text: str, deepest: int) -> Iterator[tuple[int, str]]:
        """Two texts side by side; the second may be several again."""
        for found in SEPARATOR.finditer(text):
            separator, rest = found[0], text[found.end() :]
            after, words = self.best(rest, deepest)
            sentence = text[: found.start() + 1] if separator == ". " else None
            if sentence is not None:
                score, first = self.best(sentence, deepest)
                if score:
                    yield score + after, f"{first}{words}"
            score, first = self.best(text[: found.start()], deepest)
            if score or after:
                yield score + after, f"{first}{SEPARATORS[separator]}{words}"


def tell(text: str) -> None:
    """Write a message to standard error, in the language of this process."""
    sys.stderr.write(f"{chinese(text) if shown_language() == 'zh' else text}\n")


class _Shown:
    """The language of what this process writes without a user interface; a process that it starts is told."""

    language = os.environ.get(LANGUAGE, "en")


def show(language: str) -> None:
    """Write in this language from now on, `zh` or `en`."""
    _Shown.language = language


def shown_language() -> str:
    """The language that this process writes in."""
    return _Shown.language
