"""Clauses that are one number, a second time: a document that names the clause beside the right one looks right."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from procedures.registry import implemented

STATED: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))
EDITIONS: dict[str, Any] = {p.regulation.id: p for p in implemented().editions}


@pytest.mark.parametrize("name", EDITIONS)
def test_clauses(name: str) -> None:
    facts = EDITIONS[name].facts
    stated = {**facts.content["sources"], **{k: i for k, i in facts.content["items"].items() if "clause" in i}}
    numbers = {key: row["clause"] for key, row in stated.items() if re.fullmatch(r"\d[\d.]*", row["clause"])}
    assert numbers == STATED.get(name, {})
    assert all(facts.source(key).clause.endswith(clause) for key, clause in numbers.items())


def test_every_edition_of_the_list_exists() -> None:
    assert set(STATED) <= set(EDITIONS)
