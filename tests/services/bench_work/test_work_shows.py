"""What a work shows and takes: no error before the last reading where the laboratory wants that, no path for a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from metrology.text import Text
from sequencer.file_forms import AttachmentForm
from sequencer.operator import Operator
from sequencer.reading_source import Question
from services.bench_work import BenchWork, Taken
from services.events import Events
from services.runs.run_control import RunControl
from tests.services.at_the_desk import DAY, Laboratory, answering, by_person, events_after, ideal

PICTURE = Text("照片", "photograph")


@pytest.fixture
def blind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laboratory]:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr("services.laboratory.gate_facts.real_day", lambda _: DAY)
    lab = Laboratory(tmp_path)
    file = lab.folder / "laboratory.toml"
    file.write_text(file.read_text("utf-8").replace("[policy]\n", "[policy]\nblind_readings = true\n"), "utf-8")
    yield lab
    lab.desk.close()


def test_errors_are_hidden_until_the_last_reading_of_an_item(blind: Laboratory) -> None:
    job = blind.job("JJG 52", by_person(blind.folder), "gauge")
    work = blind.desk.start([job], "V001")
    answering(work, ideal(job), until=lambda p: p.address.startswith("indication/down"))
    during = work.state().positions[0]
    assert (during.current, during.hidden) == ("indication", True)
    assert {p.item for p in during.points} == {"specification", "environment", "appearance"}
    assert next(i.worst for i in during.items if i.key == "indication") == ""
    answering(work, ideal(job))
    after = work.state().positions[0]
    assert (after.hidden, after.outcome, "indication" in {p.item for p in after.points}) == (False, "conform", True)
    told = [e.body["body"] for e in work.after(0) if e.kind == "entry" and e.body["entry"] == "conclusion"]
    assert (len(told), any(told)) == (35, False)


def test_a_file_is_handed_in_and_a_path_is_refused(tmp_path: Path) -> None:
    given = list[tuple[str, bytes]]()

    def perform(events: Events, operator: Operator, control: RunControl) -> list[str]:
        del events, control
        question = Question("appearance/dial", PICTURE, PICTURE, form=AttachmentForm())
        for _ in range(2):
            path = Path(operator.ask(question))
            given.append((path.name, path.read_bytes()))
        return []

    work = BenchWork("one", PICTURE, "V001", str(tmp_path / "none.sqlite"), perform)
    work.start()
    events_after(work.events, 0, 10)
    assert work.answer(1, "/etc/hostname") is Taken.NO_FILE
    assert work.attach(1, "../../etc/dial.png", b"one") is Taken.TAKEN
    assert work.attach(1, "dial.png", b"again") is Taken.NOT_ASKED
    seen = 0
    while work.state().pending is None:
        seen = events_after(work.events, seen, 10)[-1].number
    assert work.attach(2, "C:\\photos\\b.png", b"two") is Taken.TAKEN
    work.join(10)
    assert given == [("dial.png", b"one"), ("b.png", b"two")]


def test_a_stop_ends_a_call_of_the_run_and_none_that_makes_outputs_safe() -> None:
    control, safe = RunControl(), list[str]()
    with control.safe_in_time(lambda: safe.append("safe") or ["off"]) as make_safe:
        with pytest.raises(KeyboardInterrupt):
            _stopped_within(control)
        control.within()
        assert (make_safe(), safe) == (["off"], ["safe"])
    with pytest.raises(KeyboardInterrupt), control.calling():
        safe.append("a call after the stop")
    assert safe == ["safe"]


def _stopped_within(control: RunControl) -> None:
    with control.calling():
        control.within()
        control._stop = KeyboardInterrupt("V001")
        control.within()
        raise AssertionError("the call went on")


def test_a_stop_makes_outputs_safe_where_the_run_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.runs.run_control.PATIENCE", 0.0)
    control, safe = RunControl(), list[str]()
    with control.safe_in_time(lambda: safe.append("safe") or []):
        control.stop("V001")  # from the thread of the run itself, which makes nothing safe meanwhile
        control.stop("V002")
    assert (safe, control.stopped) == (["safe"], True)


def test_what_is_waited_for_is_shown_until_the_next_entry_and_never_of_what_is_under_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr("services.laboratory.gate_facts.real_day", lambda _: DAY)
    monkeypatch.setattr("services.bench_work.looking.EVERY", 0.0)
    lab = Laboratory(tmp_path)
    for rule, bench, subject in (("JJG 52", "gauge", "gauge"), ("JJG 539", "scale", "scale")):
        work = lab.desk.start([lab.job(rule, bench, subject)], "")
        work.join(60)
        state = work.state()
        assert (state.positions[0].outcome, state.seen) == ("conform", ())
        seen = [one for e in work.after(0) if e.kind == "seen" for one in e.body["seen"]]
        assert {one["role"] for one in seen} == ({"source", "room"} if rule == "JJG 52" else {"room"})
        if rule == "JJG 52":
            assert any(one["text"].endswith("→ 0.8 MPa") for one in seen)
    lab.desk.close()
