"""Which run of a cell counts: the first that ended with a decision, whatever was begun first."""

from typing import Any

from metrology.text import Text
from procedures.campaigns.plan import Cell
from services.campaigns.cells import CellRun, CellState

CELL = Cell(key="A/x", sample="A", item="x", name=Text("甲", "x"), regulation="JJG 52-2013")


def run(name: str, outcome: str, stated: int, **other: Any) -> CellRun:
    return CellRun(name, outcome, "2026-11-23", stated, "V001", other.pop("source", "bench"), True, "hash", **other)


def counted(*runs: CellRun) -> str:
    found = CellState(CELL, runs).counted
    return found.run if found is not None else ""


def test_the_run_that_ended_first_counts() -> None:
    assert counted(run("a", "not_conform", 9), run("b", "conform", 7)) == "b"
    assert counted(run("a", "not_conform", 5), run("b", "conform", 7)) == "a"
    assert counted(run("a", "undecided", 5), run("b", "conform", 7)) == "a"


def test_void_incomplete_and_open_runs_decide_nothing() -> None:
    for outcome in ("invalid", "incomplete", "not_applicable"):
        assert counted(run("a", outcome, 5), run("b", "not_conform", 7)) == "b"
    assert counted(run("a", "", -1), run("b", "conform", 7)) == "b"
    assert counted(run("a", "", -1)) == ""


def test_a_run_that_is_not_by_the_plan_or_was_amended_does_not_count() -> None:
    assert counted(run("a", "conform", 5, strange=True), run("b", "not_conform", 7)) == "b"
    assert counted(run("a", "conform", 5, amended=True), run("b", "not_conform", 7)) == "b"


def test_an_unfinished_run_is_gone_on_with_until_the_cell_is_decided() -> None:
    state = CellState(CELL, (run("a", "", -1), run("b", "", -1)))
    assert state.unfinished is not None
    assert state.unfinished.run == "b"
    assert CellState(CELL, (run("a", "", -1), run("b", "conform", 7))).unfinished is None
    assert [r.run for r in CellState(CELL, (run("a", "", -1), run("b", "conform", 7))).others] == ["a"]
