"""The line of a TOML file on which something stands, for messages: the reader of TOML does not keep it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = re.compile(r"\s*(\[\[?)\s*([\w.\-\"]+)\s*\]\]?")
KEY = re.compile(r"\s*\"?([\w\-]+)\"?(?:\s*\.\s*\"?[\w\-]+\"?)*\s*=")


def line_of(text: str, place: Sequence[str]) -> int:
    r"""The line of a key, or of the innermost table around it; 1 where none is found.

    Args:
        text: The file.
        place: Names of tables and of the key; a table of a list is followed by its number from 0.

    >>> line_of('[[e]]\nx = 1\n[e.f]\ny = 2\n[[e]]\n[e.f]\ny = 3', ("e", "1", "f", "y"))
    7
    """
    counts: dict[str, int] = {}
    here: tuple[str, ...] = ()
    best, depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if head := HEAD.match(line):
            names = head[2].replace('"', "").split(".")
            if head[1] == "[[":
                counts[".".join(names)] = counts.get(".".join(names), -1) + 1
            here = _numbered(names, counts)
            found = here
        elif key := KEY.match(line):
            found = (*here, key[1])
        else:
            continue
        shared = _shared(found, place)
        if shared == len(found) and shared > depth:
            best, depth = number, shared
    return best


def _numbered(names: Sequence[str], counts: dict[str, int]) -> tuple[str, ...]:
    found: list[str] = []
    for n, name in enumerate(names, 1):
        found.append(name)
        if (count := counts.get(".".join(names[:n]))) is not None:
            found.append(str(count))
    return tuple(found)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n
