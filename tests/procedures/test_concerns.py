"""Of the sources of an edition as a whole those are named that concern the run."""

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from procedures.kit.concerns import concerning
from procedures.registry import implemented
from procedures.regulation import Stage

EDITIONS: dict[str, Any] = {p.regulation.id: p for p in implemented().editions}


def named(regulation: str, *examined: str, stage: Stage = Stage.INITIAL, **nameplate: Any) -> set[str]:
    """Clauses that are named, without the number of the edition."""
    found = concerning(EDITIONS[regulation].facts, SimpleNamespace(**nameplate), stage, examined)
    return {s.clause.removeprefix(regulation).strip() for s in found}


def test_insulation_of_contacts_concerns_gauges_that_have_them() -> None:
    assert "绝缘强度" not in named("JJG 52-2013", "indication", "zero")
    assert "绝缘强度" in named("JJG 52-2013", "indication", "set_point")
    assert {"检定项目一览表", "检定点与读数"} <= named("JJG 52-2013")


@pytest.mark.parametrize(("accuracy_class", "concerns"), [("A", False), ("B", True), ("", False)])
def test_limits_of_class_b_concern_glassware_of_this_class(accuracy_class: str, concerns: bool) -> None:
    assert ("表 4～6 B 级" in named("JJG 196-2006", accuracy_class=accuracy_class)) == concerns


@pytest.mark.parametrize("stage", [Stage.SUBSEQUENT, Stage.AFTER_REPAIR])
def test_limits_after_repair_concern_what_was_repaired(stage: Stage) -> None:
    assert ("art. 14, MI-002 2.1" in named("NOR ECEI1025327A:2010", stage=stage)) == (stage is Stage.AFTER_REPAIR)


@pytest.mark.parametrize("unmarked", [True, False])
def test_currents_from_power_concern_stations_that_mark_none(unmarked: bool) -> None:
    assert ("在用充电桩" in named("JJG 1148-2022", unmarked=unmarked)) == unmarked


def test_what_a_source_is_about_exists() -> None:
    """Each item that a source names is one of an edition that rests on it, each field one of its nameplate."""
    for edition in EDITIONS.values():
        for key in edition.facts.content.get("rests_on", ()):
            row = edition.facts.content["sources"].get(key, {})
            assert "items" not in row or set(row["items"]) & set(edition.facts.item_keys), (edition, key)
            assert all(hasattr(edition.subject_model, f) or f in edition.subject_model.model_fields
                       for f in row.get("only", {})), (edition, key)  # fmt: skip


def test_no_source_says_what_it_is_about_in_vain() -> None:
    """Only a source of `rests_on` is asked."""
    resting = {key for p in EDITIONS.values() for key in p.facts.content.get("rests_on", ())}
    files = Path(__file__).parents[2].glob("procedures/**/*.toml")
    rows = [row for file in files for row in tomllib.loads(file.read_text("utf-8")).get("sources", {}).items()]
    limited = [key for key, row in rows if isinstance(row, dict) and row.keys() & {"items", "stages", "only"}]
    assert limited
    assert set(limited) <= resting
