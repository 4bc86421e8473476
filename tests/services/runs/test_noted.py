"""Remarks, photographs and corrections of one run at a bench: journaled, replayed, and on its record."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from records.entries import Correction, Person, Remark, of_kind, read
from records.event import Event
from records.store import Store
from records.verification import read_verified
from reports.model import read_run
from reports.record.as_csv import record_csv
from sequencer.errors import Refused
from services.bench_work import BenchWork, Taken
from services.documents import write_all
from services.runs.remarks import add_remark
from services.runs.replay import replay_run
from services.runs.run_summary import run_details
from tests.services.at_the_desk import DAY, Laboratory, answering, ideal

SLIP = "eccentricity/1/I"
WHY = "misread by one division"
SOMEBODY = Person(id="V001", name="张三")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("noted")
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        for module in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
            patch.setattr(f"services.{module}.real_day", lambda _: date.fromisoformat(DAY.isoformat()))
        found = Laboratory(folder)
        yield found
        found.desk.close()


def picture() -> bytes:
    """A photograph that says where it was taken."""
    said, made = Image.Exif(), io.BytesIO()
    said[0x8825] = {1: "N", 2: (31.0, 12.0, 30.0)}
    Image.effect_noise((320, 240), 50).convert("RGB").save(made, "JPEG", exif=said)
    return made.getvalue()


@pytest.fixture(scope="module")
def work(lab: Laboratory) -> BenchWork:
    """A scale; an indication is entered wrong and corrected two readings later; a remark and a photograph."""
    job = lab.job("JJG 539", "scale-by-hand", "scale")
    right, work = ideal(job), lab.desk.start([job], "V001")
    shown = answering(work, right | {SLIP: "5015"}, until=lambda p: p.address == "eccentricity/2/dL")[-1]
    before = work.state().positions[0]
    assert [p.label.en for p in before.points if p.outcome == "not_conform"] == ["position 1, 5000 g"]
    assert SLIP in [e.address for e in shown.earlier]
    assert [r.value for r in before.readings if r.address == SLIP] == ["5015"]
    add_remark(work.control, " the scale was moved\nafter position 1 ", about=shown.address, by=SOMEBODY)
    add_remark(work.control, "", about="eccentricity", picture=("C:\\DCIM\\pan.jpg", picture()))
    for text, address, why in (("5000", "zero/50g/I", WHY), ("five", SLIP, WHY), ("5000", SLIP, "ok")):
        number = shown.number
        assert work.correct(number, address, text, why, SOMEBODY) is Taken.TAKEN
        shown = answering(work, {}, until=lambda p, number=number: p.number > number)[-1]
        assert shown.problem.en
    assert work.correct(shown.number, SLIP, "5000", WHY, SOMEBODY) is Taken.TAKEN
    answering(work, right)
    return work


@pytest.fixture(scope="module")
def entries(lab: Laboratory, work: BenchWork) -> list[Event]:
    """Its journal, whose chain, seals and files were checked."""
    store = Store(lab.store, read_only=True)
    try:
        return read_verified(store, work.state().positions[0].run)
    finally:
        store.close()


def test_a_correction_makes_the_verdict_that_of_the_right_value(
    lab: Laboratory, work: BenchWork, entries: list[Event]
) -> None:
    state = work.state().positions[0]
    found = [read(e, Correction) for e in entries if e.kind == "correction"]
    assert [(c.old, c.new, c.by) for c in found] == [("5015", "5000", SOMEBODY)]
    assert (state.outcome, state.done, len(state.points)) == ("conform", 56, 56)
    assert {p.outcome for p in state.points} == {"conform"}
    assert [(r.value, r.how) for r in state.readings] == [("15", "operator"), ("50", "operator")]  # of the last item
    assert replay_run(state.run, lab.store)["outcome"] == "conform"
    assert [n.kind for n in state.notes] == ["remark", "remark", "correction"]
    assert [e.kind for e in entries].count("restored") == 0


def test_remarks_say_what_where_and_who_and_a_photograph_does_not_say_where_it_was_taken(
    lab: Laboratory, entries: list[Event]
) -> None:
    first, second = [r for _, r in of_kind(entries, Remark)]
    assert (first.text, first.about, first.by) == (
        "the scale was moved\nafter position 1",
        "eccentricity/2/dL",
        SOMEBODY,
    )
    assert second.value is not None
    assert (second.value.name, second.value.media, second.by.id) == ("pan.jpg", "image/jpeg", "V001")
    store = Store(lab.store, read_only=True)
    try:
        kept = store.file(second.value.sha256)
    finally:
        store.close()
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as found:
        assert not found.getexif().get_ifd(0x8825)


def test_the_record_shows_both_entries_the_remarks_and_the_photograph(
    lab: Laboratory, work: BenchWork, entries: list[Event], tmp_path: Path
) -> None:
    run = read_run(entries)
    assert [o.text for o in run.withdrawn] == ["5015"]
    told = record_csv(run).decode("utf-8-sig")
    assert "corrected to 5000: misread by one division" in told
    assert told.count("corrected by entry") == 1
    shown = run_details(work.state().positions[0].run, lab.store)
    assert [o["text"] for o in shown["observations"] if o.get("withdrawn")] == ["5015"]
    assert [len(shown[key]) for key in ("remarks", "corrections")] == [2, 1]
    made = next(iter(write_all(lab.store, [work.state().positions[0].run], tmp_path)))
    pages = PdfReader(next(p for p in made.files if p.name.startswith("record_") and p.suffix == ".pdf")).pages
    text = "".join(page.extract_text() for page in pages)
    assert "Photographs of remarks" in text
    assert "the scale was moved" in text.replace("\n", " ")


def test_after_the_end_a_remark_is_refused(work: BenchWork) -> None:
    for text, why in (("too late", "has ended"), (" ", "write a remark"), ("x" * 1001, "longer"), ("a\u202eb", "202e")):
        with pytest.raises(Refused, match=why):
            add_remark(work.control, text)
