"""A form copied row by row: each entry on the disk and doubted at once, then the run decided by it."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from metrology.text import NO_TEXT
from records.store import Store
from sequencer.form import FormError
from services.events import Events
from services.laboratory.prepare import Job, prepare
from services.runs.paper_form import PaperForm
from services.runs.replay import replay_run
from tests.services.at_the_desk import DAY, Laboratory, ideal

FIRST = "weighing/up/100g/I"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("paper")
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        for module in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
            patch.setattr(f"services.{module}.real_day", lambda _: date.fromisoformat(DAY.isoformat()))
        yield Laboratory(folder)


@pytest.fixture(scope="module")
def job(lab: Laboratory) -> Job:
    """A scale that nobody connects to anything."""
    bench, subject = lab.folder / "benches/scale-by-hand.toml", lab.folder / "subjects/scale.toml"
    return prepare("JJG 539", bench, subject, stage="initial", on=DAY, seed=0, operator="", source="form")


def test_rows_are_entered_doubted_at_once_and_kept(lab: Laboratory, job: Job) -> None:
    form = PaperForm(job, lab.folder)
    rows = form.rows()
    assert [r.address for r in rows] == list(ideal(job))
    assert {r.problem for r in rows} == {NO_TEXT}
    assert form.enter(FIRST, "100") == NO_TEXT
    assert "is not a multiple of" in form.enter(FIRST, "101").en
    assert "number" in form.enter(FIRST, "a hundred").en
    assert "no reason" in form.enter(FIRST, "100", "yes").en
    again = PaperForm(job, lab.folder)  # another window, or the server was started again
    assert {r.address: r.value for r in again.rows() if r.value} == {FIRST: "a hundred"}
    with pytest.raises(FormError, match="no such row"):
        form.enter("nowhere", "1")


def test_a_form_that_is_not_complete_decides_nothing_and_a_complete_one_once(lab: Laboratory, job: Job) -> None:
    form = PaperForm(job, lab.folder)
    with pytest.raises(FormError, match="the value is missing"):
        form.decide(lab.store, Events())
    with form.path.open(encoding="utf-8-sig", newline="") as file:
        lines = [[*cells[:4], ideal(job).get(cells[0], cells[4]), cells[5]] for cells in csv.reader(file)]
    with form.path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    form = PaperForm(job, lab.folder)
    assert {row.problem for row in form.rows()} == {NO_TEXT}
    run = form.decide(lab.store, Events())
    assert replay_run(run, lab.store)["outcome"] == "conform"
    assert not form.path.exists()
    kept: Path = next(form.path.parent.glob(f"*.{run}.done.csv"))
    assert FIRST in kept.read_text("utf-8-sig")
    store = Store(lab.store, read_only=True)
    try:
        assert {e.body["how"] for e in store.events(run) if e.kind == "observation"} == {"form"}
    finally:
        store.close()


def test_a_column_is_written_into_the_rows_of_its_kind_or_not_at_all(lab: Laboratory, job: Job) -> None:
    form = PaperForm(job, lab.folder)
    rows = [a for a in ideal(job) if a.startswith("weighing/") and a.endswith("/I")]
    there = {r.address: r.value for r in form.rows()}
    form.enter(rows[0], "")
    written = form.enter_column(rows[0], ["１００", "", "2500", "", ""])
    assert written == [rows[0], rows[2]]
    again = {r.address: r.value for r in PaperForm(job, lab.folder).rows()}
    assert again == there | {rows[0]: "１００", rows[2]: "2500"}
    kept = form.path.read_bytes()
    with pytest.raises(FormError, match="holds 2500 already"):
        form.enter_column(rows[1], ["1000", "2505"])
    with pytest.raises(FormError, match=rf"{len(rows) + 1} values for {len(rows)} rows"):
        form.enter_column(rows[0], ["100"] * (len(rows) + 1))
    with pytest.raises(FormError, match="no such row"):
        form.enter_column("nowhere", ["1"])
    assert form.path.read_bytes() == kept
    form.path.unlink()
