"""What was found before stands beside what was left, where a run follows another one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from records.event import Event
from reports.content.results import items
from reports.documents import write_documents
from reports.model import read_run
from reports.read_back import page_texts
from tests.reports.conftest import FAILS

Run = Callable[..., list[Event]]


def test_the_error_curve_shows_both(scale: Run) -> None:
    left, found = read_run(scale()), read_run(scale(FAILS))
    both = {i["key"]: i for i in items(replace(left, before=found))}["weighing"]["curves"][0]
    alone = {i["key"]: i for i in items(left)}["weighing"]["curves"][0]
    assert [s["key"] for s in both["series"]] == [
        "up", "down", "up/as_found", "down/as_found",
    ]  # fmt: skip
    assert [s["key"] for s in alone["series"]] == ["up", "down"]
    assert len({s["mark"] for s in both["series"]}) == 4


def test_the_legend_names_what_was_found(scale: Run, tmp_path: Path) -> None:
    legal, *_ = write_documents(scale(), tmp_path, before=scale(FAILS))
    assert "升（调前）" in "".join(page_texts(legal.read_bytes()))
    again, *_ = write_documents(scale(), tmp_path / "2")
    assert "调前" not in "".join(page_texts(again.read_bytes()))
