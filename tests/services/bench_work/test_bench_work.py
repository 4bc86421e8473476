"""A work at a bench: one answer to one question, pause, stop, resume, and what its followers are told."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from metrology.text import Text
from records.entries import Interrupted, Observation, read
from sequencer.errors import Refused
from services.bench_work import Pending, Taken
from services.bench_work.ending import COMPLETE, DEFECT, ended_by
from services.bench_work.work import BenchWork
from services.operational_log.log import open_log
from tests.services.at_the_desk import DAY, Laboratory, answering, by_person, events_after, ideal


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laboratory]:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    for module in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
        monkeypatch.setattr(f"services.{module}.real_day", lambda _: date.fromisoformat(DAY.isoformat()))
    found = Laboratory(tmp_path)
    yield found
    found.desk.close()


def run_of(work: BenchWork) -> str:
    return work.state().positions[0].run


def addresses(lab: Laboratory, run: str) -> Counter[str]:
    return Counter(e.address for e in lab.events(run) if e.kind in {"observation", "finding"})


def test_by_a_person_from_start_to_verdict_with_every_event_numbered(lab: Laboratory) -> None:
    job = lab.job("JJG 52", by_person(lab.folder), "gauge")
    work = lab.desk.start([job], "V001")
    asked = answering(work, ideal(job))
    state = work.state()
    assert (state.phase, state.ended, state.positions[0].outcome) == ("ended", (COMPLETE,), "conform")
    assert [p.number for p in asked] == list(range(1, len(asked) + 1))
    assert [e.number for e in work.after(0)] == list(range(1, state.number + 1))
    assert [e.body["seq"] for e in work.after(0) if e.kind == "entry"] == [e.seq for e in lab.events(run_of(work))]
    assert {i.key for i in state.positions[0].items if i.outcome == "conform"} >= {"indication", "hysteresis"}
    assert (state.positions[0].done, state.resumable, lab.desk.unfinished()) == (35, False, [])
    assert any(p.plot is not None and p.plot.upper for p in state.positions[0].points)


def test_an_answer_is_taken_once(lab: Laboratory) -> None:
    job = lab.job("JJG 539", "scale-by-hand", "scale")
    work = lab.desk.start([job], "V001")
    first = answering(work, {}, until=lambda _: True)[0]
    assert [work.answer(first.number, "20.0"), work.answer(first.number, "25.0")] == [Taken.TAKEN, Taken.NOT_ASKED]
    assert work.answer(first.number + 7, "20.0") is Taken.NOT_ASKED
    second = answering(work, {}, until=lambda p: p.number > first.number)[-1]
    assert work.answer(first.number, "25.0") is Taken.NOT_ASKED
    work.stop("V001")
    work.join(10)
    kept = [read(e, Observation).text for e in lab.events(run_of(work)) if e.kind == "observation"]
    assert (second.number, kept) == (first.number + 1, ["20.0"])


def test_a_held_work_takes_no_answer(lab: Laboratory) -> None:
    job = lab.job("JJG 539", "scale-by-hand", "scale")
    work = lab.desk.start([job], "V001")
    first = answering(work, {}, until=lambda _: True)[0]
    work.pause("V001")
    assert (work.state().phase, work.answer(first.number, "20.0")) == ("paused", Taken.HELD)
    work.proceed("V001")
    assert work.answer(first.number, "20.0") is Taken.TAKEN
    work.stop("V001")
    work.join(10)


def test_a_run_on_instruments_is_held_before_a_step_and_its_journal_says_so(lab: Laboratory) -> None:
    job = lab.job("JJG 52", by_person(lab.folder), "gauge")
    work = lab.desk.start([job], "V001")
    begun = answering(work, ideal(job), until=lambda p: p.address.startswith("indication/up"))
    last = begun[-1]
    work.answer(last.number, ideal(job)[last.address])
    work.pause("V001")
    seen = 0
    while work.state().phase != "paused":
        seen = events_after(work.events, seen, 10)[-1].number
    work.proceed("V001")
    answering(work, ideal(job))
    kinds = Counter(e.kind for e in lab.events(run_of(work)))
    assert work.state().positions[0].outcome == "conform"
    assert kinds["paused"] == kinds["continued"]


def test_stop_while_a_question_waits_then_resume_gives_the_same_verdict(lab: Laboratory) -> None:
    job = lab.job("JJG 539", "scale-by-hand", "scale")
    work = lab.desk.start([job], "V001")
    answering(work, ideal(job), until=lambda p: p.number == 40)
    work.stop("V001")
    work.join(10)
    run = run_of(work)
    assert (work.state().ended, work.state().resumable) == ((Text("被 V001 停止", "stopped by V001"),), True)
    assert [row["run"] for row in lab.desk.unfinished()] == [run]
    again = lab.desk.resume(run, "V001")
    answering(again, ideal(job))
    assert again.state().positions[0].outcome == "conform"
    assert max(addresses(lab, run).values()) == 1
    assert again.state().positions[0].done == len(again.state().positions[0].points) == 56


def test_stop_while_an_instrument_works_makes_its_outputs_safe(lab: Laboratory) -> None:
    work = lab.desk.start([lab.job("JJG 596", "electricity-meter", "electricity-meter")], "V001")
    seen = 0
    while not any(e.kind == "entry" and e.body["entry"] == "command" for e in work.after(0)):
        seen = events_after(work.events, seen, 10)[-1].number
    work.stop("V001")
    work.join(20)
    stopped = read(lab.events(run_of(work))[-1], Interrupted)
    assert (stopped.reason, stopped.safe) == ("stopped by V001", ("source: safe state confirmed by read-back",))
    assert lab.desk.running() == []


def test_a_stop_ends_every_position(lab: Laboratory) -> None:
    jobs = [lab.job("JJG 52", "gauges", "gauge", str(n), f"SIM-{n:04}") for n in (1, 2, 3)]
    work = lab.desk.start(jobs, "V001")
    seen = 0
    while sum(e.kind == "entry" and e.body["entry"] == "command" for e in work.after(0)) < 2:
        seen = events_after(work.events, seen, 20)[-1].number
    work.stop("V001")
    work.join(20)
    state = work.state()
    assert [p.stopped.en for p in state.positions] == ["stopped by V001"] * 3
    assert {lab.events(p.run)[-1].kind for p in state.positions} == {"interrupted"}


def test_a_doubt_wants_a_reason_that_is_one(lab: Laboratory) -> None:
    job = lab.job("JJG 52", by_person(lab.folder), "gauge")
    work, doubts = lab.desk.start([job], "V001"), list[Pending]()

    def other(pending: Pending) -> str | None:
        if pending.kind == "doubt":
            doubts.append(pending)
            return ["yes", "read twice, the pointer is bent"][len(doubts) - 1]
        return "0.70" if pending.address == "indication/up/0.4MPa/before" else None

    answering(work, ideal(job), until=lambda p: len(doubts) == 2 and p.kind != "doubt", other=other)
    work.stop("V001")
    work.join(10)
    assert [(d.entered, "no reason" in d.problem.en) for d in doubts] == [("0.70", False), ("0.70", True)]
    kept = {e.address: read(e, Observation).note for e in lab.events(run_of(work)) if e.kind == "observation"}
    assert kept["indication/up/0.4MPa/before"] == "read twice, the pointer is bent"


def test_an_entry_that_is_no_number_is_asked_again_with_what_was_wrong(lab: Laboratory) -> None:
    job = lab.job("JJG 539", "scale-by-hand", "scale")
    work = lab.desk.start([job], "V001")
    asked = answering(work, ideal(job), until=lambda p: p.number == 2, other=lambda _: "twenty")
    work.stop("V001")
    work.join(10)
    assert (asked[1].address, asked[1].entered) == (asked[0].address, "twenty")
    assert "" not in tuple(asked[1].problem)


def test_what_is_refused_writes_nothing(lab: Laboratory) -> None:
    work = lab.desk.start([lab.job("JJG 52", "gauge", "gauge", on=date(2031, 1, 1))], "V001")
    work.join(20)
    state = work.state()
    assert (state.refused, state.positions, state.resumable, lab.desk.unfinished()) == (True, (), False, [])
    assert any("PC-01" in reason.en for reason in state.ended)


def test_the_end_of_the_server_stops_its_works_safely(lab: Laboratory) -> None:
    work = lab.desk.start([lab.job("JJG 539", "scale-by-hand", "scale")], "V001")
    answering(work, {}, until=lambda _: True)
    lab.desk.close()
    assert (work.over, work.state().ended[0].en) == (True, "stopped by the end of the console")


def test_a_resume_that_was_refused_is_offered_again_when_it_may_still_go_on(lab: Laboratory) -> None:
    work = lab.desk.start([lab.job("JJG 539", "scale-by-hand", "scale")], "V001")
    answering(work, {}, until=lambda _: True)
    work.stop("V001")
    work.join(10)
    run, bench = run_of(work), lab.folder / "benches/scale-by-hand.toml"
    moved = bench.rename(bench.with_suffix(".away"))
    refused = lab.desk.resume(run, "V001")
    refused.join(20)
    state = refused.state()
    assert (state.refused, state.resumable, state.refused_resume, state.refused_by) == (True, True, run, ())
    moved.rename(bench)
    people = lab.folder / "people.toml"
    text = people.read_text("utf-8")
    people.write_text(text.replace('"JJG 539"', '"JJG 52"'), "utf-8")
    refused = lab.desk.resume(run, "V001")
    refused.join(20)
    assert (refused.state().refused_resume, refused.state().refused_by) == (run, ("person",))
    again = lab.desk.resume(run, "V001", ["person:M001:the paper with the authorisation lies before me"])
    assert answering(again, {}, until=lambda _: True)[0].number == 1
    again.stop("V001")
    again.join(10)
    nothing = lab.desk.resume("20200101-000000-0000000", "V001")
    nothing.join(10)
    assert (nothing.state().refused, nothing.state().resumable) == (True, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_log_that_cannot_be_written_stops_no_run_and_hides_no_end(lab: Laboratory) -> None:
    open_log({"STEELYARD_LOG": "/dev/full"})
    try:
        job = lab.job("JJG 539", "scale-by-hand", "scale")
        work = lab.desk.start([job], "V001")
        answering(work, ideal(job), until=lambda p: p.number == 3)
        work.stop("V001")
        work.join(10)
        assert work.state().ended == (Text("被 V001 停止", "stopped by V001"),)
        refused = lab.desk.start([lab.job("JJG 52", "gauge", "gauge", on=date(2031, 1, 1))], "V001")
        refused.join(20)
        assert (refused.over, refused.state().refused) == (True, True)
    finally:
        open_log({"STEELYARD_LOG": os.devnull})


def test_a_work_ends_whatever_fails_beside_it() -> None:
    def refused() -> None:
        raise Refused([COMPLETE])

    found = ended_by(refused, lambda: bool(1 / 0), "", "")  # what explains it fails too
    assert (found.reasons[0], "Refused" in found.reasons[1].en) == (DEFECT, True)
