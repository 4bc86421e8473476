"""Figures of data files that are entered a second time in `figures.toml`."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.registry import implemented

TEXT = Path(__file__).with_name("figures.toml").read_text("utf-8")
STATED: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(TEXT, parse_float=Decimal)
EDITIONS: dict[str, Any] = {p.regulation.id: p for p in implemented().editions}


@pytest.mark.parametrize("name", STATED)
def test_figures(name: str) -> None:
    facts = EDITIONS[name].facts
    budgets = facts.content.get("budgets", {})
    for table, rows in STATED[name].items():
        if table == "numbers":
            found: dict[str, Any] = {key: facts.number(key) for key in rows}
        elif table == "budgets":
            found = {key: row["coverage_probability"] for key, row in budgets.items()}
        elif table == "edges":
            found = {key: " ".join(facts.table(key).rows) for key in rows}
        elif table == "sensitivities":
            parts = {f"{b} {c}": x for b, row in budgets.items() for c, x in row["components"].items()}
            found = {key: part["sensitivity"] for key, part in parts.items() if "sensitivity" in part}
        else:
            found = {key: list(row) for key, row in facts.table(table).rows.items()}
        assert found == rows
