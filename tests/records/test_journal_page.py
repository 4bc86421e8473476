"""The page about the journal names every kind of entry and every field of every type."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from metrology.text import Text
from records.entries import ENTRIES
from records.entries.fields import Entry

PAGE = (Path(__file__).parents[2] / "docs/reference/journal.md").read_text("utf-8")
CODE = re.findall(r"`[^`\n]+`|\"\w+\":", PAGE.replace("```", ""))
NAMED = set(re.findall(r"\w+", " ".join(CODE)))
SECTIONS = ("opened", "plan", "conclusion")


def structs(hint: Any) -> set[type[msgspec.Struct]]:
    """The types that a field's type is made of."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return {hint} - {Text}
    return {found for part in get_args(hint) for found in structs(part)}


def fields_of(type_: type[msgspec.Struct], seen: frozenset[type[msgspec.Struct]] = frozenset()) -> set[str]:
    """Names of the fields of a type and of everything in it, as a journal writes them."""
    found: set[str] = set()
    for field in msgspec.structs.fields(type_):
        found.add(field.encode_name)
        for inner in structs(field.type) - seen:
            found |= fields_of(inner, seen | {type_})
    return found


@pytest.mark.parametrize("kind", sorted(ENTRIES))
def test_every_field_is_on_the_page(kind: str) -> None:
    type_: type[Entry] = ENTRIES[kind]
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |"))
    named = NAMED if kind in SECTIONS else set(re.findall(r"[a-z_0-9]+", row)) | {"traffic"}
    own = {f.encode_name for f in msgspec.structs.fields(type_)}
    assert own - named == set()
    assert fields_of(type_) - NAMED - {"zh", "en"} == set()
