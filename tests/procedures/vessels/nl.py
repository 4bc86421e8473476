"""Examples of the Dutch vessels, judged in memory."""

from pathlib import Path

import pytest

from procedures.kit import Facts
from tests.procedures.flow.example_labs import ExampleLab

PREFIX = "Regeling meetreservoirs art."


def lab_of(article: int, tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    """The laboratory of an article."""
    folder: Path = tmp_path_factory.mktemp(f"art{article}") / "lab"
    return ExampleLab.of(f"{PREFIX} {article}/2007", folder)


def statuses(facts: Facts, keys: str) -> str:
    """First letters of the statuses of sources."""
    return "".join(facts.source(key).status[0] for key in keys.split())


def gated(facts: Facts) -> bool:
    """Whether the examination comes first, and every item belongs to the first verification and to that in service."""
    rows = [facts.item(key=key)(lambda _: None).item for key in facts.item_keys]  # type: ignore[attr-defined]
    both = {frozenset(row.stages) for row in rows}
    assert {stage for stages in both for stage in stages} == {"initial", "in-service"}
    assert len(both) == 1
    return [row.key for row in rows if row.gate] == [row.key for row in rows if not row.measured] == ["examination"]
