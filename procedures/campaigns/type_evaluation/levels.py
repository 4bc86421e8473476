"""Severities of OIML D 11: the value of an index, and the index of an electromagnetic class."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from metrology.status import Source
from procedures.errors import AuthorError

FILE = Path(__file__).with_name("oiml_d_11_2013.toml")
CLASSES = ("E1", "E2")


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def source() -> Source:
    """Where the severities were read."""
    return Source.from_dict(_content()["source"])


def kind_of(disturbance: str) -> str:
    """The row of Table 4 that a disturbance belongs to: air and contact discharges are one."""
    return str(_content()["levels"].get(disturbance, {}).get("of", disturbance))


def index_of(electromagnetic: str, kind: str) -> int:
    """The severity index of an electromagnetic class; 0 where the table has none."""
    return int(_content()["classes"][electromagnetic].get(kind, 0))


def value_of(disturbance: str, index: int) -> str:
    """The severity of an index, with its unit.

    Raises:
        AuthorError: D 11 has no such index.
    """
    row = _content()["levels"][disturbance]
    if not 1 <= index <= len(row["values"]) or not row["values"][index - 1]:
        raise AuthorError(f"{disturbance} has no severity index {index}", str(FILE))
    return f"{row['values'][index - 1]} {row['unit']}"


def dips(index: int) -> dict[str, str]:
    """The dips of a severity index, by their letters."""
    found: dict[str, list[str]] = _content()["dips"][str(index)]
    return {letter: f"{percent} % Unom, {cycles} cycles (50 Hz)" for letter, (percent, cycles) in found.items()}
