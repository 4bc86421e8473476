"""Code lists of the exchange, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


class CodeList(NamedTuple):
    """A code list.

    Attributes:
        title: What it is a list of.
        status: ``verified``, ``secondary`` or ``unverified``.
        note: Where it comes from.
        codes: What each code means.
    """

    title: Text
    status: str
    note: str
    codes: Mapping[str, Text]


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Every list by its name."""
    given: dict[str, Any] = tomllib.loads(files("exchange").joinpath("codes.toml").read_text("utf-8"))
    return {
        name: CodeList(
            Text.of(found["title"]),
            found["status"],
            found["note"],
            {code: Text.of(said) for code, said in found["codes"].items()},
        )
        for name, found in given.items()
    }


def known_codes(name: str) -> Mapping[str, Text]:
    """The codes of a list."""
    return code_lists()[name].codes
